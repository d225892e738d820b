import { spawnSync } from "node:child_process";
import { parseJson } from "../catalogue/json";
import { Unreadable } from "../scan/scan-file";

export const isBicep = (file: string): boolean => /\.bicep(?:param)?$/i.test(file);

/** The largest template that is taken from the compiler, in bytes; Azure takes 4 MB. */
const most = 64 * 1024 * 1024;

/**
 * The ARM template that a Bicep file compiles to, as text. Of a file with parameters it is the deployment that they make of their
 * template. Nothing is restored from registries: modules that are not in the cache are a fault.
 * @throws Unreadable where bicep is not on PATH, or does not take the file
 */
export function compiled(file: string): string {
  const withParameters = /param$/i.test(file);
  const args = [withParameters ? "build-params" : "build", file, "--stdout", "--no-restore"];
  const { status, stdout, error } = spawnSync("bicep", args, { encoding: "utf8", maxBuffer: most });
  if (error) throw new Unreadable("bicep on PATH, or the ARM template that it compiles to");
  if (status !== 0)
    throw new Unreadable(`a file that bicep compiles (it ended with ${status}; run: bicep build ${file})`);
  return withParameters ? deploymentOf(stdout) : stdout;
}

/** `build-params` prints both as texts of JSON. A template takes its parameters' values as defaults. */
function deploymentOf(printed: string): string {
  const { templateJson, parametersJson } = (parseJson(printed) ?? {}) as Record<string, unknown>;
  const template = parseJson(String(templateJson)) as Template | undefined;
  const values = parseJson(String(parametersJson)) as { parameters?: Record<string, { value?: unknown }> } | undefined;
  if (!template) throw new Unreadable("a file with parameters whose template bicep compiles");
  const given = Object.entries(values?.parameters ?? {});
  const parameters = Object.fromEntries(
    given.flatMap(([name, { value }]) =>
      value === undefined ? [] : [[name, { ...template.parameters?.[name], defaultValue: value }] as const],
    ),
  );
  return JSON.stringify({ ...template, parameters: { ...template.parameters, ...parameters } });
}

interface Template {
  readonly parameters?: Readonly<Record<string, object>>;
}
