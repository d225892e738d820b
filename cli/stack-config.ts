import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { UsageError } from "./exit";

/** By full key, as Pulumi hands it to a program: `computeguard:image`; what is no text is written as JSON. */
export type StackConfig = { readonly [key: string]: string };

/**
 * The configuration of a stack: what `Pulumi.<stack>.yaml` beside the program says, then what was given as `key=value`.
 * Secrets cannot be decrypted here and are left out.
 */
export const stackConfigOf = (program: string, stack: string, given: readonly string[]): StackConfig => ({
  ...fileConfig(join(program, `Pulumi.${stack}.yaml`)),
  ...Object.fromEntries(given.map(entryOf)),
});

function fileConfig(file: string): StackConfig {
  if (!existsSync(file)) return {};
  let config: unknown;
  try {
    config = (parse(readFileSync(file, "utf8")) as { config?: unknown } | null)?.config;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message.split("\n")[0]}`);
  }
  return Object.fromEntries(
    Object.entries(config ?? {}).flatMap(([key, value]) =>
      isSecret(value) ? [] : [[key, typeof value === "string" ? value : JSON.stringify(value)]],
    ),
  );
}

const isSecret = (value: unknown): boolean => typeof value === "object" && value !== null && "secure" in value;

function entryOf(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1 || !text.slice(0, at).includes(":"))
    throw new UsageError("--config takes key=value with a full key, such as computeguard:managementGroup=contoso.");
  return [text.slice(0, at), text.slice(at + 1)];
}
