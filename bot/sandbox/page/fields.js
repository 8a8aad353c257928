// A chosen command as fields: its name, one field for each option in use, and an open end for further options.

import { splitOptions, valueOf } from "./commands.js";
import { h } from "./dom.js";

/** The attributes of an input that shows suggestions. */
export const COMBOBOX = {
  role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-haspopup": "listbox", autocomplete: "off", spellcheck: "false",
};

export class Fields {
  /** Fills `line`; `values` holds the text of options already known, `extra` stands in the open end. */
  constructor(line, entry, values = new Map(), extra = "") {
    this.entry = entry;
    this.list = [];
    this.end = h("input", { class: "end", ...COMBOBOX, "aria-label": `Further options of /${entry.name}` });
    this.end.value = extra;
    line.replaceChildren(h("span", { class: "pill" }, `/${entry.name}`), this.end);
    for (const option of entry.options) {
      if (option.required || values.has(option.name)) this.add(option, values.get(option.name) ?? "");
    }
  }

  get inputs() {
    return [...this.list.map(({ input }) => input), this.end];
  }

  get unused() {
    return this.entry.options.filter((option) => !this.list.some((field) => field.option === option));
  }

  /** The field to go on with: a required one that is empty, else the last, else the open end. */
  get next() {
    return this.list.find(({ option, input }) => option.required && !input.value)?.input ?? this.end;
  }

  of(input) {
    return this.list.find((field) => field.input === input);
  }

  add(option, text = "") {
    const input = h("input", { ...COMBOBOX, "aria-label": `${option.name}: ${option.description}`, "aria-required": String(Boolean(option.required)) });
    const mark = option.required ? h("b", { title: "required" }, "*") : null;
    const chip = h("label", { class: "chip" }, h("span", { class: "name" }, option.name, mark), input);
    const field = { option, input, chip, picked: null };
    this.list.push(field);
    this.end.before(chip);
    this.fill(field, text);
    return field;
  }

  fill(field, text) {
    if (field.input.value !== text) field.input.value = text;
    field.input.size = Math.max(4, Math.min(60, text.length + 1));
    field.picked = null;
    field.chip.classList.remove("invalid");
  }

  /** Take in what was typed into `input`; `day:` begins that option, as on Discord. The input to go on with. */
  type(input) {
    const field = this.of(input);
    if (field) this.fill(field, input.value);
    const { values, free } = splitOptions(this.entry.options, input.value);
    if (!values.size) return input;
    if (field) this.fill(field, free);
    else this.end.value = free;
    let last = null;
    for (const [name, text] of values) {
      const option = this.entry.options.find((other) => other.name === name);
      last = this.list.find((other) => other.option === option) ?? this.add(option);
      this.fill(last, text);
    }
    return last.input;
  }

  /** The input before or after `input`, if there is one. */
  beside(input, way) {
    return this.inputs[this.inputs.indexOf(input) + way];
  }

  /** Take an optional field away; tells whether it could be. */
  drop(input) {
    const field = this.of(input);
    if (!field || field.option.required) return false;
    field.chip.remove();
    this.list = this.list.filter((other) => other !== field);
    return true;
  }

  value(field, world) {
    return field.picked ?? valueOf(field.option, field.input.value, world);
  }

  /** What the filled fields say, by option; fields that make no sense (yet) are left out. */
  known(world) {
    const values = this.list.map((field) => [field.option.name, this.value(field, world).value]);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  }

  /** What is to be sent, as {options}; or {input, error} where something is missing or wrong. */
  read(world) {
    const extra = this.end.value.trim();
    if (extra) {
      const taker = this.unused[0];
      if (!taker) return { input: this.end, error: `/${this.entry.name} takes nothing more.` };
      this.add(taker, extra);
      this.end.value = "";
    }
    const options = {};
    for (const field of this.list) {
      if (!field.input.value.trim() && !field.option.required) continue;
      const { value, error } = this.value(field, world);
      if (error) {
        field.chip.classList.add("invalid");
        return { input: field.input, error, option: field.option };
      }
      options[field.option.name] = value;
    }
    return { options };
  }

  /** The command as one line of text. */
  get text() {
    const given = this.list.filter(({ input }) => input.value.trim());
    return `/${this.entry.name}${given.map(({ option, input }) => ` ${option.name}:${input.value.trim()}`).join("")}`;
  }
}
