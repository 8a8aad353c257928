// Discord's markdown as elements. Nothing here knows what a message is; names of people and channels come from `names`.

import { commandButton, h } from "./dom.js";
import { timestamp } from "./time.js";

const SPECIAL = /[\\`*_~|[<@]|https?:\/\//g;
const ESCAPED = /\\([^0-9A-Za-z\s])/y;
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
    const quote = quotable && /^>(>>)? /.exec(line);
    if (!heading && !subtext && !quote && !listItem(line)) {
      plain.push(line);
      continue;
    }
    yield* flush();
    if (heading) {
      const level = heading[1].length;
      // The page's own title is its first heading; what a message says stands below it.
      yield h("div", { class: `h${level}`, role: "heading", "aria-level": level + 1 }, inline(heading[2], names));
    } else if (subtext) {
      yield h("div", { class: "subtext" }, inline(subtext[1], names));
    } else if (quote) {
      // `>>> ` quotes all that follows, `> ` its own line.
      const quoted = quote[1] ? [line.slice(4), ...all.slice(at + 1)] : [];
      while (!quote[1] && all[at + quoted.length]?.startsWith("> ")) quoted.push(all[at + quoted.length].slice(2));
      at += quoted.length - 1;
      yield h("blockquote", {}, [...blocks(quoted.join("\n"), names, false)]);
    } else {
      const items = [];
      for (; at < all.length; at += 1) {
        const item = listItem(all[at]);
        if (item) items.push(item);
        else if (/^ {2,}\S/.test(all[at])) items.at(-1).text += `\n${all[at].trim()}`;
        else break;
      }
      at -= 1;
      yield* lists(items, names);
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
    const { node, length } = span(text, at, names) ?? { node: text[at], length: 1 };
    at += length;
    if (typeof node === "string") {
      plain += node;
    } else {
      nodes.push(plain, node);
      plain = "";
    }
  }
  nodes.push(plain);
  return nodes.filter((node) => node !== "");
}

function span(text, at, names) {
  const found = (pattern, make) => {
    const match = matchAt(pattern, text, at);
    const node = match && make(match);
    return node ? { length: match[0].length, node } : null;
  };
  const wrap = (pattern, tag) => found(pattern, ([, inner]) => h(tag, {}, inline(inner, names)));
  switch (text[at]) {
    case "\\":
      return found(ESCAPED, ([, sign]) => sign);
    case "`":
      // A run that opens nothing is skipped as one: trying it again from its second tick would take quadratic time.
      return found(CODE, ([, , code]) => h("code", {}, code.replace(/^ (.*) $/, "$1"))) ?? found(TICKS, ([ticks]) => ticks);
    case "*":
      return wrap(STRONG, "strong") ?? wrap(EMPHASIS, "em");
    case "_":
      return wrap(UNDERLINE, "u") ?? wrap(LOW_EMPHASIS, "em");
    case "~":
      return wrap(STRIKE, "s");
    case "|":
      return found(SPOILER, ([, inner]) => spoiler(inline(inner, names)));
    case "[":
      return found(MASKED, (match) => masked(match, names));
    case "<":
      return found(ANGLED, ([, url]) => link(url, null, url)) ?? found(TIME, ([, seconds, style]) => timestamp(Number(seconds), style ?? "f"))
        ?? found(MENTION, ([, sigil, id]) => mention(names(sigil, id)))
        ?? found(COMMAND, ([, name]) => commandButton(name)) ?? found(EMOJI, ([, name]) => name);
    case "@":
      return found(EVERYONE, ([all]) => mention(all));
    default:
      return bare(matchAt(BARE, text, at));
  }
}

function mention(name) {
  return h("span", { class: "mention" }, name);
}

function spoiler(shown) {
  const reveal = () => node.replaceWith(h("span", { class: "spoiler shown" }, shown));
  const node = h("button", { type: "button", class: "spoiler", "aria-label": "Spoiler, press to read", onclick: reveal }, h("span", {}, shown));
  return node;
}

function link(url, title, children) {
  return h("a", { href: url, title, target: "_blank", rel: "noopener noreferrer" }, children);
}

function masked([whole, label, url, said], names) {
  // Discord shows a label that is itself an address as it was typed: it could lie about where it leads.
  if (/https?:\/\//.test(label)) return whole;
  return link(url, said ? `${said}\n${url}` : url, inline(label, names));
}

function bare(match) {
  if (!match) return null;
  let url = match[0].replace(/[.,:;"'\]!?*_~|]+$/, "");
  while (url.endsWith(")") && url.split(")").length > url.split("(").length) url = url.slice(0, -1);
  return { length: url.length, node: link(url, null, url) };
}
