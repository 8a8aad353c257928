// What the page knows of the sandbox: the snapshot it was given, kept up to date by events. No elements here.

export const EPHEMERAL = 1 << 6;
export const LOADING = 1 << 7;

export class World {
  constructor() {
    Object.assign(this, { bot: null, me: null, people: [], servers: [], direct: null });
    this.messages = new Map();
    this.channelId = null;
    this.unread = new Set();
    this.visited = new Map();
  }

  /** Begin anew from a snapshot, in the channel that `path` names if there is one. */
  load(snapshot, path) {
    this.messages = new Map();
    for (const message of snapshot.messages) this.put(message);
    this.place(snapshot, path);
  }

  /** Take over who and what there is; the channel stays the same where it still exists. */
  place({ bot, me, people, servers, direct }, path = this.path()) {
    Object.assign(this, { bot, me, people, servers, direct });
    const all = [...servers.flatMap((server) => server.channels), direct].filter(Boolean);
    const same = all.find(({ id }) => this.path(id) === path);
    this.choose((same ?? all[0])?.id ?? null);
  }

  choose(id) {
    this.channelId = id;
    this.unread.delete(id);
    const server = this.server();
    if (server) this.visited.set(server.name, id);
  }

  /** A channel in words: ids change when the sandbox starts again, and direct messages are another's for each person. */
  path(id = this.channelId) {
    const channel = this.channel(id);
    return channel ? `${this.server(id)?.name ?? ""}#${channel.name}` : null;
  }

  /** The channel of a server in which one was last. */
  lastIn(server) {
    const last = server.channels.find(({ id }) => id === this.visited.get(server.name));
    return (last ?? server.channels[0])?.id ?? null;
  }

  /** Add or replace a message; tells whether it is new. */
  put(message) {
    const channel = this.messages.get(message.channel_id) ?? new Map();
    this.messages.set(message.channel_id, channel);
    const fresh = !channel.has(message.id);
    channel.set(message.id, message);
    return fresh;
  }

  remove(channelId, id) {
    this.messages.get(channelId)?.delete(id);
  }

  list(channelId = this.channelId) {
    return [...(this.messages.get(channelId)?.values() ?? [])];
  }

  find(channelId, id) {
    return this.messages.get(channelId)?.get(id);
  }

  /** The server of the chosen channel; null in direct messages. */
  server(channelId = this.channelId) {
    return this.servers.find((server) => server.channels.some((channel) => channel.id === channelId)) ?? null;
  }

  channel(id = this.channelId) {
    if (id !== null && this.direct?.id === id) return this.direct;
    return this.server(id)?.channels.find((channel) => channel.id === id) ?? null;
  }

  /** What a mention shows, as `markdown` asks for it. */
  name(sigil, id) {
    const server = this.server();
    if (sigil === "#") {
      const all = this.servers.flatMap((other) => other.channels);
      return `#${all.find((channel) => channel.id === id)?.name ?? "unknown"}`;
    }
    if (sigil === "@&") return `@${server?.roles.find((role) => role.id === id)?.name ?? "unknown-role"}`;
    return `@${this.person(id)?.name ?? "unknown-user"}`;
  }

  person(id) {
    return id === this.bot?.id ? this.bot : this.people.find((person) => person.id === id);
  }

  /** Everybody and everything that can be mentioned here, as {label, token}. */
  mentionable() {
    const people = [this.bot, ...this.people].filter(Boolean).map(({ id, name }) => ({ label: name, token: `<@${id}>` }));
    const roles = this.server()?.roles ?? [];
    return [...people, ...roles.map(({ id, name }) => ({ label: name, token: `<@&${id}>` }))];
  }

  /** Whether `message` is addressed to the person this page acts as. */
  mentionsMe(message) {
    const mine = message.mentions?.some((user) => user.id === this.me);
    return Boolean(mine && message.author.id !== this.me);
  }

  /** The commands that the chosen person is offered here, subcommands as entries of their own, sorted by name. */
  entries() {
    return this.channel()?.commands ?? [];
  }
}
