const day = 24 * 3600 * 1000;

/** So many days before, in ISO 8601. */
export const since = (now: string, days: number): string => new Date(Date.parse(now) - days * day).toISOString();
