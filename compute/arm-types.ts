/**
 * Looks up what is kept by ARM type (in lower case), for a type in any letter case. Templates also write an extension as the type that it
 * extends and its own, in full or by its last segment: `Microsoft.KeyVault/vaults/providers/roleAssignments`.
 */
export function ofArmType<T>(byType: ReadonlyMap<string, T>): (type: string) => T | undefined {
  const byLastSegment = new Map(
    [...byType].filter(([type]) => type.split("/").length === 2).map(([type, found]) => [type.split("/")[1]!, found]),
  );
  return type => {
    const lower = type.toLowerCase();
    const at = lower.lastIndexOf("/providers/");
    if (at < 0) return byType.get(lower);
    const own = lower.slice(at + "/providers/".length);
    return own.includes("/") ? byType.get(own) : byLastSegment.get(own);
  };
}
