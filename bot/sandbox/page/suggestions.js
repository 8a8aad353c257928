// The panel above the input: what may be typed there. The focus stays in the input, which names the active line.

import { h } from "./dom.js";

export class Suggestions {
  constructor(panel) {
    this.panel = panel;
    this.items = [];
    this.active = -1;
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get open() {
    return !this.panel.hidden;
  }

  /** The line that Enter would take, if one is active. */
  get chosen() {
    return this.items[this.active] ?? null;
  }

  /**
   * Show lines `{label, detail, take}` for `input` under a heading; `take()` is called for the one that is clicked.
   * `eager` makes the first line active at once; `note` and `error` are sentences.
   */
  show(input, { title = "", detail = "", items = [], note = "", error = "", eager = false }) {
    this.forget();
    this.input = input;
    this.items = items;
    this.lines = items.map((item, index) => h("li", {
      id: `suggestion-${index}`, role: "option", "aria-selected": "false",
      onclick: () => item.take(), onmousemove: (event) => (event.movementX || event.movementY) && this.move(index),
    }, h("span", { class: "label" }, item.label), item.detail ? h("small", {}, item.detail) : null));
    const heading = title ? h("p", { class: "heading" }, h("strong", {}, title), detail ? ` ${detail}` : null) : null;
    const list = items.length ? h("ul", { id: "suggestions", role: "listbox", "aria-label": title || "Suggestions" }, this.lines) : null;
    this.panel.replaceChildren(...[
      error ? h("p", { class: "error", role: "alert" }, error) : null, heading,
      note ? h("p", { class: "note", role: "status" }, note) : null, list,
    ].filter(Boolean));
    this.panel.hidden = this.panel.childElementCount === 0;
    input.setAttribute("aria-expanded", String(Boolean(list)));
    if (list) input.setAttribute("aria-controls", "suggestions");
    if (eager && items.length) this.move(0);
  }

  hide() {
    this.forget();
    this.panel.replaceChildren();
    this.panel.hidden = true;
  }

  forget() {
    this.items = [];
    this.active = -1;
    this.input?.setAttribute("aria-expanded", "false");
    this.input?.removeAttribute("aria-controls");
    this.input?.removeAttribute("aria-activedescendant");
  }

  /** Go up or down by one line, round the ends. */
  step(way) {
    this.move(this.active < 0 && way < 0 ? this.items.length - 1 : (this.active + way + this.items.length) % this.items.length);
    return true;
  }

  /** Make a line the active one. */
  move(index) {
    this.active = index;
    this.lines.forEach((line, place) => line.setAttribute("aria-selected", String(place === this.active)));
    this.lines[this.active].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `suggestion-${this.active}`);
  }
}
