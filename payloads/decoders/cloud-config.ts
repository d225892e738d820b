import { Composer, type CST, Parser } from "yaml";
import { textsIn } from "./bytes";
import type { Bounds } from "./decode";

/** Larger ones are searched as text only: a YAML parser may take a second for that much. Azure takes 64 KB of custom data. */
const maxYaml = 128 * 1024;

const maxDepth = 64;

/**
 * What a cloud-config runs and writes: commands given as lists of words, files in their encodings, and texts that YAML folds,
 * quotes or escapes.
 */
export function* cloudConfigTexts(text: string, bounds: Bounds): Generator<string> {
  if (!/^(#cloud-config|(write_files|runcmd|bootcmd)[ \t]*:)/m.test(text)) return;
  if (text.length > maxYaml) return bounds.cut("a cloud-config in it is larger than 128 KB");
  const config = parsed(text, bounds);
  for (const key of ["bootcmd", "runcmd"]) yield listOf(config, key).map(commandLine).join("\n");
  for (const file of listOf(config, "write_files")) {
    const content = property(file, "content");
    if (content instanceof Uint8Array) yield* textsIn(Buffer.from(content), bounds);
    else if (typeof content === "string") {
      yield content;
      // Any of cloud-init's names for it: b64, base64, gz+b64, gzip+base64 …
      const encoding = property(file, "encoding");
      if (typeof encoding === "string" && /b(ase)?64/i.test(encoding))
        yield* textsIn(Buffer.from(content, "base64"), bounds);
    }
  }
}

/** The document, `undefined` where it is no YAML. */
function parsed(text: string, bounds: Bounds): unknown {
  try {
    const tokens = [...new Parser().parse(text)];
    if (tokens.some(isDeep)) return bounds.cut("a cloud-config in it is nested too deep");
    const options = { logLevel: "silent", uniqueKeys: false, strict: false } as const;
    return [...new Composer(options).compose(tokens)][0]?.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** Deeper ones are not composed: that is done by recursion, and where it exhausts the stack, V8 may end the process. */
function isDeep(document: CST.Token): boolean {
  const waiting: [CST.Token | null | undefined, number][] = [[document, 0]];
  for (const [token, depth] of waiting) {
    if (depth > maxDepth) return true;
    if (!token) continue;
    if ("items" in token) for (const { key, value } of token.items) waiting.push([key, depth + 1], [value, depth + 1]);
    if (token.type === "document") waiting.push([token.value, depth + 1]);
  }
  return false;
}

const property = (node: unknown, key: string): unknown =>
  typeof node === "object" && node !== null && Object.hasOwn(node, key)
    ? (node as Record<string, unknown>)[key]
    : undefined;

function listOf(node: unknown, key: string): unknown[] {
  const list = property(node, key);
  return Array.isArray(list) ? list : [];
}

const commandLine = (command: unknown): string =>
  Array.isArray(command)
    ? command.filter(word => typeof word !== "object").join(" ")
    : typeof command === "string"
      ? command
      : "";
