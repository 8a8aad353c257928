// Where one is and who one is: servers, their channels, direct messages, and the people one can play.

import { avatar, h } from "./dom.js";

/** Fill the servers' rail, the channels' list and the list of people; `onChannel(id)`, `onPerson(name)` are the choices. */
export function renderSidebar({ servers, channels, people }, world, { onChannel, onPerson }) {
  const here = world.server();
  servers.replaceChildren(
    direct(world, onChannel),
    h("hr"),
    ...world.servers.map((server) => h("button", {
      type: "button", class: "server", title: server.name, "aria-label": server.name,
      "aria-current": here === server ? "true" : null, onclick: () => onChannel(world.lastIn(server)),
    }, h("span", { "aria-hidden": "true" }, initials(server.name)), unread(server.channels, world))),
  );
  const inDirect = here === null;
  const listed = inDirect ? [world.direct].filter(Boolean) : here.channels;
  channels.replaceChildren(
    h("h2", {}, inDirect ? "Direct messages" : here.name),
    h("ul", {}, listed.map((channel) => h("li", {}, h("button", {
      type: "button", class: world.unread.has(channel.id) ? "channel unread" : "channel",
      "aria-current": channel.id === world.channelId ? "page" : null, onclick: () => onChannel(channel.id),
    }, channel.direct ? avatar({ ...world.bot, global_name: world.bot.name, bot: true }, true) : h("span", { class: "hash", "aria-hidden": "true" }, "#"),
    h("span", { class: "channel-name" }, channel.name),
    channel.writable ? null : h("span", { class: "lock", title: "read only", role: "img", "aria-label": "read only" }, "🔒"))))),
  );
  people.replaceChildren(people.querySelector("legend"), ...world.people.map((person) => h("label", { class: "person" },
    h("input", { type: "radio", name: "person", value: person.name, checked: person.id === world.me, onchange: () => onPerson(person.name) }),
    avatar({ id: person.id, global_name: person.name }, false),
    h("span", { class: "who" }, h("strong", {}, person.name), h("small", {}, person.label)))));
}

function direct(world, onChannel) {
  return h("button", {
    type: "button", class: "server home", title: "Direct messages", "aria-label": "Direct messages",
    "aria-current": world.server() === null ? "true" : null, onclick: () => world.direct && onChannel(world.direct.id),
  }, h("span", { "aria-hidden": "true" }, "✉"), unread([world.direct].filter(Boolean), world));
}

function unread(channels, world) {
  return channels.some(({ id }) => world.unread.has(id)) ? h("span", { class: "dot", role: "img", "aria-label": "unread messages" }) : null;
}

function initials(name) {
  const capitals = name.match(/\p{Lu}/gu) ?? [];
  return capitals.length > 1 ? capitals.slice(0, 3).join("") : name.slice(0, 2);
}
