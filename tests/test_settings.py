from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import DEFAULT_SOURCE, Settings, load_settings

TOKEN = "invented.for-this.test"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with no `.env` in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def refusal(monkeypatch: pytest.MonkeyPatch, **variables: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load(monkeypatch, **variables)
    # A cause would hold what was given, and a traceback would show it
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return str(caught.value)


def secret(settings: Settings) -> str | None:
    return settings.discord_token.get_secret_value() if settings.discord_token else None


def test_without_any_variable_the_defaults_hold() -> None:
    settings = load_settings()
    assert settings.model_dump() == {
        "discord_token": None,
        "discord_token_file": None,
        "programme_source": (str(DEFAULT_SOURCE),),
        "programme_title": "",
        "programme_timezone": "",
        "programme_language": "",
        "programme_columns": (),
        "programme_now": None,
        "programme_refresh": None,
        "programme_allow_private": False,
        "database": Path("programme.sqlite3"),
        "home_servers": (),
        "log_level": "INFO",
        "metrics_port": None,
        "shards": None,
    }
    assert not settings.database_set
    assert DEFAULT_SOURCE.is_file()


def test_each_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(
        monkeypatch,
        DISCORD_TOKEN=TOKEN,
        PROGRAMME_SOURCE="talks.json https://example.org/schedule.json",
        PROGRAMME_TITLE="  EuroPython\t2014 ",
        PROGRAMME_TIMEZONE="Europe/Berlin",
        PROGRAMME_LANGUAGE="pt_BR",
        PROGRAMME_COLUMNS='title=Talk  name; Start="When"\n',
        PROGRAMME_NOW="2014-07-23T10:10+02:00",
        PROGRAMME_REFRESH="30",
        PROGRAMME_ALLOW_PRIVATE="Yes",
        DATABASE="/var/lib/bot/programme.sqlite3",
        HOME_SERVERS="41771983423143937, 41771983423143938\n41771983423143937",
        LOG_LEVEL="debug",
        METRICS_PORT="9100",
        SHARDS="2",
    )
    assert secret(settings) == TOKEN
    assert settings.model_dump(exclude={"discord_token", "discord_token_file"}) == {
        "programme_source": ("talks.json", "https://example.org/schedule.json"),
        "programme_title": "EuroPython 2014",
        "programme_timezone": "Europe/Berlin",
        "programme_language": "pt-br",
        "programme_columns": (("title", "Talk name"), ("start", "When")),
        "programme_now": datetime(2014, 7, 23, 8, 10, tzinfo=UTC),
        "programme_refresh": 30,
        "programme_allow_private": True,
        "database": Path("/var/lib/bot/programme.sqlite3"),
        "home_servers": (41771983423143937, 41771983423143938),
        "log_level": "DEBUG",
        "metrics_port": 9100,
        "shards": 2,
    }
    assert settings.database_set
    assert TOKEN not in repr(settings)


@pytest.mark.parametrize(
    ("source", "minutes", "every"),
    [
        ("talks.json", "", None),
        ("talks.json", "5", timedelta(minutes=5)),
        ("talks.json https://example.org/a.json", "", timedelta(minutes=15)),
        ("https://example.org/a.json", "0", None),
    ],
)
def test_addresses_are_read_again_every_15_minutes_unless_said_otherwise(
    monkeypatch: pytest.MonkeyPatch, source: str, minutes: str, every: timedelta | None
) -> None:
    assert load(monkeypatch, PROGRAMME_SOURCE=source, PROGRAMME_REFRESH=minutes).refresh_every == every


@pytest.mark.parametrize("blank", ["", "  "])
def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch, blank: str) -> None:
    expected = load_settings()
    settings = load(monkeypatch, **{name.upper(): blank for name in Settings.model_fields})
    assert settings == expected
    assert settings.model_fields_set == set()


def test_the_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("\ufeffPROGRAMME_TITLE='From the file'\nLOG_LEVEL=WARNING\n", encoding="utf-8")
    settings = load(monkeypatch, LOG_LEVEL="ERROR")
    assert (settings.programme_title, settings.log_level) == ("From the file", "ERROR")


def test_a_file_that_is_no_text_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_bytes(b"PROGRAMME_TITLE=Z\xfcrich\n")
    assert refusal(monkeypatch) == "the file .env in this folder can't be read: it is not text in UTF-8"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("one.json two.json\n three.json", ("one.json", "two.json", "three.json")),
        ("\"my talks.json\" 'your talks.json'", ("my talks.json", "your talks.json")),
        (r"C:\talks\new.json", (r"C:\talks\new.json",)),
        ("ada's.json bob's.json", ("ada's.json", "bob's.json")),
        ('https://example.org/?q="x"#\'', ('https://example.org/?q="x"#\'',)),
        ("on disk.json", ("on disk.json",)),
        ("not on disk.json", ("not", "on", "disk.json")),
        ("x" * 5000, ("x" * 5000,)),
        ("~nobody-of-this-name/talks.json", ("~nobody-of-this-name/talks.json",)),
    ],
)
def test_sources_are_split(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: tuple[str, ...]) -> None:
    (folder / "on disk.json").touch()
    assert load(monkeypatch, PROGRAMME_SOURCE=text).programme_source == words


def test_the_tilde_is_the_home_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    settings = load(monkeypatch, PROGRAMME_SOURCE="~/a.json b.json", DATABASE="~/p.sqlite3")
    assert settings.programme_source == (f"{folder}/a.json", "b.json")
    assert settings.database == folder / "p.sqlite3"


