import { estateSettings } from "../catalogue/estate";
import { estateJsonSchema } from "../catalogue/estate-schema";
import { estateExamples } from "./estate-examples";

/** What is used here of JSON Schema. */
interface Schema {
  readonly description?: string;
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** One key below a setting: `change.percent`. */
interface Key {
  readonly path: string;
  readonly schema: Schema;
  readonly required: boolean;
}

/** The head of docs/estate.md. */
export const estateLead = [
  "What an organisation approves stands in `computeguard.yaml`, which the policy pack, the audit, `computeguard scan` and the guardrails all read. Everything may be left out: the defaults approve no accelerator.",
  "",
  "`computeguard init` writes one from the tenant, or from saved evidence (`--from`): the regions, sizes and accelerators in use and the largest set, each with where it stands. Accelerators are approved for as many machines as there are, and only where it is known where they come from. What the audit finds to look like an attack is written as a comment with the reason, and so is what only a person can know: emergency accounts, tenants to trust. Read each line before you use it: what a thief created before the log begins looks like anything else.",
  "",
  "`computeguard estate check` tells every mistake in it, and what is valid and hardly meant: an exception that has ended or ends within two weeks, a size or family that no table knows, an approval of everything, fewer than two emergency accounts, a threshold that lets more pass than its default.",
  "",
  "Editors that know JSON Schema, such as Visual Studio Code with the YAML extension, complete and check it while it is written, when its first line names [estate.schema.json](estate.schema.json):",
  "",
  "```yaml",
  "# yaml-language-server: $schema=path/to/computeguard/docs/estate.schema.json",
  "```",
].join("\n");

/** A section for each setting: what it says, its default, its keys, an example. `tableOf` prints a table. */
export function estateSections(
  tableOf: (head: readonly string[], rows: readonly (readonly string[])[]) => readonly string[],
): readonly string[] {
  const { properties = {} } = estateJsonSchema() as Schema;
  return (Object.keys(estateSettings) as (keyof typeof estateSettings)[]).map(name => {
    const schema = properties[name] as Schema;
    const keys = keysOf(schema);
    const rows = keys.map(key => [
      `\`${key.path}\``,
      key.schema.description ?? "",
      key.required ? "required" : byDefault(key.schema),
    ]);
    return [
      `## ${name}`,
      "",
      `${schema.description}.`,
      "",
      ...(keys.length > 0 ? [...tableOf(["key", "what it sets", "default"], rows), ""] : []),
      ...(name === "thresholds" ? [] : [`Default: ${byDefault(schema) || "nothing"}.`, ""]),
      "```yaml",
      estateExamples[name],
      "```",
      "",
    ].join("\n");
  });
}

const byDefault = (schema: Schema): string =>
  schema.default === undefined ? "" : `\`${JSON.stringify(schema.default)}\``;

/** The keys of a map, or of the maps in a list, with those below them. */
function keysOf(schema: Schema, above = ""): readonly Key[] {
  const map = [schema, schema.items, ...(schema.items?.anyOf ?? [])].find(each => each?.properties !== undefined);
  return Object.entries(map?.properties ?? {}).flatMap(([name, below]) => {
    const path = above + name;
    return [{ path, schema: below, required: map?.required?.includes(name) ?? false }, ...keysOf(below, `${path}.`)];
  });
}
