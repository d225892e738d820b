import type { Finding } from "../../catalogue/outcome";

/** So many are named; the others are counted. */
const named = 3;

type Told = Pick<Finding, "by" | "message">;

/** "by dana.moreno@contoso.com": whoever did it, where the message does not name them all; else nothing. */
export function doneBy({ by = [], message }: Told): string {
  const names = by.map(({ id, name }) => name || id);
  if (names.every(name => message.includes(name))) return "";
  return `by ${names.slice(0, named).join(", ")}${names.length > named ? ` and ${names.length - named} more` : ""}`;
}

/** What is wrong, and who did it. */
export function withDoers({ message, by = [] }: Told): string {
  const doers = doneBy({ message, by });
  return doers === "" ? message : `${message} (${doers})`;
}
