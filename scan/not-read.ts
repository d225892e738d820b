/** What is not read as it is, by the end of its name, and what to judge in its place. */
const ways: readonly (readonly [name: RegExp, instead: string])[] = [
  [/\.tf(?:\.json)?$/i, "what terraform show -json prints of a plan"],
  [/\.tofu(?:\.json)?$/i, "what tofu show -json prints of a plan"],
];

/** What to judge in the place of a file of this name, for people; undefined where nothing is known. */
export const insteadOf = (name: string): string | undefined => ways.find(([end]) => end.test(name))?.[1];

/** How many files of a folder were not looked at, by their extensions: those first for which there is a way. */
export const notLookedAt = (passed: ReadonlyMap<string, number>) =>
  [...passed]
    .map(([kind, files]) => {
      const instead = insteadOf(kind);
      return { kind, files, ...(instead !== undefined && { instead }) };
    })
    .sort(
      (a, b) =>
        Number(b.instead !== undefined) - Number(a.instead !== undefined) ||
        b.files - a.files ||
        (a.kind < b.kind ? -1 : 1),
    );
