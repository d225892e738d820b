import { mostFirst } from "./amount";
import type { BlastRadius } from "./blast-radius-schema";
import { by } from "./collate";
import { allRoads } from "./compute-creators";
import { exposureOf } from "./defence/exposure";
import { derivation } from "./derivation";
import { potentialOf, type Reach } from "./potential";
import { maySignIn, unconditional } from "./subjects";
import type { ComputeCreator, CreateRight } from "./types";

/** What one identity could burn: where it may create, joined with the quota that lies idle there. */
export default derivation<"blastRadius">()({
  needs: [
    "computeCreators",
    "defence",
    "defenceOnceActive",
    "risk",
    "idleQuota",
    "quota",
    "mlQuota",
    "idleMlQuota",
    "subscriptions",
  ],
  derive({ computeCreators, defence, defenceOnceActive, risk, ...quotas }, { manifest }) {
    const potential = potentialOf(quotas, manifest.collectedAt);
    const defences = { defence: defence.value, defenceOnceActive: defenceOnceActive.value };
    const cutShort = computeCreators.gaps.some(({ what }) => what === allRoads);
    const value = computeCreators.value.filter(isAlive).map((creator): BlastRadius => {
      const { principal } = creator;
      const rights = unconditional(creator);
      return {
        principal: { id: principal.id, name: principal.name, kind: principal.kind },
        subscriptions: union(rights),
        ...potential(reachOf(rights, !creator.inPart && !cutShort)),
        ...exposureOf(creator, defences, risk.value),
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
  creator.principal.kind !== "group" && maySignIn(creator.principal) && unconditional(creator).length > 0;

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
    whole: whole && rights.every(({ perhaps }) => !perhaps),
  };
}

/** Whom a stolen password lets in comes first, then whom it may, then whom it lets in only with something else. */
const exposure = ({ defended }: BlastRadius): number => [false, "unknown", "partly", true].indexOf(defended);
