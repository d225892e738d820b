/**
 * Looks up what is kept by ARM type (in lower case), for a type in any letter case. Of a type that extends others,
 * templates also write `Microsoft.KeyVault/vaults/providers/roleAssignments`: the type that it extends, and after
 * `providers` its own in full or by its last word. Indexed when first asked, for a policy pack has to start fast.
 */
export function ofArmType<T>(entries: () => Iterable<readonly [string, T]>): (type: string) => T | undefined {
  let byType: ReadonlyMap<string, T> | undefined;
  let byLastWord: ReadonlyMap<string, T> | undefined;
  const whole = () => {
    byType ??= new Map(entries());
    return byType;
  };
  return type => {
    const lower = type.toLowerCase();
    const at = lower.lastIndexOf("/providers/");
    if (at < 0) return whole().get(lower);
    const own = lower.slice(at + "/providers/".length);
    if (own.includes("/")) return whole().get(own);
    byLastWord ??= new Map(
      [...whole()].flatMap(([type, found]) => {
        const [, word, ...deeper] = type.split("/");
        return word !== undefined && deeper.length === 0 ? [[word, found] as const] : [];
      }),
    );
    return byLastWord.get(own);
  };
}
