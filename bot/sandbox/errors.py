"""What can go wrong in the local Discord: what its server refuses, and what its people can't do.

Refusals of the server travel to the bot as an HTTP status and Discord's JSON code; those of the client are raised in
the test (or shown on the page) to the person who tried.
"""

from __future__ import annotations

from typing import Any


class Refusal(Exception):  # noqa: N818 - it is an answer of the server, not a fault of it
    """The REST server refuses a request with `status`, Discord's JSON `code`, `message` and nested `errors`."""

    def __init__(self, status: int, code: int, message: str, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status, self.code, self.message, self.errors = status, code, message, errors

    def payload(self) -> dict[str, Any]:
        """The body of the answer, in the form of Discord's error objects."""
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        if self.errors is not None:
            body["errors"] = self.errors
        return body


class SandboxError(Exception):
    """The root of what a person in the sandbox may run into."""


class Refused(SandboxError):  # noqa: N818 - as Refusal
    """Discord's client would not let this person do that: no such command, button or option, or not theirs."""


class NotAnswered(SandboxError):  # noqa: N818 - a state, as Refused
    """The bot did not answer an interaction in time."""
