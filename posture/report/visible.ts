/**
 * Control characters, line separators, and the marks that turn the direction of writing around (Unicode TR 9 and TR 36):
 * in a name they steer a terminal, forge a line, or show another name than the one that stands there.
 */
const invisible = /[\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** The text as every format may print it: what cannot be seen is shown as U+FFFD. */
export const visibleText = (text: string): string => text.replace(invisible, "\uFFFD");

/** The text as it may be printed, of at most so many characters; no half of a pair of surrogates is left at its end. */
export function shortened(text: string, most: number): string {
  const shown = visibleText(text);
  return shown.length > most ? `${shown.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : shown;
}

/** A value with all its texts, and the names of its entries, as they may be printed; itself, where that changes nothing. */
export function visible<T>(value: T): T {
  // Of the hundreds of thousands of values in a large report hardly one changes.
  if (isVisible(value)) return value;
  if (typeof value === "string") return visibleText(value) as T;
  if (Array.isArray(value)) return value.map(visible) as T;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]) => [visibleText(key), visible(each)] as const),
  ) as T;
}

function isVisible(value: unknown): boolean {
  if (typeof value === "string") return value.search(invisible) < 0;
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isVisible);
  for (const key in value) if (!isVisible(key) || !isVisible((value as Record<string, unknown>)[key])) return false;
  return true;
}
