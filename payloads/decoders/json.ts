/** Larger documents are searched as plain text only. Azure takes 256 KB of a script, and settings are far smaller. */
const maxJson = 1024 * 1024;

/** Up to so many strings are layers each; more are joined to one layer, since a template with thousands would use up all layers. */
const few = 100;

/** What JSON writes with a backslash. Strings without one are read where they are, in the whole text, next to their names. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this finds control characters
const escaped = /["\\\x00-\x1f]/;

/** The strings in a JSON object or list without JSON's quotes and backslashes: `{"run": "echo \"hi\""}` gives `echo "hi"`. */
export function* jsonTexts(text: string): Generator<string> {
  if (text.length > maxJson || !text.includes("\\") || !/^\s*[[{]/.test(text)) return;
  const strings = stringsIn(jsonOf(text)).filter(string => escaped.test(string));
  if (strings.length <= few) yield* strings;
  else yield strings.join("\n");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** All strings of a tree, found without recursion: lists can be nested so deep that the stack would not hold. */
function stringsIn(root: unknown): string[] {
  const strings: string[] = [];
  const waiting = [root];
  for (const node of waiting)
    if (typeof node === "string") strings.push(node);
    else if (typeof node === "object" && node !== null) for (const child of Object.values(node)) waiting.push(child);
  return strings;
}
