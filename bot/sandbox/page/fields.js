// A chosen command as fields: its name and one field for each option, the required ones marked.

import { splitOptions, valueOf } from "./commands.js";
import { h } from "./dom.js";

/** The attributes of an input that shows suggestions. */
export const COMBOBOX = {
  role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-haspopup": "listbox", autocomplete: "off", spellcheck: "false",
};

// What the labels that were picked stand for, so that a command from the history says the same again.
const PICKED = new Map();

export class Fields {
  /** Fills `line`; `text` is what was already typed behind the command's name. `current` is the field to go on with. */
  constructor(line, entry, text) {
    this.entry = entry;
    this.list = entry.options.map(field);
    line.replaceChildren(h("span", { class: "pill" }, `/${entry.name}`), ...this.list.map(({ chip }) => chip));
    this.current = this.type(this.missing ?? this.list[0], text);
  }

  /** The first required field that is empty. */
  get missing() {
    return this.list.find(({ option, input }) => option.required && !input.value.trim());
  }

  of(input) {
    return this.list.find((one) => one.input === input);
  }

  fill(one, text, picked = null) {
    if (one.input.value !== text) one.input.value = text;
    one.input.size = Math.max(8, Math.min(60, text.length + 1));
    const name = `${this.entry.name} ${one.option.name} ${text}`;
    if (picked) PICKED.set(name, picked);
    one.picked = PICKED.get(name) ?? null;
    one.chip.classList.remove("invalid");
  }

  /** Take in what was typed into a field; `day:` begins that option, as on Discord. The field to go on with. */
  type(one, text) {
    const { values, free } = splitOptions(this.entry.options, text);
    this.fill(one, values.size ? free : text);
    const filled = [...values].map(([name, value]) => {
      const other = this.list.find(({ option }) => option.name === name);
      this.fill(other, value);
      return other;
    });
    return filled.at(-1) ?? one;
  }

  /** What the filled fields say, as {options}, with the first field {wrong} that says nothing and its {error}. */
  read() {
    const options = {};
    let [wrong, error] = [null, ""];
    for (const one of this.list) {
      if (!one.input.value.trim() && !one.option.required) continue;
      const found = one.picked ?? valueOf(one.option, one.input.value);
      if (!found.error) options[one.option.name] = found.value;
      else if (!wrong) [wrong, error] = [one, found.error];
    }
    return { options, wrong, error };
  }

  /** The command as one line of text. */
  get text() {
    const given = this.list.filter(({ input }) => input.value.trim());
    return `/${this.entry.name}${given.map(({ option, input }) => ` ${option.name}:${input.value.trim()}`).join("")}`;
  }
}

function field(option) {
  const input = h("input", {
    ...COMBOBOX, "aria-label": `${option.name}: ${option.description}`, "aria-required": String(Boolean(option.required)),
    placeholder: option.required ? null : "optional",
  });
  const mark = option.required ? h("b", { title: "required" }, "*") : null;
  return { option, input, picked: null, chip: h("label", { class: "chip" }, h("span", { class: "name" }, option.name, mark), input) };
}
