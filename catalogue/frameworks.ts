import data from "./data/frameworks.json";

/** A published framework, of which the requirements that this tool addresses are known. */
export interface Framework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
}

export const frameworks: readonly Framework[] = data.frameworks.map(({ id, name, version }) => ({ id, name, version }));

const titles: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(
  data.frameworks.map(({ id, requirements }) => [id, requirements as Readonly<Record<string, string>>]),
);

/** What a requirement is about, in our own words: the texts of some frameworks are copyrighted. */
export function requirementTitle(framework: string, id: string): string | undefined {
  const of = titles.get(framework);
  return of && Object.hasOwn(of, id) ? of[id] : undefined;
}
