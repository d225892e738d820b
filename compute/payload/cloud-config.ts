import { parse } from "yaml";
import { textsIn } from "./bytes";
import type { Cut } from "./decode";

/** Larger ones are searched as text only: a YAML parser takes a second for each megabyte. */
const maxYaml = 512 * 1024;

/**
 * What a cloud-config runs and writes: commands given as lists of words, files in their encodings, and texts that YAML folds,
 * quotes or escapes.
 */
export function* cloudConfigTexts(text: string, cut: Cut): Generator<string> {
  if (!/^(#cloud-config|(write_files|runcmd|bootcmd)[ \t]*:)/m.test(text)) return;
  if (text.length > maxYaml) return cut("a cloud-config in it is larger than 512 KB");
  let config: unknown;
  try {
    config = parse(text, { logLevel: "silent", maxAliasCount: 100, uniqueKeys: false, strict: false });
  } catch {
    return;
  }
  for (const key of ["bootcmd", "runcmd"]) yield listOf(config, key).map(commandLine).join("\n");
  for (const file of listOf(config, "write_files")) {
    const content = property(file, "content");
    if (content instanceof Uint8Array) yield* textsIn(Buffer.from(content), cut);
    else if (typeof content === "string") {
      yield content;
      // Any of cloud-init's names for it: b64, base64, gz+b64, gzip+base64 …
      if (/b(ase)?64/i.test(String(property(file, "encoding")))) yield* textsIn(Buffer.from(content, "base64"), cut);
    }
  }
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
