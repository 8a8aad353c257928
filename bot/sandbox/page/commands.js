// Reading a typed command line, and turning what was typed into the values that options take. No elements here.

const INTEGER = 4;
const NUMBER = 10;

/** The entries that fit what stands after the slash: names that begin with it first, then names or descriptions with it. */
export function matching(entries, typed) {
  const wanted = typed.toLowerCase();
  const begins = entries.filter((entry) => entry.name.startsWith(wanted));
  if (!wanted) return begins;
  const holds = (entry) => entry.name.includes(wanted) || entry.description.toLowerCase().includes(wanted);
  return [...begins, ...entries.filter((entry) => !begins.includes(entry) && holds(entry))];
}

/** The command that a line such as `/search docker day:2014-07-23` begins with, as {entry, rest}; null if there is none. */
export function parseLine(entries, line) {
  const text = line.slice(1).toLowerCase();
  const fits = entries.filter(({ name }) => text === name || text.startsWith(`${name} `));
  const entry = fits.sort((a, b) => b.name.length - a.name.length)[0];
  return entry ? { entry, rest: line.slice(1 + entry.name.length).trim() } : null;
}

/** What stands before the first `name:` of a known option, and the text behind each. */
export function splitOptions(options, text) {
  const values = new Map();
  const marks = [...text.matchAll(/(?:^|\s)([^\s:]+):/g)].filter((mark) => options.some(({ name }) => name === mark[1].toLowerCase()));
  marks.forEach((mark, place) => {
    values.set(mark[1].toLowerCase(), text.slice(mark.index + mark[0].length, marks[place + 1]?.index).trim());
  });
  return { values, free: text.slice(0, marks[0]?.index).trim() };
}

const bare = (text) => String(text).toLowerCase().replace(/^[@#]/, "").trim();

/** The offer that `text` names outright, by label or value. */
export function named(offers, text) {
  return offers?.find(({ label, value }) => bare(label) === bare(text) || String(value) === text.trim());
}

/** The offers that go on showing while `text` is typed. */
export function narrowed(offers, text) {
  return offers.filter(({ label }) => bare(label).includes(bare(text))).slice(0, 25);
}

/** The value of what was typed into an option, as {value}, or {error} in words for the person. */
export function valueOf(option, text) {
  if (!text.trim()) return { error: "This option is required. Specify a value." };
  if (option.offers) return named(option.offers, text) ?? { error: "Choose one of the options offered." };
  if (option.type === INTEGER || option.type === NUMBER) {
    const value = Number(text);
    if (Number.isNaN(value) || (option.type === INTEGER && !Number.isInteger(value))) return { error: "Enter a valid number." };
    if (value < (option.min_value ?? -Infinity)) return { error: `Enter a number that is at least ${option.min_value}.` };
    if (value > (option.max_value ?? Infinity)) return { error: `Enter a number that is at most ${option.max_value}.` };
    return { value };
  }
  const { min_length: least = 0, max_length: most = 6000 } = option;
  const length = [...text].length;
  return length < least || length > most ? { error: `Must be between ${least} and ${most} characters long.` } : { value: text };
}
