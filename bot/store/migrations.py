"""The tables, as numbered steps from one version of the database to the next.

A step that was released is never edited; a change is a new step at the end. Each one runs as a single script with its
own transaction, which also sets the new number: a step is done whole or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

# Marks a file as ours ("Prog"), so that another program's database is never written to
APPLICATION_ID = 0x50726F67

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE version (
        id         INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice, also after old ones are gone
        source     TEXT NOT NULL,                     -- the value of PROGRAMME_SOURCE
        hash       TEXT NOT NULL,                     -- of what was read
        content    TEXT NOT NULL,                     -- hash of what is stored
        loaded_at  TEXT NOT NULL,
        loaded_by  TEXT NOT NULL,
        read_at    TEXT NOT NULL,                     -- when the source last gave just this
        title      TEXT NOT NULL,
        timezone   TEXT NOT NULL,
        first_day  TEXT,
        last_day   TEXT,
        "release"  TEXT NOT NULL,
        talks      INTEGER NOT NULL,
        breaks     INTEGER NOT NULL,
        problems   TEXT NOT NULL                      -- JSON
    ) STRICT;
    CREATE INDEX version_by_source ON version (source, id);
    CREATE TABLE record (                             -- a talk's content, once for all versions that have it
        hash BLOB PRIMARY KEY,
        data TEXT NOT NULL                            -- JSON
    ) STRICT;
    CREATE TABLE talk (
        version  INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        id       TEXT NOT NULL,
        record   BLOB NOT NULL REFERENCES record (hash),
        PRIMARY KEY (version, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX talk_by_record ON talk (record);
    CREATE TABLE guild (
        id             INTEGER PRIMARY KEY,
        moderator_role INTEGER
    ) STRICT;
    CREATE TABLE card (
        id      TEXT PRIMARY KEY,
        state   TEXT NOT NULL,                        -- JSON
        created TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX card_by_age ON card (created);
    CREATE TABLE fact (
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE guild ADD COLUMN keep_unanswered INTEGER NOT NULL DEFAULT 1;
    CREATE TABLE unanswered (                         -- what was asked in vain: never by whom
        guild INTEGER NOT NULL,
        day   TEXT NOT NULL,                          -- UTC
        text  TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (guild, day, text)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE reply (                              -- a moderator's own answer to questions with these words
        guild INTEGER NOT NULL,
        words TEXT NOT NULL,                          -- folded, in order, one blank between
        text  TEXT NOT NULL,
        PRIMARY KEY (guild, words)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE post (                               -- what moderators want to have posted
        guild   INTEGER NOT NULL,
        kind    TEXT NOT NULL,                        -- daily, notice, changes
        room    TEXT NOT NULL,                        -- of notices; "": all
        channel INTEGER NOT NULL,
        active  INTEGER NOT NULL DEFAULT 1,
        since   TEXT NOT NULL,                        -- by the programme's clock: nothing due before is posted
        author  INTEGER NOT NULL,                     -- who saved it, to be told when it can't be done
        at      INTEGER NOT NULL DEFAULT 480,         -- minutes after midnight
        zone    TEXT NOT NULL DEFAULT '',             -- "": the conference's
        evening INTEGER NOT NULL DEFAULT 0,
        minutes INTEGER NOT NULL DEFAULT 10,
        PRIMARY KEY (guild, kind, room)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE delivery (                           -- what was, or may have been, posted: each once
        guild      INTEGER NOT NULL,
        channel    INTEGER NOT NULL,
        kind       TEXT NOT NULL,
        key        TEXT NOT NULL,
        part       INTEGER NOT NULL,
        state      TEXT NOT NULL CHECK (state IN ('claimed', 'sent', 'skipped', 'failed')),
        due        TEXT NOT NULL,                     -- by the programme's clock, as is the next one
        expires    TEXT NOT NULL,
        rehearsed  INTEGER NOT NULL,                  -- 1: claimed while that clock was shifted
        claimed_at TEXT NOT NULL,                     -- really, as all that follow
        attempts   INTEGER NOT NULL DEFAULT 0,
        next_try   TEXT,
        message    INTEGER,
        content    TEXT NOT NULL DEFAULT '',          -- hash of what stands there
        detail     TEXT NOT NULL DEFAULT '',          -- JSON: what it tells of
        error      TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (guild, channel, kind, key, part)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE muted (                              -- what is not posted for now
        guild INTEGER NOT NULL,
        what  TEXT NOT NULL,                          -- "kind:notice", or a talk's id
        PRIMARY KEY (guild, what)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE delivery ADD COLUMN sent_at TEXT;     -- really; of one that was found in its channel it is unknown
    CREATE TABLE livestream (                         -- where what happens in a room is shown live
        guild INTEGER NOT NULL,
        room  TEXT NOT NULL,
        day   TEXT NOT NULL,                          -- "": every day
        url   TEXT NOT NULL,
        PRIMARY KEY (guild, room, day)
    ) STRICT, WITHOUT ROWID;
    """,
)


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last step that was done on a database; 0 for an empty one."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Do the steps that are still to be done; on an error (sqlite3.Error) the last complete step stays."""
    for number, step in enumerate(migrations[version_of(connection) :], start=version_of(connection) + 1):
        try:
            # executescript commits an open transaction first, so the transaction is part of the script
            connection.executescript(
                f"BEGIN IMMEDIATE;\n{step}\n;PRAGMA application_id = {APPLICATION_ID};\n"
                f"PRAGMA user_version = {number};\nCOMMIT;"
            )
        finally:
            connection.rollback()
