const longest = 60;

/**
 * A name out of the user's inputs, fit to stand in a message: one line, no control characters, never long. Only names
 * such as sizes and regions are quoted; payloads and secrets never are.
 */
export function quote(name: string): string {
  const line = name.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
