/**
 * Control characters, line separators, and the marks that turn the direction of writing around (Unicode TR 9 and TR 36):
 * in a name they steer a terminal, forge a line, or show another name than the one that stands there.
 */
const invisible = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** The text as every format may print it: what cannot be seen is shown as U+FFFD. */
export const visibleText = (text: string): string => text.replace(invisible, "\uFFFD");

/** A value with all its texts, and the names of its entries, as they may be printed; itself, where that changes nothing. */
export function visible<T>(value: T): T {
  if (typeof value === "string") return visibleText(value) as T;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const shown = value.map(visible);
    return shown.some((each, i) => each !== value[i]) ? (shown as T) : value;
  }
  const entries = Object.entries(value);
  const shown = entries.map(([key, each]) => [visibleText(key), visible(each)] as const);
  return shown.some(([key, each], i) => key !== entries[i]![0] || each !== entries[i]![1])
    ? (Object.fromEntries(shown) as T)
    : value;
}
