/** Files with values for the parameters of ARM templates, which are told by their names: `main.prod.parameters.json`. */

const named = /^(.{0,255}?)\.?parameters((?:\.[^./]{1,255}){0,20})\.jsonc?$/i;

export const isParameterName = (name: string): boolean => named.test(lastPart(name));

/**
 * Which parameter files belong to which templates of the same folder. The name before `parameters` is the template's, or goes on
 * from it: `main.json` has `main.parameters.json`, `main.parameters.prod.json` and `main.prod.parameters.json`. Files named
 * `parameters.json` belong to the only template beside them.
 */
export function pairedParameters(names: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const templates = new Map<string, string[]>();
  for (const name of names) {
    if (isParameterName(name) || !/\.(?:json|jsonc|bicep)$/i.test(name)) continue;
    const folder = folderOf(name);
    templates.set(folder, [...(templates.get(folder) ?? []), name]);
  }
  const pairs = new Map<string, string[]>();
  for (const name of names) {
    const [, base] = named.exec(lastPart(name)) ?? [];
    if (base === undefined) continue;
    const beside = templates.get(folderOf(name)) ?? [];
    const template = base === "" ? (beside.length === 1 ? beside[0] : undefined) : longestPrefix(beside, base);
    if (template !== undefined) pairs.set(template, [...(pairs.get(template) ?? []), name]);
  }
  return pairs;
}

function longestPrefix(templates: readonly string[], base: string): string | undefined {
  const stem = (name: string) =>
    lastPart(name)
      .replace(/\.[^.]*$/, "")
      .toLowerCase();
  const wanted = base.toLowerCase();
  return templates
    .filter(name => wanted === stem(name) || wanted.startsWith(`${stem(name)}.`))
    .sort((one, other) => stem(other).length - stem(one).length)[0];
}

const lastPart = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
const folderOf = (name: string): string => name.slice(0, name.lastIndexOf("/") + 1);
