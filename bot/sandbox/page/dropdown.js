// A select menu as Discord draws it: a button that opens a list, to be used by keyboard too. It takes one choice.

import { h } from "./dom.js";
import { Suggestions } from "./suggestions.js";

const PAUSE_MS = 700;

/** The element of a string select; `onChoose(values, element)` is called on a choice. */
export function dropdown(component, { label, onChoose }) {
  let chosen = component.options.find((option) => option.default);
  let [typed, typedAt] = ["", 0];
  const face = h("span", { class: "face" });
  const button = h("button", {
    type: "button", class: "dropdown", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false",
    "data-key": component.custom_id, disabled: component.disabled,
    onclick: () => (list.open ? list.hide() : open()), onblur: () => list.hide(), onkeydown: key,
  }, face, h("span", { class: "caret", "aria-hidden": "true" }));
  const list = new Suggestions(h("div", { class: "panel menu", hidden: true }));

  function paint() {
    face.textContent = chosen?.label ?? component.placeholder ?? "Make a selection";
    face.classList.toggle("empty", !chosen);
    button.setAttribute("aria-label", chosen ? `${label}: ${chosen.label}` : label);
  }

  function open() {
    list.show(button, { name: label, eager: true, items: component.options.map((option) => ({
      label: [option.emoji?.name, option.label].filter(Boolean).join(" "), detail: option.description, take: () => pick(option),
    })) });
    list.panel.scrollIntoView({ block: "nearest" });
  }

  function pick(option) {
    chosen = option;
    list.hide();
    paint();
    onChoose([option.value], element);
  }

  function search(letter) {
    typed = Date.now() - typedAt > PAUSE_MS ? letter : typed + letter;
    typedAt = Date.now();
    const found = component.options.findIndex((option) => option.label.toLowerCase().startsWith(typed.toLowerCase()));
    if (found !== -1) list.move(found);
  }

  function key(event) {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!list.open) {
      if (!way) return;
      open();
    } else if (way) list.step(way);
    else if (event.key === "Home" || event.key === "End") list.move(event.key === "Home" ? 0 : list.items.length - 1);
    else if (event.key === "Enter" || event.key === " ") list.chosen.take();
    else if (event.key === "Escape") list.hide();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) search(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  paint();
  const element = h("div", { class: "select" }, button, list.panel);
  return element;
}
