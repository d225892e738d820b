import { mostFirst } from "./amount";
import type { BlastRadius } from "./blast-radius-schema";
import { by } from "./collate";
import { derivation } from "./derivation";
import { potentialOf, type Reach } from "./potential";
import { maySignIn, outright } from "./subjects";
import type { ComputeCreator, CreateRight, MfaState } from "./types";

/** What one identity could burn: where it may create, joined with the quota that lies idle there. */
export default derivation<"blastRadius">()({
  needs: ["computeCreators", "mfa", "idleQuota", "quota", "mlQuota", "idleMlQuota", "subscriptions"],
  derive({ computeCreators, mfa, ...quotas }, { manifest }) {
    const potential = potentialOf(quotas, manifest.collectedAt);
    const whole = computeCreators.gaps.length === 0;
    const value = computeCreators.value.filter(isAlive).map((creator): BlastRadius => {
      const { principal } = creator;
      const rights = outright(creator);
      return {
        principal: { id: principal.id, name: principal.name, kind: principal.kind },
        subscriptions: union(rights),
        ...potential(reachOf(rights, whole)),
        ...defence(creator, mfa.value),
      };
    });
    return { value: value.sort((a, b) => exposure(a) - exposure(b) || dearer(a, b) || byId(a, b)) };
  },
});

const byId = by<BlastRadius>(({ principal }) => principal.id);

/** What is known to be paid for comes before what spot machines may cost at most. */
const dearer = (a: BlastRadius, b: BlastRadius): number =>
  mostFirst(a.usdPerDay, b.usdPerDay) || mostFirst(a.spotUsdPerDay, b.spotUsdPerDay);

/** Somebody who can sign in, or run as it, and whose right depends on no condition. Members speak for their groups. */
export const isAlive = (creator: ComputeCreator): boolean =>
  creator.principal.kind !== "group" && maySignIn(creator.principal) && outright(creator).length > 0;

/** Rights at one scope share one list: most principals need no union at all. */
export function union(rights: readonly CreateRight[]): readonly string[] {
  const [first = [], ...more] = new Set(rights.map(right => right.subscriptions));
  return more.length === 0 ? first : [...new Set([first, ...more].flat())].sort();
}

/** Services with a quota of their own are not bounded, nor fed, by the idle compute quota. */
export function reachOf(rights: readonly CreateRight[], whole: boolean): Reach {
  const services = new Map<string, CreateRight[]>();
  for (const right of rights)
    for (const service of right.serviceQuotas ?? []) services.set(service, [...(services.get(service) ?? []), right]);
  return {
    compute: union(rights.filter(right => right.computeQuota)),
    services: new Map([...services].sort(by(([name]) => name)).map(([name, all]) => [name, union(all)])),
    any: union(rights.filter(right => right.serviceQuotas === undefined)),
    whole,
  };
}

function defence({ principal, rights }: ComputeCreator, mfa: MfaState): Pick<BlastRadius, "defence" | "defended"> {
  if (principal.kind !== "user") return { defence: "workload identity, which MFA does not reach", defended: "unknown" };
  const { registered, enforced, enforcedBy } = mfa.users.get(principal.id) ?? {
    registered: "unknown",
    enforced: "unknown",
  };
  const pim = rights.every(right => right.conditional || right.tenure === "eligible")
    ? ", right eligible in PIM only"
    : "";
  // A guest brings MFA along from its own tenant.
  if (enforced === "yes" && (registered === "yes" || principal.guest === "yes"))
    return { defence: `MFA enforced by ${enforcedBy}${pim}`, defended: true };
  if (registered === "no" && principal.guest === "no") return { defence: `MFA not registered${pim}`, defended: false };
  if (enforced === "no") return { defence: `MFA not enforced for Azure management${pim}`, defended: false };
  return { defence: `MFA could not be assessed${pim}`, defended: "unknown" };
}

/** Whom a stolen password lets in comes first, then whom it may. */
const exposure = ({ defended }: BlastRadius): number => (defended === true ? 2 : defended === "unknown" ? 1 : 0);
