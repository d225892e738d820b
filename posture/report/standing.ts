const day = 86_400_000;

/** "2026-11-01 (23 days)", "2026-11-24 (less than a day)": since when something stands, at the time of a report. Both ISO 8601. */
export function standingWords(since: string, now: string): string {
  const days = Math.floor((Date.parse(now) - Date.parse(since)) / day);
  return `${since.slice(0, 10)} (${days < 1 ? "less than a day" : days === 1 ? "1 day" : `${days.toLocaleString("en-US")} days`})`;
}
