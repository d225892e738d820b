import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { EngineError } from "../engine/error";
import { readProject } from "../engine/project";
import { UsageError } from "./exit";

/** By full key, as Pulumi hands it to a program: `computeguard:image`; what is no text is written as JSON. */
export type StackConfig = { readonly [key: string]: string };

/**
 * What stands for a secret that cannot be decrypted here. Pulumi's SDKs hand such a text to the engine as a value that is not known yet
 * (sdk/nodejs/runtime/rpc.ts), so the rules judge it as one.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/**
 * The configuration of a stack: what `Pulumi.<stack>.yaml` beside the program says, then what was given as `key=value`. A key without
 * a colon is the project's own, as for `pulumi config set`.
 */
export const stackConfigOf = (program: string, stack: string, given: readonly string[]): StackConfig => ({
  ...fileConfig(join(program, `Pulumi.${stack}.yaml`)),
  ...Object.fromEntries(given.map(text => entryOf(text, program))),
});

/** The keys whose values hold such a secret. */
export const secretKeys = (config: StackConfig): readonly string[] =>
  Object.entries(config).flatMap(([key, value]) => (value.includes(unknownValue) ? [key] : []));

function fileConfig(file: string): StackConfig {
  if (!existsSync(file)) return {};
  let config: unknown;
  try {
    config = (parse(readFileSync(file, "utf8")) as { config?: unknown } | null)?.config;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message.split("\n")[0]}`);
  }
  return Object.fromEntries(
    Object.entries(config ?? {}).map(([key, value]) => {
      const open = withoutSecrets(value);
      return [key, typeof open === "string" ? open : JSON.stringify(open)];
    }),
  );
}

/** A value of the configuration; a secret in it is `{ secure: … }`, however deep it stands. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if ("secure" in value) return unknownValue;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutSecrets(inner)]));
}

function entryOf(text: string, program: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw new UsageError("--config takes key=value, such as computeguard:managementGroup=contoso.");
  const key = text.slice(0, at);
  return [key.includes(":") ? key : `${projectOf(program)}:${key}`, text.slice(at + 1)];
}

function projectOf(program: string): string {
  try {
    const { name } = readProject(program, "Pulumi.yaml");
    if (name !== undefined) return name;
  } catch (error) {
    throw error instanceof EngineError ? new UsageError(error.message) : error;
  }
  throw new UsageError(
    `${join(program, "Pulumi.yaml")} names no project; give --config a full key, such as shop:size=…`,
  );
}
