"""Which column of a table is which field: the usual spellings of headers, and what the operator says of the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.errors import FormatError
from bot.programme.text import fold
from bot.sources._text import clean_line

_SPELLINGS = {
    field: frozenset(names.split(", "))
    for field, names in {
        "id": "id, code, session id, talk id, submission id, proposal id, event id, uid, slug",
        "title": "title, session title, talk title, name, session name, talk name, session, talk, event, event title,"
        " event name, subject, presentation, presentation title, proposal title, titel, vortrag, vortragstitel, titre,"
        " titulo, titolo",
        "subtitle": "subtitle, sub title, untertitel, sous titre, subtitulo, sottotitolo",
        "speakers": "speaker, speakers, speaker name, speaker names, speakers names, presenter, presenters,"
        " presenter name, author, authors, co speaker, co speakers, host, hosts, who, referent, referentin, referenten,"
        " referierende, vortragende, vortragender, redner, intervenant, intervenants, intervenante, ponente, ponentes,"
        " relatore, relatori, orador, oradores",
        "first name": "first name, firstname, given name, speaker first name, vorname, prenom, nombre",
        "last name": "last name, lastname, surname, family name, speaker last name, nachname, apellido, apellidos",
        "date": "date, day, start date, session date, datum, tag, jour, fecha, dia, data, giorno",
        "start": "start, starts, start time, time start, starts at, startsat, begin, begins, begin time, from, time,"
        " scheduled at, start datetime, start date time, date time, datetime, when, beginn, startzeit, uhrzeit, zeit,"
        " von, debut, heure, inicio, hora, inizio, ora",
        "end": "end, ends, end time, time end, ends at, endsat, finish, to, until, end datetime, end date time, ende,"
        " endzeit, bis, fin, fine",
        "end date": "end date, enddatum",
        "duration": "duration, length, minutes, duration minutes, scheduled duration, dauer, duree, duracion, durata",
        "room": "room, room location, room name, location, venue, hall, stage, where, place, raum, saal, ort, buhne,"
        " salle, lieu, sala, lugar, luogo",
        "track": "track, tracks, schedule track, session track, stream, topic, theme, category, thema, kategorie,"
        " parcours, categoria, tema",
        "kind": "kind, type, session type, talk type, event type, proposal type, submission type, format,"
        " session format, art, typ, tipo",
        "level": "level, audience level, audience, difficulty, python level, experience level, session level, niveau,"
        " nivel, livello",
        "language": "language, session language, lang, spoken language, sprache, langue, idioma, lingua",
        "abstract": "abstract, short description, summary, teaser, kurzbeschreibung, zusammenfassung, resume, resumen",
        "description": "description, session description, long description, details, body, beschreibung, descripcion,"
        " descrizione, descricao",
        "url": "url, link, website, web page, webpage, page, talk url, session url, lien, enlace",
        "video": "video, video url, video link, recording, recording url, youtube, youtube url",
        "status": "status, state, session status, stato, estado",
    }.items()
}
_FIELDS = {name: field for field, names in _SPELLINGS.items() for name in names}
# Besides the title a table needs one of these to be a programme
_TELLING = frozenset({"speakers", "last name", "date", "start", "end", "room", "track", "abstract", "description"})
# "(Optional)" behind a header, and the number of "Speaker 2"
_EXTRA = re.compile(r"\([^)]*\)|\[[^\]]*\]|\s#?\d+$")

Columns = Mapping[str, Sequence[int]]


def find_columns(headers: Sequence[str], chosen: Sequence[tuple[str, str]] = ()) -> dict[str, list[int]]:
    """The numbers of the columns of each field, by their `headers`; `chosen` pairs of field and header come first.

    Raises FormatError when a chosen header is not there.
    """
    found: dict[str, list[int]] = {}
    folded = [fold(clean_line(header)) for header in headers]
    for field, header in chosen:
        wanted = fold(clean_line(header))
        numbers = [number for number, text in enumerate(folded) if text == wanted]
        if not numbers:
            raise FormatError(
                f'expected a column "{header}", as PROGRAMME_COLUMNS says of `{field}`, got {list_headers(headers)}'
            )
        found.setdefault(field, []).extend(numbers)
    taken = {number for numbers in found.values() for number in numbers}
    picked = frozenset(found)
    for number, header in enumerate(headers):
        field = _name_field(header)
        # Several columns make one list of speakers; of anything else the first counts
        if number in taken or field in picked or (field in found and field != "speakers"):
            continue
        if field:
            found.setdefault(field, []).append(number)
    return found


# A longer cell is no header, and would take the patterns long
_HEADER = 200


def tells_programme(columns: Columns) -> bool:
    """Whether there is a title, and something that a list of anything else would not have."""
    return "title" in columns and not _TELLING.isdisjoint(columns)


def list_headers(headers: Sequence[str]) -> str:
    """The headers for a sentence, at most ten of them."""
    named = [f'"{clean_line(header)[:40]}"' for header in headers if header.strip()]
    return ", ".join([*named[:10], *(["…"] if len(named) > 10 else [])]) or "none"


def _name_field(header: str) -> str:
    if len(header) > _HEADER:
        return ""
    plain = re.sub(r"[\W_]+", " ", _EXTRA.sub(" ", fold(clean_line(header)))).strip()
    return _FIELDS.get(plain, "")
