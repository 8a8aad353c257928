"""Every sentence a person may read that is not a line of a programme. Pure; the voice of the bot is in this file.

British English, one idea a sentence, no blame, always a way on. Names that come in as arguments are already escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.programme.agenda import Phase, Today
from bot.programme.model import Programme
from bot.render.text import escape, plural, shorten
from bot.render.times import long_day, span_of_days

NO_HOUR = "time not announced"
MORNING, AFTERNOON, EVENING = "morning", "afternoon", "evening"
UNSCHEDULED = "not scheduled yet"
CANCELLED = "cancelled"
UNTITLED = "(no title)"
UNNAMED = "(no name)"
OPEN_A_TALK = "Open a talk …"
TALK_CANCELLED = "This talk is cancelled."
GONE = "This talk is no longer in the programme."
CARD_GONE = "This card is older than 30 days, and I no longer know what it showed. Please ask again."
CARD_NOT_KEPT = "I could not keep what this button shows, because my disk can't be written. Please ask again."
OLD_BUTTON = "This button belongs to an older version of me. Please ask again."
COMMANDS_UPDATED = "The commands were updated just now. Please try again; if it stays, restart Discord."
EMPTY_PROGRAMME = "There are no talks in the programme yet."
NO_DAYS = "The programme has no days yet; /search finds talks all the same."
CROWDED = "So many people ask at this moment that I can't answer in time. Please try again in a few seconds."
ALL_OVER = "All talks of today are over."
NOTHING_NOW = "Nothing is on right now."
NOTHING_THEN = "Nothing starts then any more: the programme has changed since."
NOTHING_NEXT = "Nothing comes after this: the programme is over."
NOTHING_ASKED = "Tell me what to look for: a topic, a title or a speaker."
ONLY_SERVERS = "This works in a server only, not in a direct message."
SHARED = "Shared in this channel."
MAY_NOT_SEND = "You may not write in this channel, so I can't post it here for you."


def our_fault(incident: str) -> str:
    """What a person reads when we made a mistake."""
    return f"That did not work, and it is our fault. Please try again; if it stays, tell a moderator: error {incident}."


def title_of(programme: Programme) -> str:
    """The conference's name, escaped."""
    return escape(programme.title, 100) or "the programme"


def today(programme: Programme, found: Today) -> str:
    """The sentence that says why another day than today is shown; nothing while the conference runs."""
    name = title_of(programme)
    first, last = (programme.days[0], programme.days[-1]) if programme.days else (found.asked, found.asked)
    match found.phase:
        case Phase.UNKNOWN:
            return NO_DAYS
        case Phase.BEFORE:
            days = (first - found.asked).days
            wait = "tomorrow" if days == 1 else f"in {plural(days, 'day')}"
            return f"{name} starts {wait}, on {long_day(first)}. Here is the first day{_with_talks(first, found.day)}."
        case Phase.AFTER:
            over = f"{name} is over ({span_of_days(first, last)})."
            return f"{over} Here is the last day{_with_talks(last, found.day)}; /day shows any other."
        case Phase.BETWEEN:
            nearest = "next" if found.day and found.day > found.asked else "last"
            return f"Nothing is on today, {long_day(found.asked)}. Here is the {nearest} day with talks."
    return ""


def _with_talks(expected: date, shown: date | None) -> str:
    return "" if shown == expected else " with talks"


def no_such_day(programme: Programme, typed: str) -> str:
    """A day that was typed and is none."""
    days = f" Its days are {span_of_days(programme.days[0], programme.days[-1])}." if programme.days else ""
    return f'I can\'t find a day "{escape(typed)}" in {title_of(programme)}.{days} Choose one of those offered.'


def nothing_on(programme: Programme, day: date) -> str:
    """A conference day without talks."""
    return f"Nothing is scheduled on {long_day(day)}."


def talks_on(count: int) -> str:
    """How many talks a day has."""
    return plural(count, "talk") if count else "no talks"


def only_moderators(deed: str) -> str:
    """The refusal of what only moderators may do."""
    return f"Only moderators can {deed} (Manage Server, or the role set with /settings moderator)."


NOT_HOME = "The programme can't be changed from this server; it is shared with others, which do that."
HOME_UNKNOWN = (
    "I am in several servers that share one programme, so it is not clear who may change it: "
    "whoever runs me names the servers in HOME_SERVERS."
)
NOT_EVERYONE = "@everyone would make every member a moderator. Please choose another role."
SPEAKER_GONE = "This speaker is no longer in the programme."


def no_such(what: str, typed: str, known: Sequence[str]) -> str:
    """A room, track or level that the programme does not have, with those that it has."""
    if not known:
        return f'The programme names no {what}s, so I can\'t look for "{escape(typed)}".'
    some = ", ".join(escape(shorten(name, 40)) for name in known[:20])
    more = f" and {len(known) - 20} more" if len(known) > 20 else ""
    return f'There is no {what} "{escape(typed)}". The {what}s are: {some}{more}.'


PROPOSAL_GONE = "I no longer have what was shown here. Say /reload to see it again."
PROPOSAL_OVERTAKEN = "The programme has changed since this was shown. Say /reload to see it again."
VERSION_GONE = "I no longer have this version; /programme history shows those that I have."
NO_PROBLEMS = "No problems found in the programme."
NOTHING_CHANGED = "Nothing changed"
KEPT = "Kept the programme as it is."


