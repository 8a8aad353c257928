// The input: text for the channel, or a command with its options as fields of their own.

import { matching, named, narrowed, offers, parseLine, splitOptions, valueOf } from "./commands.js";
import { h } from "./dom.js";
import { Suggestions } from "./suggestions.js";

const PAUSE_MS = 120;

export class Composer {
  /**
   * Lives in `form`. `onText(content)` and `onCommand(name, options)` send; `complete(name, options, focused)` asks the
   * bot and resolves with [{name, value}].
   */
  constructor(form, { world, onText, onCommand, complete }) {
    Object.assign(this, { form, world, onText, onCommand, complete });
    this.suggestions = new Suggestions(form.querySelector(".panel"), (item) => this.pick(item));
    this.line = form.querySelector(".line");
    this.text = h("textarea", { rows: 1, ...combobox(), "aria-label": "Message", maxlength: 2000 });
    this.entry = null;
    this.fields = [];
    this.history = [];
    this.past = 0;
    this.asked = 0;
    this.line.replaceChildren(this.text);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    form.querySelector(".slash").addEventListener("click", () => this.begin("/"));
    form.addEventListener("keydown", (event) => this.key(event));
    form.addEventListener("input", (event) => this.input(event.target));
    form.addEventListener("focusin", (event) => this.line.contains(event.target) && this.suggest(event.target));
    form.addEventListener("focusout", () => setTimeout(() => this.line.contains(document.activeElement) || this.suggestions.hide()));
  }

  /** Take over what the world says of the present channel. */
  refresh() {
    const channel = this.world.channel();
    const writable = Boolean(channel?.writable);
    this.text.placeholder = writable ? `Message ${channel.direct ? "@" : "#"}${channel.name}, or / for commands`
      : "You cannot write here; / still offers commands";
    if (this.entry && !this.world.entries().some(({ name }) => name === this.entry.name)) this.clear();
  }

  focus() {
    (this.fields.find(({ input }) => !input.value)?.input ?? this.tail ?? this.text).focus();
  }

  /** Put `line` into the input, as if it had been typed. */
  begin(line) {
    this.clear();
    this.text.value = line;
    this.text.focus();
    this.input(this.text);
  }

