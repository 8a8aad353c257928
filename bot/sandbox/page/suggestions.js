// A list of lines to choose from below or above a combobox, which keeps the focus and names the active line.

import { h, uniqueId } from "./dom.js";

export class Suggestions {
  /** Lives in `panel`. `items` are the lines shown, `input` is the combobox that they are shown for. */
  constructor(panel) {
    Object.assign(this, { panel, id: uniqueId("list"), items: [], active: -1, input: null });
    // A press must not take the focus from the combobox, which would close the list before the click.
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
   * `eager` makes the first line active at once; `note` and `error` are sentences; `name` is for those who hear it.
   */
  show(input, { title = "", detail = "", name = title || "Suggestions", items = [], note = "", error = "", eager = false }) {
    this.hide();
    Object.assign(this, { input, items });
    this.lines = items.map((item, index) => h("li", {
      id: `${this.id}-${index}`, role: "option", "aria-selected": "false",
      onclick: () => item.take(), onmousemove: (event) => (event.movementX || event.movementY) && this.move(index),
    }, h("span", { class: "label" }, item.label), item.detail ? h("small", {}, item.detail) : null));
    this.panel.append(...[
      error ? h("p", { class: "error", role: "alert" }, error) : null,
      title ? h("p", { class: "heading" }, h("strong", {}, title), detail ? ` ${detail}` : null) : null,
      note ? h("p", { class: "note", role: "status" }, note) : null,
      items.length ? h("ul", { id: this.id, role: "listbox", "aria-label": name }, this.lines) : null,
    ].filter(Boolean));
    this.panel.hidden = this.panel.childElementCount === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    if (items.length) input.setAttribute("aria-controls", this.id);
    if (eager && items.length) this.move(0);
  }

  hide() {
    Object.assign(this, { items: [], active: -1 });
    this.panel.replaceChildren();
    this.panel.hidden = true;
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
    this.lines.forEach((line, place) => line.setAttribute("aria-selected", String(place === index)));
    this.lines[index].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", this.lines[index].id);
  }
}
