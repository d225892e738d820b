/** Instants and spans of Kusto, both in milliseconds. */

const units: Readonly<Record<string, number>> = {
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000,
  h: 3_600_000,
  hr: 3_600_000,
  hrs: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  minutes: 60_000,
  s: 1000,
  sec: 1000,
  second: 1000,
  seconds: 1000,
  ms: 1,
  milli: 1,
  millis: 1,
  tick: 0.0001,
  ticks: 0.0001,
};

/** The span of `5m`, `1.5h`, `14d`, `1:00:00` or `1.02:00:00`; undefined where the text is none. */
export function spanOf(text: string): number | undefined {
  const short = /^(\d+(?:\.\d+)?)([a-z]+)$/i.exec(text.trim());
  if (short) {
    const unit = Object.hasOwn(units, short[2]!) ? units[short[2]!] : undefined;
    return unit === undefined ? undefined : Number(short[1]) * unit;
  }
  const long = /^(-)?(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,7})?))?$/.exec(text.trim());
  if (!long) return undefined;
  const [, minus, days = "0", hours = "0", minutes = "0", seconds = "0"] = long;
  const span = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000;
  return minus ? -span : span;
}

/** The instant of a date or of ISO 8601, which is in UTC where it does not say; undefined where the text is none. */
export function momentOf(text: string): number | undefined {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text.trim());
  if (!found) return undefined;
  const moment = Date.parse(`${found[1]}T${found[2] ?? "00:00"}${found[3] ?? "Z"}`);
  return Number.isNaN(moment) ? undefined : moment;
}

/** `2026-11-24T12:00:00Z`; the fraction without trailing noughts, or with that many digits. */
export function momentText(moment: number, digits?: number): string {
  const date = new Date(Math.floor(moment));
  if (Number.isNaN(date.getTime())) return "";
  const fraction = date.toISOString().slice(20, 23);
  const shown = digits === undefined ? fraction.replace(/0+$/, "") : fraction.padEnd(digits, "0");
  return `${date.toISOString().slice(0, 19)}${shown && `.${shown}`}Z`;
}

/** `00:05:00`, `1.00:00:00`, with a fraction of seven digits where there is one. */
export function spanText(span: number): string {
  const ticks = Math.round(Math.abs(span) * 10_000);
  const two = (n: number) => String(n).padStart(2, "0");
  const seconds = Math.floor(ticks / 10_000_000);
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
  const fraction = ticks % 10_000_000;
  const end = fraction ? `.${String(fraction).padStart(7, "0")}` : "";
  return `${span < 0 ? "-" : ""}${days ? `${days}.` : ""}${clock}${end}`;
}

/** Kusto counts from the year 1, so bins of a week begin on a Monday. */
const yearOne = -62_135_596_800_000;

/** The beginning of the bin of that length in which an instant lies. */
export const binOf = (moment: number, span: number): number => Math.floor((moment - yearOne) / span) * span + yearOne;
