# Any image with Python 3.11 or newer, pip and venv
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
WORKDIR /app
COPY . .
# Editable, since the default programme lies beside the code. The environment has no pip, which the bot never needs
RUN python3 -m venv --without-pip /venv \
    && python3 -m pip --python /venv/bin/python install --no-cache-dir -e . -c constraints.txt \
    && /venv/bin/python -m compileall -q bot cogs

FROM ${BASE}
COPY --from=build /venv /venv
COPY --from=build /app /app
RUN install -d -o 10001 -g 10001 /data
WORKDIR /app
# One heap for its few threads, which saves memory
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    MALLOC_ARENA_MAX=1 \
    DATABASE=/data/programme.sqlite3
VOLUME /data
# By number, so that an orchestrator can see that it is not root
USER 10001:10001
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
