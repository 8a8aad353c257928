// The panel above the chat: the bot's clock and the hand on it, faults for contributors, and the log of calls and events.

import { h } from "./dom.js";
import { clockTexts, setClock } from "./time.js";

const FAULTS = [
  ["take", "Take it"], ["give", "Give it back"], ["delete", "Delete this channel"], ["drop", "Drop the gateway"],
  ["forget", "Drop it, forget the session"], ["500", "Answer 500 once"], ["429", "Answer 429 once"], ["slow", "Answer 4 s late once"],
  ["lose", "Lose an answer once"],
];
const PERMISSIONS = ["Send Messages", "View Channel", "Read Message History", "Manage Messages", "Pin Messages"];
const FAST = 60;
const KEPT = 300;
const at = (id) => document.getElementById(id);

export class Studio {
  /** `ask(op, data)` asks the sandbox about the chosen channel; it rejects with an Error in words. */
  constructor(ask) {
    this.ask = ask;
    this.clock = null;
    const field = at("jump").elements.to;
    at("permission").append(...PERMISSIONS.map((name) => h("option", { value: name.toLowerCase().replaceAll(" ", "_") }, name)));
    at("faults").append(...FAULTS.map(([kind, label]) => h("button", { type: "button", class: "button secondary", "data-fault": kind }, label)));
    at("jump").addEventListener("submit", (event) => {
      event.preventDefault();
      this.do("jump", { to: field.value });
    });
    at("faster").addEventListener("click", () => this.do("run", { speed: this.clock.speed === 1 ? FAST : 1 }));
    at("over").addEventListener("click", () => this.do("over"));
    at("studio").addEventListener("click", ({ target: { dataset } }) => {
      if (dataset.jump) this.do("jump", { to: dataset.jump });
      if (dataset.fault) this.do("fault", { kind: dataset.fault, permission: at("permission").value });
    });
    at("studio").addEventListener("toggle", () => { field.value = clockTexts().field; });
    at("bench").addEventListener("toggle", () => this.watch());
  }

  async do(op, data = {}) {
    at("problem").textContent = "";
    try {
      return await this.ask(op, data);
    } catch (error) {
      at("problem").textContent = error.message;
      return null;
    }
  }

  /** Take over the bot's clock; null where there is none to turn. */
  set(clock) {
    this.clock = clock;
    setClock(clock);
    at("studio").hidden = !clock;
    if (!clock) return;
    at("why").textContent = [`(${clock.zone})`, clock.speed === 1 ? "" : `${clock.speed}× faster`, clock.notice].filter(Boolean).join(" ");
    at("faster").setAttribute("aria-pressed", String(clock.speed !== 1));
    at("jump").elements.to.value = clockTexts().field;
    this.tick();
  }

  tick() {
    if (this.clock) at("clock").textContent = clockTexts().words;
  }

  /** Show the log as long as its part of the panel is open; a new line to the sandbox has to be asked again. */
  async watch() {
    const answer = await this.do("log", { on: at("bench").open });
    if (answer) at("calls").replaceChildren(...answer.entries.map(line));
    at("calls").scrollTop = at("calls").scrollHeight;
  }

  log(entry) {
    const calls = at("calls");
    const end = calls.scrollHeight - calls.scrollTop - calls.clientHeight < 40;
    calls.append(line(entry));
    if (calls.childElementCount > KEPT) calls.firstElementChild.remove();
    if (end) calls.scrollTop = calls.scrollHeight;
  }
}

function line({ kind, what, status, code, note }) {
  const text = [what, status || "", code ? `(${code})` : "", note && `· ${note}`].filter(Boolean).join(" ");
  return h("li", { class: kind }, h("b", {}, kind), ` ${text}`);
}
