import { nearestWord } from "../catalogue/nearest-word";
import { providersOf } from "../posture/audit-role";
import type { Cloud } from "../posture/azure/endpoints";
import { requiredAccess } from "../posture/permissions";

/** No cloud of Azure is without these, and without what they tell the audit is blind. */
const indispensable: ReadonlySet<string> = new Set(
  [
    "Microsoft.Authorization",
    "Microsoft.Compute",
    "Microsoft.Insights",
    "Microsoft.Management",
    "Microsoft.ResourceGraph",
    "Microsoft.Resources",
    "Microsoft.Subscription",
  ].map(name => name.toLowerCase()),
);

/**
 * What is wrong with a namespace that is to be left out of the audit's role; completes "computeguard:absentProviders must be …".
 * Undefined where the role names it in that cloud and can do without.
 */
export function absentFault(name: string, cloud: Cloud): string | undefined {
  const known = providersOf(requiredAccess(undefined, undefined, cloud));
  const lower = name.toLowerCase();
  if (indispensable.has(lower)) return `without ${name}, for every cloud has it and the audit needs it`;
  if (known.some(one => one.toLowerCase() === lower)) return undefined;
  const names = new Map(known.map(one => [one.toLowerCase(), one]));
  const meant = names.get(nearestWord(lower, [...names.keys()]) ?? "");
  return `without ${name}, which the audit's role does not name${meant ? `; perhaps ${meant} was meant` : ""}`;
}