@pytest.mark.parametrize("given", [TOKEN, f" {TOKEN}\n", f"Bot {TOKEN}", f'"{TOKEN}"'])
def test_a_token_is_freed_of_what_came_along(folder: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    assert secret(load(monkeypatch, DISCORD_TOKEN=given)) == TOKEN
    monkeypatch.delenv("DISCORD_TOKEN")
    (folder / "token").write_text(given, encoding="utf-8")
    assert secret(load(monkeypatch, DISCORD_TOKEN_FILE="token")) == TOKEN


def test_the_sandbox_never_sees_a_token(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n", encoding="utf-8")
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DISCORD_TOKEN_FILE", "/nowhere/token")
    settings = load_settings(sandbox=True)
    assert (settings.discord_token, settings.discord_token_file) == (None, None)


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        (
            "DISCORD_TOKEN",
            "my secret",
            "DISCORD_TOKEN is set, but its value is kept out of this message: "
            "expected one token without blanks, as the developer portal shows it",
        ),
        (
            "DISCORD_TOKEN_FILE",
            "/nowhere/token",
            'DISCORD_TOKEN_FILE is "/nowhere/token", which can\'t be read: no such file or directory',
        ),
        (
            "PROGRAMME_SOURCE",
            '"my talks.json',
            'PROGRAMME_SOURCE is ""my talks.json": expected every quote to be closed and followed by a blank',
        ),
        (
            "PROGRAMME_TIMEZONE",
            "Berlin",
            'PROGRAMME_TIMEZONE is "Berlin": expected an IANA time zone such as Europe/Berlin',
        ),
        (
            "PROGRAMME_TIMEZONE",
            "/etc/passwd",
            'PROGRAMME_TIMEZONE is "/etc/passwd": expected an IANA time zone such as Europe/Berlin',
        ),
        (
            "PROGRAMME_COLUMNS",
            "title=Talk name; start",
            'PROGRAMME_COLUMNS is "title=Talk name; start": '
            "expected a header behind start, such as title=Talk name; start=When",
        ),
        (
            "PROGRAMME_NOW",
            "2014-07-23T10:10",
            'PROGRAMME_NOW is "2014-07-23T10:10": expected an instant with an offset such as 2014-07-23T10:10+02:00',
        ),
        (
            "PROGRAMME_NOW",
            "tomorrow",
            'PROGRAMME_NOW is "tomorrow": expected an instant with an offset such as 2014-07-23T10:10+02:00',
        ),
        (
            "PROGRAMME_NOW",
            "0001-01-01T00:00+02:00",
            'PROGRAMME_NOW is "0001-01-01T00:00+02:00": '
            "expected an instant with an offset such as 2014-07-23T10:10+02:00",
        ),
        (
            "HOME_SERVERS",
            "EuroPython",
            'HOME_SERVERS is "EuroPython": '
            "expected the ids of servers, which are whole numbers, separated by blanks or commas",
        ),
        (
            "PROGRAMME_LANGUAGE",
            "Deutsch!",
            'PROGRAMME_LANGUAGE is "Deutsch!": expected the code of a language, such as en, de or pt-br',
        ),
        ("LOG_LEVEL", "loud", 'LOG_LEVEL is "loud": expected DEBUG, INFO, WARNING or ERROR'),
        ("METRICS_PORT", "0", 'METRICS_PORT is "0": expected the number of a port, 1 to 65535'),
        ("METRICS_PORT", "65536", 'METRICS_PORT is "65536": expected the number of a port, 1 to 65535'),
        ("SHARDS", "many", 'SHARDS is "many": expected auto, or a whole number from 1 on'),
        ("SHARDS", "0", 'SHARDS is "0": expected auto, or a whole number from 1 on'),
        (
            "PROGRAMME_REFRESH",
            "often",
            'PROGRAMME_REFRESH is "often": expected a whole number of minutes, or 0 for never',
        ),
        ("PROGRAMME_ALLOW_PRIVATE", "perhaps", 'PROGRAMME_ALLOW_PRIVATE is "perhaps": expected yes or no'),
        ("PROGRAMME_TIMZONE", "UTC", "PROGRAMME_TIMZONE is no setting: did you mean PROGRAMME_TIMEZONE?"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, given: str, sentence: str
) -> None:
    assert refusal(monkeypatch, **{name: given}) == sentence
    monkeypatch.delenv(name)
    (folder / ".env").write_text(f"{name}='{given}'\n", encoding="utf-8")
    assert refusal(monkeypatch) == sentence


def test_a_token_and_a_file_at_once_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "token").write_text(TOKEN, encoding="utf-8")
    sentence = "DISCORD_TOKEN and DISCORD_TOKEN_FILE are both set: keep one of them"
    assert refusal(monkeypatch, DISCORD_TOKEN=TOKEN, DISCORD_TOKEN_FILE="token") == sentence


@pytest.mark.parametrize(
    ("held", "complaint"),
    [
        (b" \n", 'is "token": expected one token without blanks, as the developer portal shows it'),
        (b"my secret", 'is "token": expected one token without blanks, as the developer portal shows it'),
        (b"\xff\xfe\x00", 'is "token", which is no text: expected one with the token'),
    ],
)
def test_a_file_without_a_token_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, held: bytes, complaint: str
) -> None:
    (folder / "token").write_bytes(held)
    assert refusal(monkeypatch, DISCORD_TOKEN_FILE="token") == f"DISCORD_TOKEN_FILE {complaint}"
