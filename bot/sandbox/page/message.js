// One message as an element: who, when, by which command, the text and the components, and whom it is visible to.

import { components, unknown } from "./components.js";
import { avatar, commandButton, h, nameOf } from "./dom.js";
import { markdown } from "./markdown.js";
import { messageTime } from "./time.js";
import { authorOf, EPHEMERAL, LOADING } from "./world.js";

const PIN_ADDED = 6;
const GROUP_MS = 7 * 60 * 1000;

/** Whether `message` continues what `previous` said: no new head is needed then. */
export function continues(previous, message) {
  return Boolean(
    previous && previous.type !== PIN_ADDED && message.type !== PIN_ADDED
    && previous.author.id === message.author.id && !introduction(message)
    && (previous.flags & EPHEMERAL) === (message.flags & EPHEMERAL)
    && Date.parse(message.timestamp) - Date.parse(previous.timestamp) < GROUP_MS,
  );
}

/** What stands above a message, as data: the command it answers, or the message. */
function introduction(message) {
  if (message.command) return { who: message.command.user, command: message.command.name };
  const origin = message.interaction_metadata;
  if (origin?.name) return { who: origin.user, command: origin.name };
  if (message.referenced_message) return { reply: message.referenced_message };
  return null;
}

/** The element of `message`; `actions` has `act(message, kind, customId, values, element)` and `dismiss(message)`. */
export function messageElement(message, { world, grouped, actions }) {
  const author = authorOf(message);
  const classes = ["message"];
  if (grouped) classes.push("grouped");
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
    grouped ? h("span", { class: "hour", "aria-hidden": "true" }, messageTime(message.timestamp).slice(-8)) : avatar(message.author),
    h("div", { class: "body" },
      grouped ? null : h("header", {},
        h("strong", { class: "author" }, author),
        message.author.bot ? h("span", { class: "tag" }, "APP") : null,
        time),
      content(message, world, actions)),
  );
}

function intro(message, world) {
  const found = introduction(message);
  if (!found) return null;
  if (found.reply) {
    const snippet = [found.reply.content, ...texts(found.reply.components)].filter(Boolean).join(" ").replace(/\s+/g, " ").slice(0, 120);
    const line = h("span", { class: "snippet" }, markdown(snippet.replace(/^[#>-]+ /, ""), (sigil, id) => world.name(sigil, id)));
    return h("p", { class: "intro" }, avatar(found.reply.author, true), h("strong", {}, nameOf(found.reply.author)), line);
  }
  return h("p", { class: "intro" }, avatar(found.who, true), h("strong", {}, nameOf(found.who)), " used ",
    commandButton(found.command));
}

function texts(list) {
  return (list ?? []).flatMap((part) => [part.content, ...texts(part.components)]);
}

function content(message, world, actions) {
  const parts = [];
  const names = (sigil, id) => world.name(sigil, id);
  if (message.flags & LOADING) {
    parts.push(h("p", { class: "thinking", role: "status" }, dots(), `${authorOf(message)} is thinking…`));
  }
  const edited = message.edited_timestamp
    ? h("span", { class: "edited", title: new Date(message.edited_timestamp).toLocaleString() }, "(edited)") : null;
  if (message.content) {
    const text = h("div", { class: "markdown" }, markdown(message.content, names));
    if (edited) (text.lastElementChild?.matches(".text, .subtext") ? text.lastElementChild : text).append(" ", edited);
    parts.push(text);
  }
  for (const embed of message.embeds ?? []) parts.push(unknown("Embed", embed.title));
  for (const file of message.attachments ?? []) parts.push(unknown("File", file.filename));
  const context = { names, act: (...what) => actions.act(message, ...what) };
  const built = components(message.components, context);
  if (built.length) parts.push(h("div", { class: "components" }, built));
  if (edited && !message.content && !(message.flags & LOADING)) parts.push(h("p", { class: "after" }, edited));
  if (message.failure) parts.push(h("p", { class: "failure", role: "alert" }, message.failure));
  if (message.flags & EPHEMERAL) {
    parts.push(h("p", { class: "only" }, h("span", { class: "eye", "aria-hidden": "true" }), "Only you can see this • ",
      h("button", { type: "button", class: "plain", onclick: () => actions.dismiss(message) }, "Dismiss message")));
  }
  return parts;
}

function dots() {
  return h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}
