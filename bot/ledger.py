"""The ledger in memory, with those rows at hand about which something may still be to be done."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterable

from bot.programme.plan import PostKind
from bot.store import Delivery, DeliveryKey, State

DAYS = (PostKind.DAILY, PostKind.EVENING)


class Ledger(UserDict[DeliveryKey, Delivery]):
    """Every row by its key; `claimed` are those that are not confirmed, `days` the posted days, which may be edited."""

    def __init__(self, rows: Iterable[Delivery] = ()) -> None:
        self.claimed: dict[DeliveryKey, Delivery] = {}
        self.days: dict[DeliveryKey, Delivery] = {}
        super().__init__({row.id: row for row in rows})

    def __setitem__(self, key: DeliveryKey, row: Delivery) -> None:
        super().__setitem__(key, row)
        for found, belongs in (
            (self.claimed, row.state is State.CLAIMED),
            (self.days, row.state is State.SENT and key.kind in DAYS),
        ):
            if belongs:
                found[key] = row
            else:
                found.pop(key, None)

    def __delitem__(self, key: DeliveryKey) -> None:
        super().__delitem__(key)
        self.claimed.pop(key, None)
        self.days.pop(key, None)
