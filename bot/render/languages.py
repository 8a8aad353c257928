"""Languages by their codes, as English calls them. Pure."""

from __future__ import annotations

_LANGUAGES = {
    "ca": "Catalan",
    "cs": "Czech",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sk": "Slovak",
    "sv": "Swedish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


def language_name(code: str) -> str:
    """ "German" for "de" and "de-AT"; a language that is not known by code stays as it is written."""
    return _LANGUAGES.get(code.split("-")[0].lower(), code)
