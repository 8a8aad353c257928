// The page: brings the world, the list of messages, the input and the line to the sandbox together.

import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { Connection } from "./connection.js";
import { openModal } from "./modal.js";
import { renderSidebar } from "./sidebar.js";
import { Studio } from "./studio.js";
import { refreshRelative } from "./time.js";
import { EPHEMERAL, World } from "./world.js";

const SLOW_MS = 300;
const TICK_MS = 1000;
const at = (id) => document.getElementById(id);
const world = new World();
const chat = new Chat(at("log"), at("newer"), { world, actions: { act, dismiss, answer: (message) => composer.answer(message) } });
const composer = new Composer(at("composer"), {
  world,
  onText: (content, answered) => {
    chat.toEnd();
    send("say", { content, answered });
  },
  onCommand: command,
  complete: async (name, options, focused) =>
    (await connection.request("autocomplete", { channel: world.channelId, name, options, focused })).choices,
});
const connection = new Connection({
  greet: () => ({ op: "hello", as: sessionStorage.getItem("person") }),
  onEvent: (event) => heard[event.op](event),
  onState: (open) => { at("state").textContent = open ? "" : "Reconnecting…"; },
});
const studio = new Studio((op, data) => connection.request(op, { channel: world.channelId, ...data }));

// ---- what comes from the sandbox ----

const heard = {
  snapshot: (event) => {
    world.load(event, sessionStorage.getItem("channel"));
    studio.set(event.clock);
    draw();
    if (at("bench").open) studio.watch();
  },
  places: (event) => {
    world.place(event);
    frame();
    chat.greet();
  },
  clock: ({ clock }) => studio.set(clock),
  log: ({ entry }) => studio.log(entry),
  message: ({ message }) => takeMessage(message),
  delete: (event) => {
    world.remove(event.channel_id, event.id);
    if (event.channel_id === world.channelId) chat.remove(event.id);
  },
};

function takeMessage(message) {
  const fresh = world.put(message);
  if (message.channel_id === world.channelId) {
    chat.put(message);
  } else if (fresh && !world.unread.has(message.channel_id)) {
    world.unread.add(message.channel_id);
    frame();
  }
}

// ---- drawing ----

function draw() {
  frame();
  chat.render();
}

/** Everything around the messages. */
function frame() {
  const channel = world.channel();
  const server = world.server();
  const controls = () => [...at("side").querySelectorAll("button, input")];
  const focused = controls().indexOf(document.activeElement);
  renderSidebar({ servers: at("servers"), channels: at("channels"), people: at("people") }, world, { onChannel, onPerson });
  if (focused !== -1) controls()[focused]?.focus();
  at("title").textContent = channel?.name ?? "";
  at("sigil").textContent = channel?.direct ? "@" : "#";
  at("topic").textContent = channel?.topic ?? "";
  document.title = `${channel?.direct ? "@" : "#"}${channel?.name ?? ""} · ${server?.name ?? "Direct messages"} · sandbox`;
  composer.refresh();
}

function onChannel(id) {
  world.choose(id);
  sessionStorage.setItem("channel", world.path());
  draw();
  openDrawer(false);
  composer.answer(null);
}

function onPerson(name) {
  sessionStorage.setItem("person", name);
  connection.send({ op: "hello", as: name });
}

function openDrawer(open) {
  document.body.classList.toggle("drawn", open);
  at("drawer").setAttribute("aria-expanded", String(open));
}

// ---- what the person does ----

/** Ask the sandbox; where it fails, `tell(failure)` is called with the reason. */
async function attempt(op, data, tell) {
  try {
    return await connection.request(op, { channel: world.channelId, ...data });
  } catch (error) {
    tell(error.message);
    return null;
  }
}

function send(op, data) {
  return attempt(op, data, (failure) => note({ failure }));
}

/** Put a message of the page's own into the channel, seen by nobody else: what failed. */
function note(fields) {
  const id = `local-${crypto.randomUUID()}`;
  takeMessage({ id, channel_id: world.channelId, author: world.bot, flags: EPHEMERAL, timestamp: new Date().toISOString(), ...fields });
}

async function command(name, options) {
  chat.toEnd();
  const user = world.person(world.me);
  const timer = setTimeout(() => { at("state").textContent = `Sending /${name} …`; }, SLOW_MS);
  ask(await attempt("slash", { name, options }, (failure) => note({ interaction_metadata: { name, user }, failure })));
  clearTimeout(timer);
  at("state").textContent = "";
}

async function act(message, kind, customId, values, element) {
  element.ariaBusy = "true";
  delete message.failure;
  ask(await attempt(kind, { channel: message.channel_id, message: message.id, custom_id: customId, values }, (failure) => {
    const now = world.find(message.channel_id, message.id);
    if (now) takeMessage({ ...now, failure });
  }));
  element.ariaBusy = null;
}

/** Open the modal that an interaction was answered with, if it was. */
function ask(answer) {
  if (!answer?.modal) return;
  openModal(answer.modal, {
    names: (sigil, id) => world.name(sigil, id),
    submit: async (fields) => ask(await connection.request("submit", { interaction: answer.interaction, fields })),
  });
}

function dismiss(message) {
  heard.delete(message);
  if (!message.id.startsWith("local-")) send("dismiss", { message: message.id });
  composer.focus();
}

// ---- the page's own habits ----

at("drawer").addEventListener("click", () => openDrawer(!document.body.classList.contains("drawn")));
at("scrim").addEventListener("click", () => openDrawer(false));
document.addEventListener("click", (event) => {
  const mention = event.target.closest?.("[data-command]");
  if (mention) composer.begin(`/${mention.dataset.command}`);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") openDrawer(false);
  // Typing anywhere writes into the input, as on Discord.
  const idle = document.activeElement === document.body || document.activeElement === at("log");
  if (idle && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) composer.focus();
});
setInterval(() => {
  refreshRelative();
  studio.tick();
}, TICK_MS);
composer.focus();
