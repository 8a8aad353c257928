// Building elements. Text only ever enters the page as text nodes, so nothing a message says can become markup.

/**
 * An element with attributes and children. `on…` attributes are listeners, `true` sets an empty attribute,
 * `false`, `null` and `undefined` set none; children are nodes, strings, or lists of them.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const HUES = [235, 142, 38, 340, 275, 190, 12];

/** A round picture made from a name: its first letter on a colour that follows from the id. */
export function avatar(user, small = false) {
  const circle = h("span", { class: small ? "avatar small" : "avatar", "aria-hidden": "true" });
  if (user?.bot) circle.classList.add("app");
  circle.textContent = [...nameOf(user)][0]?.toUpperCase() ?? "?";
  const digits = String(user?.id ?? "0").slice(-6);
  circle.style.setProperty("--hue", HUES[Number(digits) % HUES.length]);
  return circle;
}

/** What a user of Discord's API, or a person of the sandbox, is called. */
export function nameOf(user) {
  return user?.global_name ?? user?.name ?? "unknown";
}

/** A command's name that puts the command into the input when pressed. */
export function commandButton(name) {
  return h("button", { type: "button", class: "mention", "data-command": name }, `/${name}`);
}

let counter = 0;

/** An id that no other element of the page has. */
export function uniqueId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}
