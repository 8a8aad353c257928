// The input: text for the channel, or a command with its options as fields; what is suggested there, and what is sent.

import { matching, named, narrowed, parseLine } from "./commands.js";
import { h, nameOf } from "./dom.js";
import { COMBOBOX, Fields } from "./fields.js";
import { Suggestions } from "./suggestions.js";

const PAUSE_MS = 120;
const KEPT = 100;

export class Composer {
  /**
   * Lives in `form`. `onText(content, answered)`, with the id of the message that is answered, and `onCommand(name, options)` send; `complete(name, options, focused)` asks the
   * bot and resolves with [{name, value}].
   */
  constructor(form, { world, onText, onCommand, complete }) {
    Object.assign(this, { form, world, onText, onCommand, complete, fields: null, answered: null, history: [], past: 0, asked: 0 });
    this.suggestions = new Suggestions(form.querySelector(".panel"));
    this.line = form.querySelector(".line");
    this.text = h("textarea", { rows: 1, ...COMBOBOX, "aria-label": "Message", maxlength: 2000 });
    this.line.replaceChildren(this.text);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    form.querySelector(".slash").addEventListener("click", () => this.begin("/"));
    this.line.addEventListener("keydown", (event) => this.key(event));
    this.line.addEventListener("input", (event) => this.input(event.target));
    this.line.addEventListener("focusin", (event) => this.suggest(event.target));
    this.line.addEventListener("focusout", () => setTimeout(() => this.line.contains(document.activeElement) || this.suggestions.hide()));
  }

  /** Take over what the world says of the present channel. */
  refresh() {
    const channel = this.world.channel();
    this.text.placeholder = channel?.writable ? `Message ${channel.direct ? "@" : "#"}${channel.name}, or / for commands`
      : "You cannot write here; / still offers commands";
    if (this.fields && !this.entry(this.fields.entry.name)) this.clear();
  }

  entry(name) {
    return this.world.entries().find((entry) => entry.name === name);
  }

  focus() {
    (this.fields?.current.input ?? this.text).focus();
  }

  /** Let the next message answer this one, or none. */
  answer(message) {
    this.answered = message;
    const bar = this.form.querySelector(".replying");
    bar.hidden = !message;
    if (message) {
      bar.replaceChildren("Replying to ", h("strong", {}, nameOf(message.author)), " · ",
        h("button", { type: "button", class: "plain", onclick: () => this.answer(null) }, "Cancel"));
    }
    this.focus();
  }

  /** Put `line` into the input as if it had been typed; the name of a command becomes its fields. */
  begin(line) {
    const entry = this.entry(line.slice(1));
    if (entry) this.choose(entry);
    else this.write(line);
  }

  write(line) {
    this.clear();
    this.text.value = line;
    this.text.focus();
    this.suggest(this.text);
  }

  clear() {
    // Putting the same element in again would take the focus from it.
    if (this.fields) this.line.replaceChildren(this.text);
    this.fields = null;
    this.text.value = "";
    this.suggestions.hide();
    this.grow();
  }

  grow() {
    this.text.style.height = "auto";
    if (this.text.value) this.text.style.height = `${Math.min(this.text.scrollHeight, 200)}px`;
  }

  /** Go on with a command: by its fields, or as text where it has no options. `text` is what was typed behind its name. */
  choose(entry, text = "") {
    this.clear();
    if (entry.options.length) this.fields = new Fields(this.line, entry, text);
    else this.text.value = `/${entry.name}`;
    this.focus();
    this.suggest(document.activeElement);
  }

  // ---- typing ----

  input(target) {
    this.past = 0;
    const field = this.fields?.of(target);
    if (field) {
      this.fields.current = this.fields.type(field, target.value);
      this.focus();
      this.suggest(this.fields.current.input);
      return;
    }
    this.grow();
    const parsed = /^\/\S+\s/.test(this.text.value) ? parseLine(this.world.entries(), this.text.value) : null;
    if (parsed?.entry.options.length) this.choose(parsed.entry, parsed.rest);
    else this.suggest(this.text);
  }

  key(event) {
    const plain = !event.isComposing && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (plain && this.handle(event.key, event.target)) event.preventDefault();
  }

  /** Act upon a key; tells whether it was one of the composer's own. */
  handle(key, target) {
    const { suggestions, fields } = this;
    const [up, down] = [key === "ArrowUp", key === "ArrowDown"];
    if (up || down) return suggestions.items.length ? suggestions.step(down ? 1 : -1) : !fields && this.recall(up ? 1 : -1);
    switch (key) {
      case "Tab": {
        const item = suggestions.chosen ?? (target.value ? suggestions.items[0] : null);
        item?.take();
        return Boolean(item);
      }
      case "Enter":
        if (suggestions.chosen && !(suggestions.active === 0 && this.isWhole())) suggestions.chosen.take();
        else this.send();
        return true;
      case "Escape":
        if (suggestions.open) suggestions.hide();
        else if (this.answered) this.answer(null);
        else this.write("");
        return true;
      case "Backspace":
        if (!fields || target.value) return false;
        this.stepBack(fields.list.indexOf(fields.of(target)) - 1);
        return true;
      default:
        return false;
    }
  }

  /** Leave an empty field for the one before it; before the first, the command's name becomes text again. */
  stepBack(place) {
    const { list, entry } = this.fields;
    if (place >= 0) list[place].input.focus();
    else this.write(`/${entry.name}`);
  }

