// The list of messages of the chosen channel, kept at its end while the reader is there.

import { commandButton, h } from "./dom.js";
import { continues, messageElement } from "./message.js";
import { messageDay } from "./time.js";

const NEAR_END_PX = 80;
const FIRST = 12;

export class Chat {
  /** Lives in `log`; `newer` is the button that leads to the end; `actions` as `messageElement` wants them. */
  constructor(log, newer, { world, actions }) {
    Object.assign(this, { log, newer, world, actions });
    this.list = h("div", { class: "messages" });
    this.atEnd = true;
    this.top = 0;
    log.replaceChildren(this.list);
    log.addEventListener("scroll", () => this.look());
    newer.addEventListener("click", () => this.toEnd());
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(this.list);
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(log);
  }

  look() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    // Only going up leaves the end: what is new below has moved it away, not the reader.
    if (near || scrollTop < this.top) this.atEnd = near;
    if (near) this.newer.hidden = true;
    this.top = scrollTop;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.atEnd = true;
    this.newer.hidden = true;
  }

  /** Draw the whole channel. */
  render() {
    const messages = this.world.list();
    const channel = this.world.channel();
    this.log.setAttribute("aria-label", channel ? `Messages in ${channel.name}` : "Messages");
    const elements = messages.map((message, index) => this.element(message, messages[index - 1]));
    this.greeting = h("div", { class: "greeting" });
    this.list.replaceChildren(this.greeting, ...elements.flat());
    this.greet();
    this.toEnd();
  }

  /** Say what this channel is, and which commands one may begin with. */
  greet() {
    const channel = this.world.channel();
    if (!channel) return;
    this.greeting.replaceChildren(
      h("h2", {}, channel.direct ? channel.name : `Welcome to #${channel.name}!`),
      h("p", {}, channel.direct ? `This is the beginning of your conversation with ${channel.name}.`
        : channel.topic || `This is the start of the #${channel.name} channel.`),
      h("p", {}, "Type / to see what the bot can do, or begin with one of these:"),
      h("p", { class: "row" }, this.world.entries().slice(0, FIRST).map(({ name }) => commandButton(name))),
    );
  }

  /** The element of a message, after a line with the day where one begins. */
  element(message, previous) {
    const element = messageElement(message, this);
    element.classList.toggle("grouped", continues(message, previous));
    const day = messageDay(message.timestamp);
    if (previous && messageDay(previous.timestamp) === day) return [element];
    return [h("div", { class: "day", role: "separator", "aria-label": day }, h("span", {}, day)), element];
  }

  at(id) {
    return this.list.querySelector(`article[data-id="${CSS.escape(id)}"]`);
  }

  /** Draw one message of this channel that is new or has changed. */
  put(message) {
    const old = this.at(message.id);
    if (!old) {
      this.list.append(...this.element(message, this.world.list().at(-2)));
      if (!this.atEnd) this.newer.hidden = false;
      return;
    }
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const keys = [...old.querySelectorAll("[data-key]")];
    const fresh = messageElement(message, this);
    fresh.classList.toggle("grouped", old.matches(".grouped"));
    old.replaceWith(fresh);
    if (focused) this.refocus(fresh, focused.dataset.key, keys.indexOf(focused));
  }

  /** An edited message keeps the reader's place: the same control, else the one that stands where it stood. */
  refocus(fresh, key, index) {
    const now = [...fresh.querySelectorAll("[data-key]")].filter((control) => !control.disabled);
    (now.find((control) => control.dataset.key === key) ?? now[Math.min(Math.max(index, 0), now.length - 1)] ?? this.log).focus();
  }

  /** Take a message away; the one after it may need a head of its own then. */
  remove(id) {
    const old = this.at(id);
    const next = old?.nextElementSibling;
    old?.remove();
    if (!next?.matches(".grouped")) return;
    const messages = this.world.list();
    const place = messages.findIndex((message) => message.id === next.dataset.id);
    next.classList.toggle("grouped", continues(messages[place], messages[place - 1]));
  }
}
