import { Ajv, type ValidateFunction } from "ajv";
import { EngineError } from "./error";
import type { Json, JsonObject } from "./wire";

/** How Pulumi configures the policies of a pack (`pkg/resource/analyzer/config.go`). */
export const levels = ["advisory", "mandatory", "disabled", "remediate"] as const;
export type Level = (typeof levels)[number];

export interface PolicyConfig {
  readonly level: Level;
  readonly properties: JsonObject;
}

/** The JSON schema of a policy's properties. */
export interface ConfigSchema {
  readonly properties: JsonObject;
  readonly required: readonly string[];
}

/** What a policy says of itself, as far as its configuration goes. */
export interface Configurable {
  readonly name: string;
  readonly level: Level;
  readonly configSchema?: ConfigSchema | undefined;
}

/** A level, or an object with `enforcementLevel` and properties: what a `--policy-pack-config` file holds for a policy. */
export type GivenConfig = { readonly [policy: string]: Json };

const isLevel = (value: Json | undefined): value is Level => levels.includes(value as Level);

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The configuration that each policy gets: schema defaults, then what the pack starts with, then the file; `all` first. */
export function reconcile(
  policies: readonly Configurable[],
  initial: GivenConfig = {},
  file: GivenConfig = {},
): ReadonlyMap<string, PolicyConfig> {
  const config = new Map<string, PolicyConfig>(
    policies.map(({ name, level, configSchema }) => [name, { level, properties: defaults(configSchema) }]),
  );
  apply(config, initial);
  apply(config, file);
  const faults = policies.flatMap(policy => faultsOf(policy, config.get(policy.name)));
  if (faults.length > 0) throw new EngineError(`the policy configuration does not hold: ${faults.join("; ")}`);
  return config;
}

const defaults = (schema: ConfigSchema | undefined): JsonObject =>
  Object.fromEntries(
    Object.entries(schema?.properties ?? {}).flatMap(([key, property]) =>
      isObject(property) && property.default !== undefined ? [[key, property.default]] : [],
    ),
  );

function apply(config: Map<string, PolicyConfig>, given: GivenConfig): void {
  const all = given.all === undefined ? undefined : parse("all", given.all);
  if (all?.level) for (const [name, { properties }] of config) config.set(name, { level: all.level, properties });
  for (const [name, entry] of Object.entries(given)) {
    // The names of Pulumi ESC environments; they set variables, not policies.
    if (name === "environments") continue;
    const { level, properties } = parse(name, entry);
    const before = config.get(name);
    config.set(name, {
      level: level ?? before?.level ?? "advisory",
      properties: { ...before?.properties, ...properties },
    });
  }
}

function parse(name: string, entry: Json): { level?: Level; properties: JsonObject } {
  if (isLevel(entry)) return { level: entry, properties: {} };
  if (!isObject(entry)) {
    throw new EngineError(`${name}: ${JSON.stringify(entry)} is no policy configuration; give a level or an object`);
  }
  const { enforcementLevel, ...properties } = entry;
  if (enforcementLevel === undefined) return { properties };
  if (isLevel(enforcementLevel)) return { level: enforcementLevel, properties };
  throw new EngineError(`${name}: ${JSON.stringify(enforcementLevel)} is no level; use one of ${levels.join(", ")}`);
}

/** Pulumi checks the outcome against each policy's schema, and starts nothing where it does not hold. */
function faultsOf({ name, configSchema }: Configurable, config: PolicyConfig | undefined): string[] {
  if (!configSchema) return [];
  const holds = compiled(configSchema);
  if (holds(config?.properties ?? {})) return [];
  return (holds.errors ?? []).map(error => `${name}: ${ajv.errorsText([error], { dataVar: "" }).trim()}`);
}

const ajv = new Ajv({ strict: false, allErrors: true });
const known = new Map<string, ValidateFunction>();

/** A pack tells the same schemas each time it starts, and to compile one takes longer than to judge by it a thousand times. */
function compiled(schema: ConfigSchema): ValidateFunction {
  const key = JSON.stringify(schema);
  let holds = known.get(key);
  if (!holds) {
    holds = ajv.compile({ type: "object", ...schema });
    known.set(key, holds);
  }
  return holds;
}
