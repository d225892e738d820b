import { familyKey } from "../../catalogue/families";
import type { BlastRadius } from "./blast-radius-schema";
import { by, grouped } from "./collate";
import { exposureOf } from "./defence/exposure";
import { derivation } from "./derivation";
import { marketOf, rounded, spend } from "./purchase";
import { maySignIn, outright } from "./subjects";
import type { ComputeCreator, CreateRight, IdleQuota } from "./types";

/** What one identity could burn: where it may create, joined with the quota that lies idle there. */
export default derivation<"blastRadius">()({
  needs: ["computeCreators", "defence", "risk", "idleQuota"],
  derive({ computeCreators, defence, risk, idleQuota }) {
    const potential = potentials(idleQuota.value);
    const value = computeCreators.value.filter(isAlive).map((creator): BlastRadius => {
      const { principal } = creator;
      const rights = outright(creator);
      const subscriptions = union(rights);
      const sums = { usdPerDay: 0, gpus: 0, vCpus: 0 };
      // Services with a quota of their own are not bounded, nor fed, by the idle compute quota.
      for (const id of union(rights.filter(right => right.computeQuota))) {
        const here = potential.get(id);
        sums.usdPerDay += here?.usdPerDay ?? 0;
        sums.gpus += here?.gpus ?? 0;
        sums.vCpus += here?.vCpus ?? 0;
      }
      return {
        principal: { id: principal.id, name: principal.name, kind: principal.kind },
        subscriptions,
        usdPerDay: rounded(sums.usdPerDay),
        gpus: rounded(sums.gpus),
        vCpus: sums.vCpus,
        ...exposureOf(creator, defence.value, risk.value),
      };
    });
    return { value: value.sort((a, b) => exposure(a) - exposure(b) || b.usdPerDay - a.usdPerDay || byId(a, b)) };
  },
});

const byId = by<BlastRadius>(({ principal }) => principal.id);

/** Somebody who can sign in, or run as it, and whose right depends on no condition. Members speak for their groups. */
const isAlive = (creator: ComputeCreator): boolean =>
  creator.principal.kind !== "group" && maySignIn(creator.principal) && outright(creator).length > 0;

/** Rights at one scope share one list: most principals need no union at all. */
function union(rights: readonly CreateRight[]): readonly string[] {
  const [first = [], ...more] = new Set(rights.map(right => right.subscriptions));
  return more.length === 0 ? first : [...new Set([first, ...more].flat())].sort();
}

type Potential = Pick<BlastRadius, "usdPerDay" | "gpus" | "vCpus">;

/** What each subscription's idle quota would buy: the families of a region share its total, its spot pool stands apart. */
function potentials(idle: readonly IdleQuota[]): ReadonlyMap<string, Potential> {
  const sums = new Map<string, Potential>();
  for (const rows of grouped(idle, row => `${row.subscription}/${row.region}/${row.pool}`).values()) {
    const { subscription, region, pool, free, regionFree = Number.POSITIVE_INFINITY } = rows[0]!;
    const left = new Map(rows.map(row => [familyKey(row.name), row.free]));
    const purchases =
      pool === "spot"
        ? spend(marketOf(region).all, free, { of: () => free, take: () => {} })
        : spend(marketOf(region).all, regionFree, {
            of: ({ family }) => left.get(family) ?? 0,
            take: ({ family }, vCpus) => left.set(family, left.get(family)! - vCpus),
          });
    let { usdPerDay, gpus, vCpus } = sums.get(subscription) ?? { usdPerDay: 0, gpus: 0, vCpus: 0 };
    for (const purchase of purchases) {
      usdPerDay += purchase.usdPerDay;
      gpus += purchase.gpus;
      vCpus += purchase.vCpus;
    }
    sums.set(subscription, { usdPerDay: rounded(usdPerDay), gpus: rounded(gpus), vCpus });
  }
  return sums;
}

/** Whom a stolen password lets in comes first, then whom it may, then whom it lets in only with something else. */
const exposure = ({ defended }: BlastRadius): number => [false, "unknown", "partly", true].indexOf(defended);