  /** Whether the text is a whole command that needs no option: Enter sends it at once. */
  isWhole() {
    const entry = this.fields ? null : this.entry(this.text.value.slice(1));
    return Boolean(entry) && !entry.options.some(({ required }) => required);
  }

  recall(step) {
    if (this.text.value && !this.past) return false;
    this.past = Math.max(0, Math.min(this.history.length, this.past + step));
    this.text.value = this.past ? this.history.at(-this.past) : "";
    this.grow();
    this.suggestions.hide();
    return true;
  }

  // ---- suggesting ----

  suggest(target) {
    this.asked += 1;
    clearTimeout(this.timer);
    if (target === this.text) this.suggestForText();
    else if (this.fields?.of(target)) this.suggestValues(this.fields.of(target));
  }

  suggestForText() {
    const { value, selectionStart: at } = this.text;
    if (value.startsWith("/")) {
      const items = matching(this.world.entries(), value.slice(1))
        .map((entry) => ({ label: `/${entry.name}`, detail: entry.description, take: () => this.choose(entry) }));
      const note = items.length ? "" : "No command fits.";
      this.suggestions.show(this.text, { title: "Commands", detail: `of ${this.world.bot?.name}`, items, note, eager: true });
      return;
    }
    const typed = /(?:^|\s)@([^@\n]{0,32})$/.exec(value.slice(0, at))?.[1];
    const fits = ({ label }) => label.toLowerCase().startsWith(typed.toLowerCase());
    const take = (label) => {
      this.text.setRangeText(`@${label} `, at - typed.length - 1, at, "end");
      this.suggestions.hide();
    };
    const found = typed === undefined ? [] : this.world.mentionable().filter(fits);
    const items = found.map(({ label }) => ({ label: `@${label}`, take: () => take(label) }));
    if (items.length) this.suggestions.show(this.text, { title: "Mention", items, eager: true });
    else this.suggestions.hide();
  }

  suggestValues(field) {
    const { option, input } = field;
    const head = { title: option.name, detail: option.description };
    const own = option.offers;
    if (own && !field.picked && !named(own, input.value)) {
      this.suggestions.show(input, { ...head, ...this.listed(field, narrowed(own, input.value)), eager: true });
    } else if (option.autocomplete && !field.picked) {
      if (this.suggestions.input !== input || !this.suggestions.items.length) this.suggestions.show(input, { ...head, note: "Loading options…" });
      const { asked } = this;
      this.timer = setTimeout(() => this.ask(field, head, asked), PAUSE_MS);
    } else {
      this.suggestions.show(input, head);
    }
  }

  listed(field, offered) {
    const take = ({ label, value }) => {
      this.fields.fill(field, label, { value });
      this.fields.current = this.fields.missing ?? field;
      this.focus();
      this.suggest(this.fields.current.input);
    };
    return { items: offered.map((offer) => ({ label: offer.label, take: () => take(offer) })), note: offered.length ? "" : "No options match your search." };
  }

  async ask(field, head, asked) {
    const { option, input } = field;
    let shown;
    try {
      const given = { ...this.fields.read().options, [option.name]: input.value };
      const choices = await this.complete(this.fields.entry.name, given, option.name);
      shown = this.listed(field, choices.map(({ name, value }) => ({ label: name, value })));
    } catch {
      shown = { note: "Loading options failed." };
    }
    // An answer that was overtaken by further typing says nothing about what stands there now.
    if (asked === this.asked && document.activeElement === input) this.suggestions.show(input, { ...head, ...shown });
  }

  // ---- sending ----

  send() {
    const line = this.text.value.trim();
    if (this.fields) {
      this.sendFields();
    } else if (line.startsWith("/")) {
      const parsed = parseLine(this.world.entries(), line);
      const me = this.world.person(this.world.me)?.name;
      if (!parsed) {
        this.suggestions.show(this.text, { error: `There is no command ${line.split(" ")[0]} for ${me} here.` });
      } else if (parsed.entry.options.length) {
        this.choose(parsed.entry, parsed.rest);
        this.sendFields();
      } else if (parsed.rest) {
        this.suggestions.show(this.text, { error: `/${parsed.entry.name} takes nothing more.` });
      } else {
        this.run(parsed.entry, {}, line);
      }
    } else if (line) {
      this.remember(line);
      const longestFirst = this.world.mentionable().sort((a, b) => b.label.length - a.label.length);
      this.clear();
      this.onText(longestFirst.reduce((text, { label, token }) => text.replaceAll(`@${label}`, token), line), this.answered?.id);
      this.answer(null);
    }
  }

  sendFields() {
    const { options, wrong, error } = this.fields.read();
    if (!wrong) {
      this.run(this.fields.entry, options, this.fields.text);
      return;
    }
    const { option, input, chip } = wrong;
    chip.classList.add("invalid");
    input.focus();
    this.asked += 1;
    clearTimeout(this.timer);
    this.suggestions.show(input, { title: option.name, detail: option.description, error });
  }

  run(entry, options, line) {
    this.remember(line);
    this.write("");
    this.onCommand(entry.name, options);
  }

  remember(line) {
    this.history = [...this.history.filter((other) => other !== line), line].slice(-KEPT);
    this.past = 0;
  }
}
