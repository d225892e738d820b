import type { Estate } from "../../catalogue/estate";
import type { Evidenced } from "../evidence/gathered";
import type { Setting } from "../facts/needs";
import type { Act } from "../report/acts-schema";
import type { Report } from "../report/model";
import { namingOf } from "../report/naming";
import { visible } from "../report/visible";
import { judgeAll } from "../run/audit";
import { resolverFor } from "../run/resolve";
import { type RemovalPlan, removalsOf } from "./removals";

/** What to do about a tenant, in order. */
export interface Plan {
  readonly tenant: string;
  readonly collectedAt: string;
  readonly acts: readonly Act[];
  readonly removals: RemovalPlan;
  readonly gaps: Report["gaps"];
}

/** Works out the plan from evidence. Pure: the same evidence gives the same plan. */
export function planOf({ gathered, manifest }: Evidenced, estate: Estate, version: string): Plan {
  const setting: Setting = { estate, manifest };
  const know = resolverFor(gathered, setting);
  const report = judgeAll(gathered, manifest, { estate, version, know });
  const { tenant, collectedAt, acts, gaps } = report;
  const names = namingOf(report);
  const { removals, ...rest } = removalsOf(know, setting);
  return visible<Plan>({
    tenant: tenant?.name || manifest.tenant,
    collectedAt,
    acts: acts.map(act => ({ ...act, targets: act.targets.map(to => ({ ...to, name: names.text(to.name) })) })),
    removals: { ...rest, removals: removals.map(removal => ({ ...removal, says: names.text(removal.says) })) },
    gaps,
  });
}
