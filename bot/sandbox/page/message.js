// One message as an element: who, when, by which command, the text and the components, and whom it is visible to.

import { components, unknown } from "./components.js";
import { avatar, commandButton, h, nameOf } from "./dom.js";
import { markdown } from "./markdown.js";
import { messageDay, messageTime } from "./time.js";
import { EPHEMERAL, LOADING } from "./world.js";

const DEFAULT = 0;
const PIN_ADDED = 6;
const TOGETHER_MS = 7 * 60 * 1000;

/** Whether a message stands under `previous` without a head of its own, as Discord groups what one author says. */
export function continues(message, previous) {
  return Boolean(previous) && message.type === DEFAULT && previous.type !== PIN_ADDED && message.author.id === previous.author.id
    && (message.flags & EPHEMERAL) === (previous.flags & EPHEMERAL) && messageDay(message.timestamp) === messageDay(previous.timestamp)
    && Date.parse(message.timestamp) - Date.parse(previous.timestamp) < TOGETHER_MS;
}

/** The element of `message`; `actions` has `act(message, kind, customId, values, element)`, `answer(message)` and `dismiss(message)`. */
export function messageElement(message, { world, actions }) {
  const author = nameOf(message.author);
  const classes = ["message"];
  if (message.flags & EPHEMERAL) classes.push("private");
  if (world.mentionsMe(message)) classes.push("mentioned");
  const time = h("time", { datetime: message.timestamp, title: new Date(message.timestamp).toLocaleString() }, messageTime(message.timestamp));
  if (message.type === PIN_ADDED) {
    return h("article", { class: "message system", "data-id": message.id },
      h("span", { class: "sign", "aria-hidden": "true" }, "📌"),
      h("p", {}, h("strong", {}, author), " pinned a message to this channel. ", time));
  }
  return h("article", { class: classes.join(" "), "data-id": message.id, "aria-label": `${author}, ${messageTime(message.timestamp)}` },
    intro(message, world),
    avatar(message.author),
    h("div", { class: "body" },
      h("header", {},
        h("strong", { class: "author" }, author),
        message.author.bot ? h("span", { class: "tag" }, "APP") : null,
        time),
      content(message, world, actions)),
    message.flags & (EPHEMERAL | LOADING) || !world.channel(message.channel_id)?.writable ? null : h("button", {
      type: "button", class: "reply", "data-key": "reply", "aria-label": `Reply to ${author}`, onclick: () => actions.answer(message),
    }, "Reply"),
  );
}

/** What stands above a message: the command that it answers, or the message. */
function intro(message, world) {
  const used = message.interaction_metadata;
  if (used?.name) return h("p", { class: "intro" }, avatar(used.user, true), h("strong", {}, nameOf(used.user)), " used ", commandButton(used.name));
  const reply = message.referenced_message;
  if (!reply) return null;
  const snippet = [reply.content, ...texts(reply.components)].filter(Boolean).join(" ").replace(/\s+/g, " ").slice(0, 120);
  const line = h("span", { class: "snippet" }, markdown(snippet.replace(/^[#>-]+ /, ""), (sigil, id) => world.name(sigil, id)));
  return h("p", { class: "intro" }, avatar(reply.author, true), h("strong", {}, nameOf(reply.author)), line);
}

function texts(list) {
  return (list ?? []).flatMap((part) => [part.content, ...texts(part.components)]);
}

function content(message, world, actions) {
  const parts = [];
  const names = (sigil, id) => world.name(sigil, id);
  if (message.flags & LOADING) {
    parts.push(h("p", { class: "thinking", role: "status" }, `${nameOf(message.author)} is thinking…`));
  }
  const edited = message.edited_timestamp && h("span", { title: new Date(message.edited_timestamp).toLocaleString() }, "(edited)");
  const marks = edited || message.pinned ? h("span", { class: "marks" }, edited, message.pinned ? " (pinned)" : null) : null;
  if (message.content) {
    const text = h("div", { class: "markdown" }, markdown(message.content, names));
    if (marks) (text.lastElementChild?.matches(".text, .subtext") ? text.lastElementChild : text).append(" ", marks);
    parts.push(text);
  }
  for (const embed of message.embeds ?? []) parts.push(unknown("Embed", embed.title));
  for (const file of message.attachments ?? []) parts.push(unknown("File", file.filename));
  const context = { names, act: (...what) => actions.act(message, ...what) };
  const built = components(message.components, context);
  if (built.length) parts.push(h("div", { class: "components" }, built));
  if (marks && !message.content && !(message.flags & LOADING)) parts.push(h("p", { class: "after" }, marks));
  if (message.failure) parts.push(h("p", { class: "failure", role: "alert" }, message.failure));
  if (message.flags & EPHEMERAL) {
    parts.push(h("p", { class: "only" }, h("span", { class: "eye", "aria-hidden": "true" }), "Only you can see this • ",
      h("button", { type: "button", class: "plain", onclick: () => actions.dismiss(message) }, "Dismiss message")));
  }
  return parts;
}
