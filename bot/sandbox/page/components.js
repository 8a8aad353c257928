// What a message is built of: Discord's component kinds as elements. Whatever is not known becomes a labelled grey box.

import { dropdown } from "./dropdown.js";
import { h } from "./dom.js";
import { markdown } from "./markdown.js";

const BUTTON_STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link" };
const OTHERS = {
  5: "Select menu for people", 6: "Select menu for roles", 7: "Select menu for people and roles",
  8: "Select menu for channels", 11: "Picture", 12: "Pictures", 13: "File",
};

/** The components of a message. `context` has `names` and `act(kind, customId, values, element)`. */
export function components(list, context) {
  return (list ?? []).map((component) => render(component, context));
}

function render(component, context) {
  switch (component.type) {
    case 1:
      return h("div", { class: "row" }, components(component.components, context));
    case 2:
      return button(component, context);
    case 3:
      return component.max_values > 1 ? unknown("Select menu for several", component.placeholder) : dropdown(component, {
        label: component.placeholder || "Choose",
        onChoose: (values, element) => context.act("select", component.custom_id, values, element),
      });
    case 9:
      return h("div", { class: "section" },
        h("div", { class: "section-text" }, components(component.components, context)),
        h("div", { class: "accessory" }, render(component.accessory, context)));
    case 10:
      return h("div", { class: "markdown" }, markdown(component.content, context.names));
    case 14:
      return h("hr", { class: `separator ${component.spacing === 2 ? "large" : ""} ${component.divider === false ? "blank" : ""}` });
    case 17:
      return container(component, context);
    default:
      return unknown(OTHERS[component.type] ?? `Component of type ${component.type}`, component.description ?? component.placeholder);
  }
}

/** The grey box for what the page does not draw. */
export function unknown(kind, detail) {
  return h("div", { class: "unknown" }, h("strong", {}, kind), detail ? ` ${detail}` : " (not drawn by the sandbox)");
}

function container(component, context) {
  const box = h("div", { class: "container" }, components(component.components, context));
  const colour = component.accent_color;
  if (colour !== null && colour !== undefined) {
    box.classList.add("accented");
    box.style.setProperty("--accent", `#${colour.toString(16).padStart(6, "0")}`);
  }
  return box;
}

function button(component, context) {
  const emoji = component.emoji?.name;
  const inside = [emoji ? h("span", { class: "emoji" }, emoji) : null, component.label ? h("span", {}, component.label) : null];
  if (component.style === 5) {
    const leads = /^https?:\/\//.test(component.url ?? "") && !component.disabled;
    return h("a", {
      class: "button link", "data-key": component.label, "aria-disabled": leads ? null : "true", role: leads ? null : "link",
      href: leads ? component.url : null, title: component.url, target: "_blank", rel: "noopener noreferrer",
    }, inside, h("span", { class: "out", "aria-hidden": "true" }, "↗"));
  }
  const element = h("button", {
    type: "button", class: `button ${BUTTON_STYLES[component.style] ?? "secondary"}`, "data-key": component.custom_id,
    "aria-label": component.label ? null : emoji, disabled: component.disabled,
    onclick: () => context.act("press", component.custom_id, [], element),
  }, inside);
  return element;
}
