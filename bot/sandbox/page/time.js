// Instants as a reader sees them: Discord's timestamp styles, and the sandbox's clock, which may stand in another year.

const STYLES = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" }, S: { dateStyle: "short", timeStyle: "medium" },
};
const UNITS = [["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const format = (style) => new Intl.DateTimeFormat(undefined, STYLES[style]);
const relativeFormat = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

let clock = { now: Date.now(), taken: Date.now(), speed: 1 };

/** Follow the bot's clock, {now, zone, speed}, from here on; without one times count from the real time. */
export function setClock(told) {
  const taken = Date.now();
  clock = told ? { ...told, now: Date.parse(told.now), taken } : { now: taken, taken, speed: 1 };
  refreshRelative();
}

/** The bot's time, in milliseconds since 1970. */
const botNow = () => clock.now + (Date.now() - clock.taken) * clock.speed;

/** The bot's clock in the programme's zone: in words, and as a field for date and hour takes it. */
export function clockTexts() {
  const day = { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
  const [words, field] = [[undefined, day], ["sv", { dateStyle: "short", timeStyle: "short" }]]
    .map(([locale, parts]) => new Intl.DateTimeFormat(locale, { ...parts, timeZone: clock.zone }).format(botNow()));
  return { words, field: field.replace(" ", "T") };
}

/** "in 20 minutes", "3 hours ago": `seconds` since 1970 against the sandbox's clock. */
export function relative(seconds) {
  const distance = seconds - botNow() / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? UNITS.at(-1);
  return relativeFormat.format(Math.round(distance / size), unit);
}

/** The element for `<t:seconds:style>`, the full date in its title; null where the number is no date. */
export function timestamp(seconds, style) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return null;
  const element = document.createElement("time");
  element.dateTime = date.toISOString();
  element.title = format("F").format(date);
  element.className = "timestamp";
  if (style === "R") element.dataset.relative = String(seconds);
  element.textContent = style === "R" ? relative(seconds) : format(style).format(date);
  return element;
}

/** Bring every relative time on the page up to date. */
export function refreshRelative() {
  for (const element of document.querySelectorAll("time[data-relative]")) {
    element.textContent = relative(Number(element.dataset.relative));
  }
}

/** The hour of a message for its header, with the day unless that is today. */
export function messageTime(iso) {
  const date = new Date(iso);
  const today = date.toDateString() === new Date().toDateString();
  return format(today ? "t" : "s").format(date);
}

/** The day of a message, for the line between two days. */
export function messageDay(iso) {
  return format("D").format(new Date(iso));
}