def loses_much(before: int, after: int) -> str:
    """Why a programme that was read needs a yes: most of it would be gone."""
    left = plural(after, "talk") if after else "no talks at all"
    return f"The source now holds {left}, of {before} until now. Is that right?"


def as_of(when: str) -> str:
    """How old an answer may be, once the programme could not be read when it should have been."""
    return f"programme as of {when}"


READ_ONLY_HERE = "The programme can't be changed from this server (HOME_SERVERS)."


def moderator_role(role: int | None) -> str:
    """Who may moderate now; the mention of a role pings nobody."""
    if role is None:
        return "Moderators here are all who have Manage Server. /settings moderator role: adds a role."
    return f"Moderators here are all who have Manage Server or the role <@&{role}>."


WHICH_CHANNEL = "Please say in which channel."
NO_HOUR_TYPED = "Please give the hour as hours and minutes, such as 08:00."
NO_ZONE_TYPED = "I don't know this time zone. Please choose one of those offered, such as Europe/Berlin."
NOTHING_POSTED = "⚠ I can't write to my database, so I post nothing until that is mended."
POSTED = "posted already"
MISSED = "too late now"
NOTHING_DUE = "Nothing of this kind will be posted then."


def not_set_up(kind: str) -> str:
    """That a kind of posts is wanted nowhere; `kind` is "daily", "notices" or "changes"."""
    return f"No channel is set for this in this server. /settings {kind} channel: sets one."


def kind_muted(kind: str) -> str:
    """That a kind of posts is muted."""
    return f"This is muted here, so none is posted. /posts unmute kind:{kind} ends that."


def nothing_new(since: str, channel: int | None) -> str:
    """That no change waits to be posted, and where the next ones will be; `since` is an instant in words."""
    if channel is None:
        return f"Nothing was moved, cancelled or added since {since}. {not_set_up('changes')}"
    return (
        f"Nothing was moved, cancelled or added since {since}; "
        f"changes are posted in <#{channel}> as soon as a load confirms them."
    )


def change_due(channel: int | None, *, confirmed: bool) -> str:
    """Where and when changes that are shown are posted."""
    if channel is None:
        return f"posted nowhere: {not_set_up('changes')}"
    when = "at once" if confirmed else "as soon as another load finds the same, or a moderator applies it"
    return f"{when} · changes · <#{channel}>"


NO_ADDRESS_TYPED = (
    "Please give the livestream's address as https://example.org/live: https only, at most 512 characters, "
    "without blanks, a name or a password in it."
)


def not_pinned(channel: int) -> str:
    """That a day's post will stand in a channel and not be pinned."""
    return f"<#{channel}>: I may not pin there, so the day's post will not be pinned."


def stream_set(line: str) -> str:
    """That a livestream is shown from now on; `line` says which."""
    return f"{line}\n-# I show it on talks' pages in this server, and in what I say of what starts soon."


def stream_off(room: str, count: int) -> str:
    """That the livestreams of a room are shown no longer; the room's name is not yet escaped."""
    name = escape(room, 60)
    if not count:
        return f"There is no livestream of {name} then. /settings show lists all."
    return f"I no longer show {'the livestream' if count == 1 else f'the {count} livestreams'} of {name}."


def channel_broken(channel: int, guild: str, why: str) -> str:
    """What whoever chose a channel is told when nothing can be posted in it; the server's name is not yet escaped."""
    return (
        f"You asked me to post in <#{channel}> on {escape(guild, 100)}, which I can't do: {why}. "
        "Please mend that, or choose another channel with /settings."
    )


def channel_broken_here(channel: int, why: str) -> str:
    """What a moderator is told of a channel where nobody could be told in private that nothing can be posted in it."""
    return (
        f"I am to post in <#{channel}>, which I can't do: {why}. "
        "Please mend that, or choose another channel with /settings."
    )


def which_talk(typed: str, titles: Sequence[str]) -> str:
    """That what was typed is not clearly one talk; `titles` are already escaped, the closest first."""
    closest = "; ".join(titles[:3])
    return f'I can\'t tell which talk "{escape(typed, 100)}" is. ' + (
        f"Closest: {closest}. Please type more of the title." if closest else "Please choose one of those offered."
    )


TALK_GONE = "a talk that is gone"
MUTE_WHAT = "Please choose either a kind of posts or a talk."


def kind_was_muted(name: str, kind: str, *, muted: bool) -> str:
    """That a kind of posts is posted no longer, or again: its name in words, and as it is typed."""
    if muted:
        return f"Muted: {name}. I post none until /posts unmute kind:{kind}."
    return f"No longer muted: {name}. I post it again."


def talk_was_muted(name: str, *, muted: bool) -> str:
    """That a talk is muted, or no longer; `name` is already escaped: "**On pears**"."""
    if muted:
        return f"Muted: {name}. I say neither that it starts nor that it changes; the day's programme still lists it."
    return f"No longer muted: {name}. I say again when it starts and when it changes."


def sent_early(line: str, *, sent: bool) -> str:
    """What became of a post that was sent before its hour; `line` says which."""
    return f"Sent now, and not again: {line}" if sent else f"Not sent: {line}. /settings show says what hinders me."
