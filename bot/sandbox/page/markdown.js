// Discord's markdown as elements. Nothing here knows what a message is; names of people and channels come from `names`.

import { commandButton, h } from "./dom.js";
import { timestamp } from "./time.js";

const SPECIAL = /[\\`*_~|[<@]|https?:\/\//g;
const CODE = /(`+)(?!`)([^]*?[^`])\1(?!`)/y;
const TICKS = /`+/y;
const FENCE = /```(?:([\w+#.-]+)\n)?\n*([^]*?)\n*```/y;
const STRONG = /\*\*((?:\\[^]|[^\\])+?)\*\*(?!\*)/y;
const UNDERLINE = /__((?:\\[^]|[^\\])+?)__(?!_)/y;
const EMPHASIS = /\*(?![\s*])((?:\\[^]|\*\*(?:\\[^]|[^\\*])+\*\*|[^\\*])+?)(?<!\s)\*(?!\*)/y;
const LOW_EMPHASIS = /(?<![\p{L}\p{N}_])_((?:\\[^]|__|[^\\_])+?)_(?![\p{L}\p{N}_])/uy;
const STRIKE = /~~((?:\\[^]|[^\\])+?)~~(?!~)/y;
const SPOILER = /\|\|((?:\\[^]|[^\\])+?)\|\|/y;
const MASKED = /\[((?:\\[^]|\[[^\]\n]*\]|[^\\[\]])+)\]\(\s*<?(https?:\/\/(?:\([^\s()]*\)|[^\s()<>])+)>?(?:\s+"([^"]*)")?\s*\)/y;
const BARE = /https?:\/\/[^\s<]+/y;
const ANGLED = /<(https?:\/\/[^\s>]+)>/y;
const TIME = /<t:(-?\d{1,17})(?::([tTdDfFRsS]))?>/y;
const MENTION = /<(@[!&]?|#)(\d{1,20})>/y;
const COMMAND = /<\/([^:<>]{1,100}):\d{1,20}>/y;
const EMOJI = /<a?(:\w+:)\d{1,20}>/y;
const EVERYONE = /@(?:everyone|here)\b/y;

/** `text` as a fragment of elements; `names(sigil, id)` gives what a mention shows ("@Ada"). */
export function markdown(text, names) {
  const fragment = document.createDocumentFragment();
  fragment.append(...blocks(text, names, true));
  return fragment;
}

function matchAt(pattern, text, index) {
  pattern.lastIndex = index;
  return pattern.exec(text);
}

// ---- blocks: what begins a line ----

function* blocks(text, names, quotable) {
  let rest = 0;
  for (let at = text.indexOf("```"); at !== -1; at = text.indexOf("```", at + 1)) {
    const match = /(?:^|[^\\])(?:\\\\)*$/.test(text.slice(0, at)) ? matchAt(FENCE, text, at) : null;
    if (!match?.[2]) continue;
    yield* lines(text.slice(rest, at).replace(/\n$/, ""), names, quotable);
    yield h("pre", { "data-language": match[1] }, h("code", {}, match[2]));
    rest = at + match[0].length;
    if (text[rest] === "\n") rest += 1;
    at = rest - 1;
  }
  yield* lines(text.slice(rest), names, quotable);
}

function* lines(text, names, quotable) {
  if (text === "") return;
  const all = text.split("\n");
  let plain = [];
  const flush = () => {
    const block = plain.length ? [h("div", { class: "text" }, inline(plain.join("\n"), names))] : [];
    plain = [];
    return block;
  };
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at];
    const heading = /^(#{1,3})\s+(.*\S)\s*$/.exec(line);
    const subtext = /^-#\s+(.*\S)/.exec(line);
    if (heading) {
      yield* flush();
      const level = heading[1].length;
      // The page's own title is its first heading; what a message says stands below it.
      yield h("div", { class: `h${level}`, role: "heading", "aria-level": level + 1 }, inline(heading[2], names));
    } else if (subtext) {
      yield* flush();
      yield h("div", { class: "subtext" }, inline(subtext[1], names));
    } else if (quotable && line.startsWith(">>> ")) {
      yield* flush();
      const quoted = [line.slice(4), ...all.slice(at + 1)].join("\n");
      yield h("blockquote", {}, [...blocks(quoted, names, false)]);
      return;
    } else if (quotable && line.startsWith("> ")) {
      yield* flush();
      const quoted = [];
      for (; at < all.length && all[at].startsWith("> "); at += 1) quoted.push(all[at].slice(2));
      at -= 1;
      yield h("blockquote", {}, [...blocks(quoted.join("\n"), names, false)]);
    } else if (listItem(line)) {
      yield* flush();
      const items = [];
      for (; at < all.length; at += 1) {
        const item = listItem(all[at]);
        if (item) items.push(item);
        else if (/^ {2,}\S/.test(all[at])) items.at(-1).text += `\n${all[at].trim()}`;
        else break;
      }
      at -= 1;
      yield* lists(items, names);
    } else {
      plain.push(line);
    }
  }
  yield* flush();
}

