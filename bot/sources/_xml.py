"""XML as sources write it, read by expat into elements; a document type, and with it every entity, is refused.

What the elements mean is never known here.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder, tostring
from xml.parsers import expat

from bot.errors import FormatError

# The schedules we read are six levels deep, and the XHTML in their texts not much deeper
_DEEPEST = 100
# What expat raises for bytes that are no XML, and Python for an encoding that it does not know
_ERRORS = (expat.ExpatError, ValueError, LookupError)


class _Found(Exception):  # noqa: N818
    """Ends a reading early: the name of the root is known."""


def find_root(data: bytes) -> str:
    """The name of the first element of an XML document, or of its document type; "" when `data` is no XML."""
    parser = expat.ParserCreate()
    found: list[str] = []

    def stop(name: str, *_: object) -> None:
        found.append(name)
        raise _Found

    parser.StartElementHandler = parser.StartDoctypeDeclHandler = stop
    try:
        parser.Parse(data.lstrip(), True)
    except (_Found, *_ERRORS):
        pass
    return _drop_prefix(found[0]) if found else ""


def read_xml(data: bytes) -> Element:
    """The root element of an XML document, names without prefixes.

    Raises FormatError for what is no XML or breaks off, for a document type, and for elements nested too deep.
    """
    parser, builder, depth = expat.ParserCreate(), TreeBuilder(), 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise FormatError(f"expected XML of at most {_DEEPEST} levels, got more")
        builder.start(_drop_prefix(name), attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_drop_prefix(name))

    def refuse(*_: object) -> None:
        raise FormatError("expected XML without a document type (DTD), got one; entities can hide any amount of text")

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data.lstrip(), True)
    except _ERRORS as error:
        raise FormatError(f"expected XML ({error})") from error
    return builder.close()


def read_content(element: Element) -> str:
    """The text of an element; elements inside it stay as they are written, because texts may hold XHTML."""
    return "".join([element.text or "", *(tostring(child, "unicode") for child in element)])


def _drop_prefix(name: str) -> str:
    return name.rpartition(":")[2]
