// Reading a typed command line, and turning what was typed into the values that options take. No elements here.

export const TYPES = { STRING: 3, INTEGER: 4, BOOLEAN: 5, USER: 6, CHANNEL: 7, ROLE: 8, MENTIONABLE: 9, NUMBER: 10 };

/** The entries that fit what stands after the slash: names that begin with it first, then names or descriptions with it. */
export function matching(entries, typed) {
  const wanted = typed.toLowerCase();
  const begins = entries.filter((entry) => entry.name.startsWith(wanted));
  if (!wanted) return begins;
  const holds = (entry) => entry.name.includes(wanted) || entry.description.toLowerCase().includes(wanted);
  return [...begins, ...entries.filter((entry) => !begins.includes(entry) && holds(entry))];
}

/**
 * A line such as `/search docker day:2014-07-23` as {entry, values, extra}: `values` maps option names to text, `extra`
 * is text that no option takes. Null where the line does not begin with a whole command.
 */
export function parseLine(entries, line) {
  const text = line.slice(1);
  const lower = text.toLowerCase();
  const found = entries
    .filter(({ name }) => lower === name || lower.startsWith(`${name} `))
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (!found) return null;
  const { values, free } = splitOptions(found.options, text.slice(found.name.length));
  let extra = free;
  if (free) {
    const open = found.options.filter((option) => !values.has(option.name));
    const taker = open.find((option) => option.required) ?? open[0];
    if (taker) {
      values.set(taker.name, free);
      extra = "";
    }
  }
  return { entry: found, values, extra };
}

/** What stands before the first `name:` of a known option, and the text behind each. */
export function splitOptions(options, text) {
  const values = new Map();
  const marks = [...text.matchAll(/(?:^|\s)([^\s:]+):/g)]
    .map((match) => ({ option: options.find((option) => option.name === match[1].toLowerCase()), match }))
    .filter(({ option }) => option);
  marks.forEach(({ option, match }, place) => {
    const end = marks[place + 1]?.match.index ?? text.length;
    values.set(option.name, text.slice(match.index + match[0].length, end).trim());
  });
  return { values, free: text.slice(0, marks[0]?.match.index ?? text.length).trim() };
}

/** What an option offers by itself, as [{label, value, detail}]; null where it takes any text or asks the bot. */
export function offers(option, world) {
  if (option.choices?.length) return option.choices.map(({ name, value }) => ({ label: name, value }));
  const server = world.server();
  const people = () => [world.bot, ...world.people].map(({ id, name }) => ({ label: `@${name}`, value: id }));
  const roles = () => (server?.roles ?? []).map(({ id, name }) => ({ label: `@${name.replace(/^@/, "")}`, value: id }));
  switch (option.type) {
    case TYPES.BOOLEAN:
      return [{ label: "True", value: true }, { label: "False", value: false }];
    case TYPES.USER:
      return people();
    case TYPES.CHANNEL: {
      const kinds = option.channel_types;
      const shown = (server?.channels ?? []).filter((channel) => !kinds?.length || kinds.includes(channel.type ?? 0));
      return shown.map(({ id, name }) => ({ label: `#${name}`, value: id }));
    }
    case TYPES.ROLE:
      return roles();
    case TYPES.MENTIONABLE:
      return [...people(), ...roles()];
    default:
      return null;
  }
}

const bare = (text) => String(text).toLowerCase().replace(/^[@#]/, "").trim();

/** The offer that `text` names outright, by label or value. */
export function named(offered, text) {
  return offered?.find(({ label, value }) => bare(label) === bare(text) || String(value) === text.trim());
}

/** The offers that go on showing while `text` is typed. */
export function narrowed(offered, text) {
  const wanted = bare(text);
  return offered.filter(({ label }) => bare(label).includes(wanted)).slice(0, 25);
}

/** The value of what was typed into an option, as {value}, or {error} in words for the person. */
export function valueOf(option, text, world) {
  if (!text.trim()) return { error: "This option is required. Specify a value." };
  const offered = offers(option, world);
  if (offered) {
    const found = named(offered, text);
    return found ? { value: found.value } : { error: "Choose one of the options offered." };
  }
  if (option.type === TYPES.INTEGER || option.type === TYPES.NUMBER) return numberOf(option, text.trim());
  const { min_length: least = 0, max_length: most = 6000 } = option;
  const length = [...text].length;
  if (length < least || length > most) return { error: `Must be between ${least} and ${most} characters long.` };
  return { value: text };
}

function numberOf(option, text) {
  const whole = option.type === TYPES.INTEGER;
  if (!(whole ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/).test(text)) return { error: whole ? "Enter a valid integer." : "Enter a valid number." };
  const value = Number(text);
  if (value < (option.min_value ?? -Infinity)) return { error: `Enter a number that is at least ${option.min_value}.` };
  if (value > (option.max_value ?? Infinity)) return { error: `Enter a number that is at most ${option.max_value}.` };
  return { value };
}