function listItem(line) {
  const match = /^( *)([-*]|\d{1,9}\.) +(.*\S)/.exec(line);
  if (!match) return null;
  return { indent: match[1].length, start: Number.parseInt(match[2], 10), text: match[3] };
}

function lists(items, names) {
  const tops = [];
  const open = [];
  for (const item of items) {
    while (open.length && item.indent < open.at(-1).indent) open.pop();
    const ordered = !Number.isNaN(item.start);
    let level = open.at(-1);
    if (!level || item.indent > level.indent || ordered !== level.ordered) {
      if (level && item.indent <= level.indent) open.pop();
      const list = ordered ? h("ol", { start: item.start }) : h("ul");
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list);
      else tops.push(list);
      level = { indent: item.indent, ordered, list };
      open.push(level);
    }
    level.list.append(h("li", {}, inline(item.text, names)));
  }
  return tops;
}

// ---- inline: what stands within a line ----

function inline(text, names) {
  const nodes = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    SPECIAL.lastIndex = at;
    const next = SPECIAL.exec(text)?.index ?? text.length;
    plain += text.slice(at, next);
    at = next;
    if (at === text.length) break;
    const found = span(text, at, names);
    if (!found) {
      plain += text[at];
      at += 1;
    } else if (typeof found.node === "string") {
      plain += found.node;
      at += found.length;
    } else {
      nodes.push(plain, found.node);
      plain = "";
      at += found.length;
    }
  }
  nodes.push(plain);
  return nodes.filter((node) => node !== "");
}

function span(text, at, names) {
  const wrap = (pattern, tag) => {
    const match = matchAt(pattern, text, at);
    return match && { length: match[0].length, node: h(tag, {}, inline(match[1], names)) };
  };
  switch (text[at]) {
    case "\\":
      return /[^0-9A-Za-z\s]/.test(text[at + 1] ?? "") ? { length: 2, node: text[at + 1] } : null;
    case "`": {
      const match = matchAt(CODE, text, at);
      // A run that opens nothing is skipped as one: trying it again from its second tick would take quadratic time.
      const ticks = matchAt(TICKS, text, at)[0];
      if (!match) return { length: ticks.length, node: ticks };
      return { length: match[0].length, node: h("code", {}, match[2].replace(/^ (.*) $/, "$1")) };
    }
    case "*":
      return wrap(STRONG, "strong") ?? wrap(EMPHASIS, "em");
    case "_":
      return wrap(UNDERLINE, "u") ?? wrap(LOW_EMPHASIS, "em");
    case "~":
      return wrap(STRIKE, "s");
    case "|":
      return spoiler(matchAt(SPOILER, text, at), names);
    case "[":
      return masked(matchAt(MASKED, text, at), names);
    case "<":
      return angled(text, at, names);
    case "@": {
      const match = matchAt(EVERYONE, text, at);
      return match && { length: match[0].length, node: h("span", { class: "mention" }, match[0]) };
    }
    default:
      return bare(matchAt(BARE, text, at));
  }
}

function spoiler(match, names) {
  if (!match) return null;
  const shown = inline(match[1], names);
  const reveal = () => node.replaceWith(h("span", { class: "spoiler shown" }, shown));
  const node = h("button", { type: "button", class: "spoiler", "aria-label": "Spoiler, press to read", onclick: reveal }, h("span", {}, shown));
  return { length: match[0].length, node };
}

function link(url, title, children) {
  return h("a", { href: url, title, target: "_blank", rel: "noopener noreferrer" }, children);
}

function masked(match, names) {
  // Discord shows a label that is itself an address as it was typed: it could lie about where it leads.
  if (!match) return null;
  if (/https?:\/\//.test(match[1])) return { length: match[0].length, node: match[0] };
  const title = match[3] ? `${match[3]}\n${match[2]}` : match[2];
  return { length: match[0].length, node: link(match[2], title, inline(match[1], names)) };
}

function bare(match) {
  if (!match) return null;
  let url = match[0].replace(/[.,:;"'\]!?*_~|]+$/, "");
  while (url.endsWith(")") && url.split(")").length > url.split("(").length) url = url.slice(0, -1);
  return { length: url.length, node: link(url, null, url) };
}

function angled(text, at, names) {
  const url = matchAt(ANGLED, text, at);
  if (url) return { length: url[0].length, node: link(url[1], null, url[1]) };
  const time = matchAt(TIME, text, at);
  const shown = time && timestamp(Number(time[1]), time[2] ?? "f");
  if (shown) return { length: time[0].length, node: shown };
  const mention = matchAt(MENTION, text, at);
  if (mention) {
    const name = names(mention[1], mention[2]);
    return { length: mention[0].length, node: h("span", { class: "mention" }, name) };
  }
  const command = matchAt(COMMAND, text, at);
  if (command) {
    return { length: command[0].length, node: commandButton(command[1]) };
  }
  const emoji = matchAt(EMOJI, text, at);
  return emoji && { length: emoji[0].length, node: emoji[1] };
}
