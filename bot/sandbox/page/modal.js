// A modal: the form that the bot opens over the page, with text inputs.

import { unknown } from "./components.js";
import { h, uniqueId } from "./dom.js";
import { markdown } from "./markdown.js";

const PARAGRAPH = 2;

/** Open the modal; `submit(fields)` (custom id -> text) resolves when the bot took it, rejects with a reason. */
export function openModal(modal, { names, submit }) {
  const readers = new Map();
  const problem = h("p", { class: "error", role: "alert", hidden: true });
  const titleId = uniqueId("modal");
  const fields = (modal.components ?? []).map((part) => field(part, { names, readers }));
  const send = h("button", { class: "button primary" }, "Submit");
  const form = h("form", { method: "dialog" },
    h("h2", { id: titleId }, modal.title), fields, problem,
    h("footer", {}, h("button", { type: "button", class: "button secondary", onclick: () => dialog.close() }, "Cancel"), send));
  const dialog = h("dialog", { class: "modal", "aria-labelledby": titleId, onclose: () => dialog.remove() }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    try {
      await submit(Object.fromEntries([...readers].map(([id, read]) => [id, read()])));
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      send.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("input, textarea")?.focus();
}

function field(part, { names, readers }) {
  if (part.type === 10) return h("div", { class: "markdown" }, markdown(part.content, names));
  const inner = part.type === 18 ? part.component : part;
  const label = part.label ?? "Answer";
  const required = inner.required ?? true;
  const head = h("span", { class: "label" }, label, required ? h("b", { title: "required" }, "*") : null);
  const description = part.description ? h("small", {}, part.description) : null;
  if (inner.type === 4) {
    const limits = { minlength: inner.min_length, maxlength: inner.max_length ?? 4000, placeholder: inner.placeholder, required };
    const input = inner.style === PARAGRAPH ? h("textarea", { rows: 4, ...limits }) : h("input", { ...limits });
    input.value = inner.value ?? "";
    readers.set(inner.custom_id, () => input.value);
    return h("label", { class: "field" }, head, description, input);
  }
  return h("div", { class: "field" }, head, unknown(`Component of type ${inner.type}`, ""));
}
