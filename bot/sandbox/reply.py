"""A message as one person has it before their eyes, and what they can do with it: press, select, fill in a form.

A Reply shows the message as it was when it came; pressing acts upon the message as it stands now.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.sandbox import commands, reading
from bot.sandbox import interactions as kinds
from bot.sandbox.errors import Refused
from bot.sandbox.interactions import Interaction
from bot.sandbox.messages import Message

if TYPE_CHECKING:
    from bot.sandbox.driver import Person

_LISTED = {5: commands.USER, 6: commands.ROLE, 7: commands.MENTIONABLE, 8: commands.CHANNEL}
"""What the selects without options list, as a type of option."""


class Reply:
    """An answer of the bot (or any message) for `person`. `payload` is the message's JSON, empty if there is none."""

    def __init__(
        self,
        person: Person,
        message: Message | None,
        interaction: Interaction | None = None,
        *,
        deferred: bool = False,
    ) -> None:
        self.person, self.message, self.interaction, self.deferred = person, message, interaction, deferred
        self.payload: dict[str, Any] = {} if message is None else message.payload()
        self.ephemeral = message is not None and message.ephemeral
        self.pings: tuple[str, ...] = () if message is None else message.pings

    def __repr__(self) -> str:
        return f"<Reply to {self.person.name}: {self.text!r}>"

    @property
    def text(self) -> str:
        """All visible text in reading order, joined by newlines."""
        return reading.text_of(self.payload)

    @property
    def buttons(self) -> list[reading.Button]:
        return reading.buttons_of(self.payload)

    @property
    def labels(self) -> list[str]:
        """What stands on the buttons."""
        return [button.label for button in self.buttons]

    @property
    def selects(self) -> list[reading.Select]:
        return reading.selects_of(self.payload)

    @property
    def options(self) -> list[reading.Option]:
        """The lines of all select menus."""
        return [option for select in self.selects for option in select.options]

    @property
    def modal(self) -> reading.Modal | None:
        """The form that the bot has opened instead of answering with a message."""
        opened = None if self.interaction is None else self.interaction.modal
        return None if opened is None else reading.modal_of(opened)

    async def press(self, what: str, *, by: Person | None = None) -> Reply:
        """Press the button with this label or `custom_id`; raises Refused if there is none or it can't be pressed."""
        message, person = self._touch(by)
        buttons = message.buttons
        named = [button for button in buttons if what in (button.label, button.custom_id)]
        if not named:
            raise Refused(f"no button {what!r}, only: {', '.join(button.label for button in buttons) or 'none'}")
        usable = [button for button in named if not button.disabled]
        if not usable:
            raise Refused(f"the button {what!r} is disabled")
        if usable[0].custom_id is None:
            raise Refused(f"the button {what!r} only opens {usable[0].url}")
        data = {"component_type": reading.BUTTON, "custom_id": usable[0].custom_id, "id": usable[0].number}
        return await person.react(kinds.COMPONENT, message, data)

    async def select(self, *wanted: Any, which: int | None = None, by: Person | None = None) -> Reply:
        """Choose by label or value (users, roles, channels: by name or as objects) in the select number `which`.

        Without `which` it is the first select that offers all that is wanted. Raises Refused if none does.
        """
        message, person = self._touch(by)
        selects = message.selects
        if which is not None and which >= len(selects):
            raise Refused(f"there is no select number {which}, only {len(selects)}")
        reason = "there is no select"
        for select in selects if which is None else [selects[which]]:
            if select.disabled:
                reason = "the select is disabled"
                continue
            resolved: dict[str, dict[str, Any]] = {}
            try:
                values = [self._value(select, message, thing, resolved) for thing in wanted]
            except Refused as error:
                reason = str(error)
                continue
            if not select.min_values <= len(values) <= select.max_values:
                raise Refused(f"one chooses {select.min_values} to {select.max_values} here, not {len(values)}")
            data = {"component_type": select.type, "custom_id": select.custom_id, "id": select.number, "values": values}
            if select.type != reading.SELECT:
                data["resolved"] = resolved
            return await person.react(kinds.COMPONENT, message, data)
        raise Refused(reason)

    async def submit(self, values: Mapping[str, Any] | None = None, /, **more: Any) -> Reply:
        """Send the form with values by `custom_id` or label; what is not given keeps its pre-filled value."""
        modal, interaction = self.modal, self.interaction
        if modal is None or interaction is None or interaction.modal is None:
            raise Refused("there is no form to send")
        given = {**(values or {}), **more}
        known = {name for entry in modal.inputs for name in (entry.custom_id, entry.label)}
        for name in given:
            if name not in known:
                raise Refused(f"the form has no {name!r}, only: {', '.join(entry.label for entry in modal.inputs)}")
        filled = {entry.custom_id: entry.fill(given) for entry in modal.inputs}
        data = {"custom_id": modal.custom_id, "components": reading.fill_modal(interaction.modal, filled)}
        return await self.person.submit(interaction, data)

    async def follow_up(self, index: int = 0) -> Reply:
        """The bot's further message number `index` to the same interaction; waits for it."""
        interaction = self.interaction
        if interaction is None:
            raise Refused("only the answer to an interaction has further messages")

        def find() -> Message | None:
            others = [message for message in interaction.messages.values() if message is not interaction.original]
            return others[index] if len(others) > index else None

        stage = self.person.stage
        message = await stage.world.feed.until(find, within=stage.patience, what=f"further message number {index}")
        self.person.last_read = max(self.person.last_read, message.id)
        return Reply(self.person, message, interaction)

    def _touch(self, by: Person | None) -> tuple[Message, Person]:
        """The message as it stands, and who uses it; raises Refused if it is gone or not theirs."""
        person = self.person if by is None else by
        if self.message is None or self.message.id not in self.message.channel.history:
            raise Refused("the message is gone")
        person.sees(self.message)
        return self.message, person

    def _value(self, select: reading.Select, message: Message, wanted: Any, resolved: dict[str, dict[str, Any]]) -> str:
        if select.type != reading.SELECT:
            thing = commands.look_up(message.channel, _LISTED[select.type], wanted)
            commands.resolve(resolved, message.channel, thing)
            return str(commands.id_of(thing))
        for option in select.options:
            if wanted in (option.value, option.label):
                return option.value
        offered = ", ".join(option.label for option in select.options)
        raise Refused(f"no select offers {wanted!r}; offered is: {offered}")
