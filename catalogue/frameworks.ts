import data from "./data/frameworks.json";

/** A published framework, of which the requirements that this tool addresses are known. */
export interface Framework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Ids of its requirements that speak of what this tool looks at, tested or not. */
  readonly requirements: readonly string[];
}

export const frameworks: readonly Framework[] = data.frameworks.map(({ id, name, version, requirements }) => ({
  id,
  name,
  version,
  requirements: Object.keys(requirements),
}));

const titles: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map(
  data.frameworks.map(({ id, requirements }) => [id, requirements as Readonly<Record<string, string>>]),
);

/** What a requirement is about, in our own words: the texts of some frameworks are copyrighted. */
export function requirementTitle(framework: string, id: string): string | undefined {
  const of = titles.get(framework);
  return of && Object.hasOwn(of, id) ? of[id] : undefined;
}
