/** What each of the five fields of a cron expression may hold, in their order. In the last, 0 and 7 are Sunday. */
const fields: readonly (readonly [least: number, most: number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
];

/** `*`, a number or a range, and after it a step. */
const part = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/;

/** Whether a text is a cron expression of minute, hour, day, month and weekday: numbers, lists, ranges and steps; no names. */
export function isCron(text: string): boolean {
  const given = text.trim().split(/\s+/);
  return given.length === fields.length && fields.every((bounds, i) => fits(given[i] ?? "", bounds));
}

const fits = (field: string, [least, most]: readonly [number, number]): boolean =>
  field.split(",").every(one => {
    const found = part.exec(one);
    if (!found) return false;
    const [from = least, to = from, step = 1] = found.slice(1).map(digits => (digits ? Number(digits) : undefined));
    return least <= from && from <= to && to <= most && step >= 1 && step <= most;
  });

/** Whether it runs on every day; said of an expression that leaves no day out, by stars alone. */
export const isDaily = (text: string): boolean =>
  text
    .trim()
    .split(/\s+/)
    .slice(2)
    .every(field => field === "*");