  clear() {
    this.entry = null;
    this.fields = [];
    this.tail = null;
    this.text.value = "";
    this.line.replaceChildren(this.text);
    this.form.classList.remove("commanding");
    this.suggestions.hide();
    this.grow();
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 200)}px`;
  }

  // ---- a command and its fields ----

  /** Turn the input into the fields of a command; `values` holds the text of options already known. */
  choose(entry, values = new Map(), extra = "") {
    this.clear();
    this.entry = entry;
    this.form.classList.add("commanding");
    this.tail = h("input", { class: "tail", ...combobox(), "aria-label": `More options of /${entry.name}`, value: extra });
    this.line.replaceChildren(h("span", { class: "pill" }, `/${entry.name}`), this.tail);
    for (const option of entry.options) {
      if (option.required || values.has(option.name)) this.addField(option, values.get(option.name) ?? "");
    }
    const given = [...values.keys()].at(-1);
    const last = this.fields.find(({ option }) => option.name === given)?.input;
    const empty = this.fields.find(({ input }) => !input.value)?.input;
    (extra ? this.tail : empty ?? last ?? this.tail).focus();
  }

  addField(option, text = "") {
    const known = this.fields.find((field) => field.option === option);
    if (known) return known;
    const input = h("input", { ...combobox(), "aria-label": `${option.name}: ${option.description}`, "aria-required": String(Boolean(option.required)) });
    const chip = h("label", { class: "chip" }, h("span", { class: "name" }, option.name, option.required ? h("b", { title: "required" }, "*") : null), input);
    const field = { option, input, chip, picked: null };
    this.fields.push(field);
    this.tail.before(chip);
    this.fill(field, text);
    return field;
  }

  fill(field, text) {
    field.input.value = text;
    field.input.size = Math.max(4, Math.min(60, text.length + 1));
  }

  field(input) {
    return this.fields.find((field) => field.input === input);
  }

  /** Leave the command: what was typed becomes a line of text again. */
  unchoose() {
    const name = this.entry.name;
    this.begin(`/${name}`);
  }

  // ---- typing ----

  input(target) {
    this.past = 0;
    if (target === this.text) {
      this.grow();
      const line = this.text.value;
      const parsed = line.startsWith("/") && /\s/.test(line) ? parseLine(this.world.entries(), line) : null;
      if (parsed) this.choose(parsed.entry, parsed.values, parsed.extra);
      else this.suggest(this.text);
      return;
    }
    const field = this.field(target);
    if (field) {
      field.picked = null;
      field.chip.classList.remove("invalid");
      this.fill(field, target.value);
    }
    this.jump(target, field);
    if (document.activeElement === target) this.suggest(target);
  }

  /** `day:` typed in a field begins that option, as on Discord. */
  jump(target, field) {
    const { values, free } = splitOptions(this.entry.options, target.value);
    if (!values.size) return;
    let last = null;
    for (const [name, text] of values) {
      const option = this.entry.options.find((other) => other.name === name);
      last = option === field?.option ? field : this.addField(option);
      this.fill(last, text);
    }
    if (!field) this.tail.value = free;
    else if (!values.has(field.option.name)) this.fill(field, free);
    last.input.focus();
    this.suggest(last.input);
  }

  key(event) {
    const target = event.target;
    if (event.isComposing || !this.line.contains(target)) return;
    const plain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    const handled = plain && this.handle(event.key, target);
    if (handled) event.preventDefault();
  }

  handle(key, target) {
    const { suggestions } = this;
    switch (key) {
      case "ArrowDown":
      case "ArrowUp":
        if (suggestions.items.length) suggestions.move(suggestions.active + (key === "ArrowDown" ? 1 : suggestions.active < 0 ? 0 : -1));
        else return target === this.text && this.recall(key === "ArrowUp" ? 1 : -1);
        return true;
      case "Tab":
        if (!suggestions.items.length) return false;
        this.pick(suggestions.chosen ?? suggestions.items[0]);
        return true;
      case "Enter":
        if (suggestions.chosen && !this.isWhole(target)) this.pick(suggestions.chosen);
        else this.send();
        return true;
      case "Escape":
        if (suggestions.open) suggestions.hide();
        else if (this.entry) this.clear(), this.text.focus();
        return true;
      case "Backspace":
        return this.entry !== null && target.value === "" && this.stepBack(target);
      case "ArrowLeft":
        return this.entry !== null && target.selectionStart === 0 && target.selectionEnd === 0 && this.step(target, -1);
      case "ArrowRight":
        return this.entry !== null && target.selectionStart === target.value.length && this.step(target, 1);
      default:
        return false;
    }
  }

  /** Whether the line of text is already a whole command that needs no option: Enter sends it at once. */
  isWhole(target) {
    if (target !== this.text || !this.text.value.startsWith("/")) return false;
    const parsed = parseLine(this.world.entries(), this.text.value);
    return Boolean(parsed) && !parsed.entry.options.some(({ required }) => required);
  }

  step(target, way) {
    const inputs = [...this.fields.map(({ input }) => input), this.tail];
    const next = inputs[inputs.indexOf(target) + way];
    next?.focus();
    return Boolean(next);
  }

  stepBack(target) {
    const field = this.field(target);
    if (field && !field.option.required) {
      this.step(target, -1) || this.tail.focus();
      field.chip.remove();
      this.fields = this.fields.filter((other) => other !== field);
    } else if (!this.step(target, -1)) {
      this.unchoose();
    }
    return true;
  }

  recall(step) {
    if (this.text.value && !this.past) return false;
    const past = Math.max(0, Math.min(this.history.length, this.past + step));
    this.text.value = past ? this.history.at(-past) : "";
    this.past = past;
    this.grow();
    this.suggestions.hide();
    return true;
  }

  // ---- suggesting ----

  suggest(target) {
    this.asked += 1;
    clearTimeout(this.timer);
    if (target === this.text) this.suggestForText();
    else if (target === this.tail) this.suggestOptions();
    else if (this.field(target)) this.suggestValues(this.field(target));
  }

  suggestForText() {
    const { value, selectionStart } = this.text;
    if (value.startsWith("/")) {
      const entries = matching(this.world.entries(), value.slice(1));
      const items = entries.map((entry) => ({ label: `/${entry.name}`, detail: entry.description, entry }));
      const note = items.length ? "" : "No command fits.";
      this.suggestions.show(this.text, { title: "Commands", detail: "of Programme Bot", items, note, eager: true });
      return;
    }
    const typed = /(?:^|\s)@([^@\n]{0,32})$/.exec(value.slice(0, selectionStart))?.[1];
    if (typed === undefined) {
      this.suggestions.hide();
      return;
    }
    const items = this.world.mentionable()
      .filter(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase()) && label !== typed)
      .map(({ label }) => ({ label: `@${label}`, mention: label, typed }));
    if (items.length) this.suggestions.show(this.text, { title: "Mention", items, eager: true });
    else this.suggestions.hide();
  }

  suggestOptions() {
    const typed = this.tail.value.trim().toLowerCase();
    const open = this.entry.options.filter((option) => !this.fields.some((field) => field.option === option));
    const items = open.filter(({ name }) => name.startsWith(typed))
      .map((option) => ({ label: option.name, detail: option.description, option }));
    this.suggestions.show(this.tail, { title: `/${this.entry.name}`, detail: this.entry.description, items, eager: typed !== "" });
  }

  suggestValues(field) {
    const { option, input } = field;
    const head = { title: option.name, detail: option.description };
    if (field.picked) {
      this.suggestions.show(input, head);
      return;
    }
    const own = offers(option, this.world);
    if (own) {
      const exact = named(own, input.value);
      const items = exact ? [] : narrowed(own, input.value);
      const note = exact || items.length ? "" : "No options match your search.";
      this.suggestions.show(input, { ...head, items, note, eager: true });
    } else if (option.autocomplete) {
      if (!this.suggestions.items.length || this.suggestions.input !== input) this.suggestions.show(input, { ...head, note: "Loading options…" });
      const asked = this.asked;
      this.timer = setTimeout(() => this.ask(field, head, asked), PAUSE_MS);
    } else {
      this.suggestions.show(input, head);
    }
  }

  async ask(field, head, asked) {
    const others = {};
    for (const other of this.fields) {
      if (other === field) continue;
      const given = this.value(other);
      if (given.value !== undefined) others[other.option.name] = given.value;
    }
    let shown;
    try {
      const choices = await this.complete(this.entry.name, { ...others, [field.option.name]: field.input.value }, field.option.name);
      const items = choices.map(({ name, value }) => ({ label: name, value }));
      shown = { items, note: items.length ? "" : "No options match your search." };
    } catch {
      shown = { note: "Loading options failed." };
    }
    // An answer that was overtaken by further typing says nothing about what stands there now.
    if (asked === this.asked && document.activeElement === field.input) this.suggestions.show(field.input, { ...head, ...shown });
  }

  pick(item) {
    if (item.entry) {
      this.choose(item.entry);
    } else if (item.mention) {
      const at = this.text.selectionStart;
      this.text.setRangeText(`@${item.mention} `, at - item.typed.length - 1, at, "end");
      this.suggestions.hide();
    } else if (item.option) {
      this.tail.value = "";
      this.addField(item.option).input.focus();
    } else {
      const field = this.field(this.suggestions.input);
      this.fill(field, item.label);
      field.picked = item;
      const next = this.fields.find((other) => other.option.required && !other.input.value);
      (next?.input ?? this.tail).focus();
    }
  }

  // ---- sending ----

  value(field) {
    if (field.picked) return { value: field.picked.value };
    return valueOf(field.option, field.input.value, this.world);
  }

  send() {
    if (this.entry) {
      this.sendCommand();
      return;
    }
    const line = this.text.value.trim();
    if (!line) return;
    if (line.startsWith("/")) {
      const parsed = parseLine(this.world.entries(), line);
      if (!parsed) {
        this.suggestions.show(this.text, { error: `There is no command ${line.split(" ")[0]} for ${this.world.person(this.world.me).name} here.` });
        return;
      }
      this.choose(parsed.entry, parsed.values, parsed.extra);
      if (!parsed.entry.options.some(({ name, required }) => required && !parsed.values.has(name))) this.sendCommand();
      return;
    }
    this.remember(line);
    const longestFirst = this.world.mentionable().sort((a, b) => b.label.length - a.label.length);
    const content = longestFirst.reduce((text, { label, token }) => text.replaceAll(`@${label}`, token), line);
    this.clear();
    this.onText(content);
  }

  sendCommand() {
    const { entry } = this;
    if (this.tail.value.trim()) {
      const free = entry.options.find((option) => !this.fields.some((field) => field.option === option));
      if (!free) {
        this.suggestions.show(this.tail, { error: `/${entry.name} takes nothing more.` });
        this.tail.focus();
        return;
      }
      this.addField(free, this.tail.value.trim());
      this.tail.value = "";
    }
    const options = {};
    for (const field of this.fields) {
      if (!field.input.value.trim() && !field.option.required) continue;
      const { value, error } = this.value(field);
      if (error) {
        field.chip.classList.add("invalid");
        field.input.focus();
        this.asked += 1;
        clearTimeout(this.timer);
        this.suggestions.show(field.input, { title: field.option.name, detail: field.option.description, error });
        return;
      }
      options[field.option.name] = value;
    }
    const typed = this.fields.filter(({ input }) => input.value.trim()).map(({ option, input }) => ` ${option.name}:${input.value.trim()}`);
    this.remember(`/${entry.name}${typed.join("")}`);
    this.clear();
    this.text.focus();
    this.onCommand(entry.name, options);
  }

  remember(line) {
    this.history = [...this.history.filter((other) => other !== line), line].slice(-100);
    this.past = 0;
  }
}

function combobox() {
  return { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-haspopup": "listbox", autocomplete: "off", spellcheck: "false" };
}
