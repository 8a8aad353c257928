// The panel above the input: what may be typed there. The focus stays in the input, which names the active line.

import { h } from "./dom.js";

export class Suggestions {
  /** Fills `panel`; `onPick(item)` is called for a line that was clicked. */
  constructor(panel, onPick) {
    this.panel = panel;
    this.onPick = onPick;
    this.items = [];
    this.active = -1;
    this.panel.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  get open() {
    return !this.panel.hidden;
  }

  /** The line that Enter would take, if one is active. */
  get chosen() {
    return this.items[this.active] ?? null;
  }

  /**
   * Show lines `{label, detail, mark}` for `input` under a heading; `eager` makes the first line active at once;
   * `note` and `error` are sentences.
   */
  show(input, { title = "", detail = "", items = [], note = "", error = "", eager = false }) {
    this.forget();
    this.input = input;
    this.items = items;
    this.lines = items.map((item, index) => h("li", {
      id: `suggestion-${index}`, role: "option", "aria-selected": "false",
      onclick: () => this.onPick(item), onpointermove: () => this.move(index),
    }, h("span", { class: "label" }, item.label, item.mark ? h("em", {}, item.mark) : null),
    item.detail ? h("small", {}, item.detail) : null));
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

  /** Make a line the active one; beyond the ends it goes round. */
  move(index) {
    if (!this.items.length) return;
    this.active = (index + this.items.length) % this.items.length;
    this.lines.forEach((line, place) => line.setAttribute("aria-selected", String(place === this.active)));
    this.lines[this.active].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `suggestion-${this.active}`);
  }
}
