// Where one is and who one is: servers, their channels, direct messages, and the people one can play.

import { avatar, h } from "./dom.js";

/** Fill the servers' rail, the channels' list and the list of people; `onChannel(id)`, `onPerson(name)` are the choices. */
export function renderSidebar({ servers, channels, people }, world, { onChannel, onPerson }) {
  const here = world.server();
  const place = (name, sign, current, listed, goTo) => h("button", {
    type: "button", class: "server", title: name, "aria-label": name, "aria-current": current ? "true" : null, onclick: () => goTo && onChannel(goTo),
  }, h("span", { "aria-hidden": "true" }, sign), unread(listed, world));
  servers.replaceChildren(
    place("Direct messages", "✉", here === null, [world.direct].filter(Boolean), world.direct?.id),
    h("hr"),
    ...world.servers.map((server) => place(server.name, initials(server.name), here === server, server.channels, world.lastIn(server))),
  );
  const inDirect = here === null;
  const listed = inDirect ? [world.direct].filter(Boolean) : here.channels;
  channels.replaceChildren(
    h("h2", {}, inDirect ? "Direct messages" : here.name),
    h("ul", {}, listed.map((channel) => h("li", {}, h("button", {
      type: "button", class: world.unread.has(channel.id) ? "channel unread" : "channel",
      "aria-current": channel.id === world.channelId ? "page" : null, onclick: () => onChannel(channel.id),
    }, channel.direct ? avatar(world.bot, true) : h("span", { class: "hash", "aria-hidden": "true" }, "#"),
    h("span", { class: "channel-name" }, channel.name),
    channel.writable ? null : h("small", {}, "read only"))))),
  );
  people.replaceChildren(people.querySelector("legend"), ...world.people.map((person) => h("label", { class: "person" },
    h("input", { type: "radio", name: "person", value: person.name, checked: person.id === world.me, onchange: () => onPerson(person.name) }),
    avatar(person),
    h("span", { class: "who" }, h("strong", {}, person.name), h("small", {}, person.label)))));
}

function unread(channels, world) {
  return channels.some(({ id }) => world.unread.has(id)) ? h("span", { class: "dot", role: "img", "aria-label": "unread messages" }) : null;
}

function initials(name) {
  const capitals = name.match(/\p{Lu}/gu) ?? [];
  return capitals.length > 1 ? capitals.slice(0, 3).join("") : name.slice(0, 2);
}
