/** Larger ones are searched as text only. Azure takes 256 KB of a script, and settings are far smaller. */
const maxJson = 1024 * 1024;

/** Few texts are read each by itself, many as one: a template of thousands would fill the layers. */
const few = 100;

/** What JSON writes with a backslash. What it writes without one is read with the whole text, where its name stands beside it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const escaped = /["\\\x00-\x1f]/;

/** The texts in a JSON object or list, as they are behind JSON's own quotes and backslashes. */
export function* jsonTexts(text: string): Generator<string> {
  if (text.length > maxJson || !text.includes("\\") || !/^\s*[[{]/.test(text)) return;
  const leaves = leavesOf(parsed(text)).filter(leaf => escaped.test(leaf));
  if (leaves.length <= few) yield* leaves;
  else yield leaves.join("\n");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without recursion, for lists may lie in lists without end. */
function leavesOf(root: unknown): string[] {
  const leaves: string[] = [];
  const waiting = [root];
  for (const node of waiting)
    if (typeof node === "string") leaves.push(node);
    else if (typeof node === "object" && node !== null) for (const child of Object.values(node)) waiting.push(child);
  return leaves;
}
