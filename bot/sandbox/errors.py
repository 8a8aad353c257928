"""What can go wrong in the local Discord: what its server refuses, and what its people can't do.

Refusals of the server travel to the bot as an HTTP status and Discord's JSON code; those of the client are raised in
the test (or shown on the page) to the person who tried.
"""

from __future__ import annotations

from enum import Enum
from typing import Any


class Reason(Enum):
    """Every refusal of the server: the HTTP status, Discord's JSON code, the message with what is filled in.

    https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
    """

    UNAUTHORIZED = 401, 0, "401: Unauthorized"
    NOT_FOUND = 404, 0, "404: Not Found"
    BROKEN = 500, 0, "500: Internal Server Error"
    UNKNOWN_CHANNEL = 404, 10003, "Unknown Channel"
    UNKNOWN_GUILD = 404, 10004, "Unknown Guild"
    UNKNOWN_MEMBER = 404, 10007, "Unknown Member"
    UNKNOWN_MESSAGE = 404, 10008, "Unknown Message"
    UNKNOWN_ROLE = 404, 10011, "Unknown Role"
    UNKNOWN_USER = 404, 10013, "Unknown User"
    UNKNOWN_WEBHOOK = 404, 10015, "Unknown Webhook"
    UNKNOWN_INTERACTION = 404, 10062, "Unknown interaction"
    OTHER_APPLICATION = 403, 20012, "You are not authorized to perform this action on this application"
    TOO_MANY_PINS = 400, 30003, "Maximum number of pins reached ({most})"
    TOO_MANY_COMMANDS = 400, 30032, "Maximum number of application commands reached ({most})."
    TOO_LARGE = 413, 40005, "Request entity too large"
    ANSWERED = 400, 40060, "Interaction has already been acknowledged."
    MISSING_ACCESS = 403, 50001, "Missing Access"
    IN_DIRECT_MESSAGES = 403, 50003, "Cannot execute action on a DM channel"
    OTHER_AUTHOR = 403, 50005, "Cannot edit a message authored by another user"
    EMPTY_MESSAGE = 400, 50006, "Cannot send an empty message"
    MISSING_PERMISSIONS = 403, 50013, "Missing Permissions"
    WRONG_TOKEN = 401, 50027, "Invalid Webhook Token"
    WRONG_RECIPIENT = 400, 50033, "Invalid Recipient(s)"
    INVALID_FORM = 400, 50035, "Invalid Form Body"
    INVALID_JSON = 400, 50109, "The request body contains invalid JSON."


class Refusal(Exception):  # noqa: N818 - it is an answer of the server, not a fault of it
    """The REST server refuses a request for a `reason`, whose message is completed by `filled`; `errors` are nested."""

    def __init__(self, reason: Reason, errors: dict[str, Any] | None = None, **filled: Any) -> None:
        self.status, self.code, text = reason.value
        self.message, self.errors = text.format(**filled), errors
        super().__init__(f"{self.status} {self.code} {self.message}")

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
