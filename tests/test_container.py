"""The container as its files describe it: what an operator relies on when nobody is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from jsonschema.validators import validator_for

ROOT = Path(__file__).resolve().parent.parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
STEPS = [
    line.split(maxsplit=1)
    for line in re.sub(r"\\\n\s*", "", (ROOT / "Dockerfile").read_text(encoding="utf-8")).splitlines()
    if line and not line.startswith("#")
]


def last_stage() -> list[list[str]]:
    start = max(at for at, (step, _) in enumerate(STEPS) if step == "FROM")
    return STEPS[start:]


def find_faults(compose: dict[str, Any]) -> list[str]:
    """Where Compose's published schema finds fault with a file."""
    schema = get_builtin_schema("vendor.compose-spec")
    return [error.json_path for error in validator_for(schema)(schema).iter_errors(compose)]


def test_compose_takes_the_file() -> None:
    assert find_faults(COMPOSE) == []
    assert find_faults(COMPOSE | {"services": {"bot": {"restarts": "always"}}}) == ["$.services.bot"]


def test_the_bot_runs_for_a_week_by_itself() -> None:
    bot = COMPOSE["services"]["bot"]
    assert (bot["command"], bot["restart"], bot["init"], bot["stop_grace_period"]) == (
        ["run"],
        "unless-stopped",
        True,
        "10s",
    )
    assert bot["healthcheck"]["test"] == ["CMD", "python", "-m", "bot", "health"]
    assert bot["logging"]["options"] == {"max-size": "10m", "max-file": "5"}
    assert bot["volumes"] == ["programme:/data"]
    assert bot["environment"]["DATABASE"] == "/data/programme.sqlite3"
    assert COMPOSE["volumes"] == {"programme": None}


def test_the_token_is_a_secret_and_in_no_variable() -> None:
    bot = COMPOSE["services"]["bot"]
    assert bot["secrets"] == ["discord_token"]
    assert bot["environment"]["DISCORD_TOKEN_FILE"] == "/run/secrets/discord_token"
    assert bot["environment"]["DISCORD_TOKEN"] == ""
    assert COMPOSE["secrets"] == {"discord_token": {"file": "./secrets/discord_token"}}
    for file in (".gitignore", ".dockerignore"):
        assert {"secrets", "secrets/"} & set((ROOT / file).read_text(encoding="utf-8").split())


@pytest.mark.parametrize("name", ["bot", "sandbox"])
def test_a_service_may_do_nothing_it_needs_not(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["tmpfs"] == ["/tmp:size=64m,mode=1777"]  # noqa: S108 - the container's own
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert (service["mem_limit"], service["pids_limit"]) == ("512m", 128)
    assert service["user"] == "10001:10001"
    assert "ports" not in service
    assert "privileged" not in service


def test_the_sandbox_is_asked_for_by_name_and_has_no_token() -> None:
    sandbox = COMPOSE["services"]["sandbox"]
    assert (sandbox["profiles"], sandbox["command"]) == (["sandbox"], ["sandbox"])
    # Its page listens on loopback only
    assert sandbox["network_mode"] == "host"
    assert "secrets" not in sandbox


def test_the_image_is_built_in_stages_and_runs_as_nobody() -> None:
    assert STEPS[0] == ["ARG", "BASE=python:3.13-slim"]
    assert [values for step, values in STEPS if step == "FROM"] == ["${BASE} AS build", "${BASE}"]
    assert "-c constraints.txt" in next(values for step, values in STEPS if "pip" in values)
    last = dict(last_stage())
    assert (last["USER"], last["ENTRYPOINT"], last["CMD"]) == ("10001:10001", '["python", "-m", "bot"]', '["run"]')
    assert [values for step, values in last_stage() if step == "RUN"] == ["install -d -o 10001 -g 10001 /data"]


def test_the_image_holds_nothing_that_the_bot_does_not_need() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert {".git", ".env", "secrets", "tests", "data/pictures", "**/__pycache__", "**/*.sqlite3*"} <= set(ignored)
    build = next(values for step, values in STEPS if "pip" in values)
    assert "--without-pip" in build
    assert "--no-cache-dir" in build
    # What is built lies in these two folders; nothing else comes from the stage that built it
    assert [values for step, values in last_stage() if step == "COPY"] == [
        "--from=build /venv /venv",
        "--from=build /app /app",
    ]
