// A select menu as Discord draws it: a button that opens a list; one choice or several; all of it by keyboard too.

import { h, uniqueId } from "./dom.js";

/**
 * The element of a string select. `onChoose(values)` is called once the choice is made (for several: when the list
 * closes); the element's `values` always holds the present choice.
 */
export function dropdown(component, { label, onChoose = () => {}, disabled = false }) {
  const least = component.min_values ?? 1;
  const most = component.max_values ?? 1;
  const chosen = new Set(component.options.filter((option) => option.default).map((option) => option.value));
  const listId = uniqueId("menu");
  const face = h("span", { class: "face" });
  const button = h("button", {
    type: "button", class: "dropdown", role: "combobox", "aria-haspopup": "listbox", "aria-expanded": "false",
    "aria-controls": listId, "data-key": component.custom_id, disabled: disabled || component.disabled,
  }, face, h("span", { class: "caret", "aria-hidden": "true" }));
  const list = h("ul", { id: listId, class: "menu", role: "listbox", "aria-label": label, popover: "manual" });
  if (most > 1) list.setAttribute("aria-multiselectable", "true");
  let active = 0;
  let before = "";
  let typed = "";
  let typedAt = 0;

  const items = component.options.map((option, index) => h("li", {
    id: `${listId}-${index}`, role: "option",
    // A press must not take the focus from the button, which would close the list before the click.
    onmousedown: (event) => event.preventDefault(),
    onmousemove: () => move(index),
    onclick: () => pick(index),
  }, option.emoji?.name ? h("span", { class: "emoji" }, option.emoji.name) : null,
  h("span", { class: "choice" }, option.label, option.description ? h("small", {}, option.description) : null)));
  list.append(...items);

  function paint() {
    const labels = component.options.filter((option) => chosen.has(option.value)).map((option) => option.label);
    face.textContent = labels.join(", ") || component.placeholder || "Make a selection";
    face.classList.toggle("empty", labels.length === 0);
    button.setAttribute("aria-label", labels.length ? `${label}: ${labels.join(", ")}` : label);
    items.forEach((item, index) => {
      item.setAttribute("aria-selected", String(chosen.has(component.options[index].value)));
      item.classList.toggle("active", index === active);
    });
  }

  function move(index) {
    active = Math.max(0, Math.min(items.length - 1, index));
    button.setAttribute("aria-activedescendant", items[active].id);
    items.forEach((item, place) => item.classList.toggle("active", place === active));
  }

  function open() {
    before = [...chosen].join("\n");
    list.showPopover();
    button.setAttribute("aria-expanded", "true");
    place();
    move(Math.max(0, component.options.findIndex((option) => chosen.has(option.value))));
    items[active].scrollIntoView({ block: "nearest" });
    document.addEventListener("scroll", place, true);
    window.addEventListener("resize", place);
  }

  function place(event) {
    if (event?.target === list) return;
    const box = button.getBoundingClientRect();
    const height = Math.min(list.scrollHeight, 320);
    const below = innerHeight - box.bottom > height + 12 || box.top < height + 12;
    list.style.left = `${box.left}px`;
    list.style.width = `${box.width}px`;
    list.style.top = below ? `${box.bottom + 4}px` : `${box.top - height - 4}px`;
    list.style.maxHeight = `${Math.min(320, below ? innerHeight - box.bottom - 12 : box.top - 12)}px`;
  }

  function shut() {
    if (!isOpen()) return;
    if (list.isConnected) list.hidePopover();
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-activedescendant");
    document.removeEventListener("scroll", place, true);
    window.removeEventListener("resize", place);
    if (most > 1 && chosen.size >= least && [...chosen].join("\n") !== before) onChoose([...chosen]);
  }

  const isOpen = () => button.getAttribute("aria-expanded") === "true";

  function pick(index) {
    const { value } = component.options[index];
    if (most === 1) {
      const same = chosen.has(value);
      chosen.clear();
      if (!(same && least === 0)) chosen.add(value);
      paint();
      shut();
      onChoose([...chosen]);
      return;
    }
    if (chosen.has(value)) chosen.delete(value);
    else if (chosen.size < most) chosen.add(value);
    paint();
  }

  function search(key) {
    const now = Date.now();
    typed = now - typedAt > 700 ? key : typed + key;
    typedAt = now;
    const found = component.options.findIndex((option) => option.label.toLowerCase().startsWith(typed.toLowerCase()));
    if (found !== -1) move(found);
  }

  button.addEventListener("click", () => (isOpen() ? shut() : open()));
  button.addEventListener("blur", shut);
  button.addEventListener("keydown", (event) => {
    if (!isOpen()) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        open();
      }
      return;
    }
    const steps = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: items.length - 1, PageDown: active + 8, PageUp: active - 8 };
    if (event.key in steps) move(steps[event.key]);
    else if (event.key === "Enter" || event.key === " ") pick(active);
    else if (event.key === "Escape") shut();
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) search(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
    items[active].scrollIntoView({ block: "nearest" });
  });

  paint();
  const element = h("div", { class: "select" }, button, list);
  Object.defineProperty(element, "values", { get: () => [...chosen] });
  return element;
}
