FROM python:3.13-slim

WORKDIR /app
COPY . .
# Editable, since the default programme lies beside the code
RUN pip install --no-cache-dir -e . -c constraints.txt \
    && useradd --system bot && mkdir /data && chown bot /data

USER bot
ENV DATABASE=/data/programme.sqlite3
VOLUME /data
CMD ["python", "-m", "bot", "run"]
