import type { Estate } from "../../catalogue/estate";
import { matches, type SizeTest, sizes } from "../../catalogue/sizes";
import { type ComputeType, computeTypes } from "../../compute/types";
import unapprovedGpuSize, { sizeTest } from "../../policies/unapproved-gpu-size";
import unapprovedVmSize, { vmSizeTest } from "../../policies/unapproved-vm-size";
import { type Condition, type Definition, definitionOf, ofType, somewhere } from "./definition";

/** Types whose sizes Azure Policy can see. */
const sized = computeTypes.flatMap(row => (row.sizeAlias ? [{ row, alias: row.sizeAlias }] : []));

/** Types that create machines of a size which Azure Policy has no alias for; there the pack and the audit are the guard. */
export const unseenTypes: readonly string[] = computeTypes
  .filter(({ requests = [], sizeAlias }) => requests.some(({ size }) => size !== undefined) && !sizeAlias)
  .map(({ arm }) => arm);

export function gpuSizes(estate: Estate): Definition {
  const test = sizeTest(estate);
  return definitionOf(
    unapprovedGpuSize,
    {
      anyOf: sized.map(({ row, alias }) => {
        const mixes = mixesOf(row);
        const denied = deniedAt(alias, test);
        const unseen: Condition = { field: alias, in: mixes };
        return ofType(row.arm, somewhere(alias, mixes.length > 0 ? { anyOf: [denied, unseen] } : denied));
      }),
    },
    "A scale set that mixes sizes is refused too, for Azure Policy does not see them.",
  );
}

/** Nothing where the estate approves every ordinary size. */
export function ordinarySizes(estate: Estate): Definition | undefined {
  const test = vmSizeTest(estate);
  if (test.deny.length === 0) return undefined;
  return definitionOf(unapprovedVmSize, {
    anyOf: sized.map(({ row, alias }) => ofType(row.arm, somewhere(alias, deniedAt(alias, test)))),
  });
}

/** Words in the place of a size which say that the sizes stand elsewhere. */
const mixesOf = ({ requests = [] }: ComputeType): readonly string[] => [
  ...new Set(requests.flatMap(({ noSize = [] }) => noSize)),
];

function deniedAt(field: string, { deny, except }: SizeTest): Condition {
  const denied: Condition = { anyOf: namesAt(field, deny) };
  const approved = namesAt(field, except);
  return approved.length > 0 ? { allOf: [denied, { not: { anyOf: approved } }] } : denied;
}

/**
 * Names and patterns as conditions. `like` takes one `*`: what has more is spelled out as the sizes known today, so that a
 * later one is approved only after another deployment.
 */
function namesAt(field: string, patterns: readonly string[]): readonly Condition[] {
  const stars = (pattern: string) => pattern.split("*").length - 1;
  const names = patterns.flatMap(pattern => {
    if (stars(pattern) === 1) return [];
    return stars(pattern) === 0 ? [pattern] : knownSizes(pattern);
  });
  const likes = patterns.filter(pattern => stars(pattern) === 1);
  return [...likes.map(like => ({ field, like })), ...(names.length > 0 ? [{ field, in: names }] : [])];
}

const knownSizes = (pattern: string): string[] =>
  [...sizes().values()].flatMap(({ name }) => (matches(pattern, name) ? [name] : []));
