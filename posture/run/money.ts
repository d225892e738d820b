import type { Gap } from "../../catalogue/outcome";
import type { EvidenceKind } from "../evidence/all";
import { unknownAmount } from "../facts/amount";
import type { TenantBlast } from "../facts/blast-radius-schema";
import type { Burning } from "../facts/burning-schema";
import type { Need } from "../facts/needs";
import type { Report } from "../report/model";
import { idleCells } from "./idle-cells";
import { broken } from "./judge";
import { kindsBehind } from "./kinds";
import type { Resolver } from "./resolve";

/** What could be burnt, and what burns: as far as the selected rules read what these follow from. */
export type Money = Pick<Report, "blastRadius" | "tenantBlast" | "burning" | "firstAlarm" | "idleQuota"> & {
  readonly gaps: readonly Gap[];
};

/** The figures of a report. One that breaks on what was read is not known, and says so. */
export function moneyOf(know: Resolver, kinds: readonly EvidenceKind[]): Money {
  const reads = (fact: Need) => kindsBehind([fact]).every(kind => kinds.includes(kind));
  const radius: Money = reads("blastRadius")
    ? tried<Money>(
        "the blast radius",
        () => ({ blastRadius: know("blastRadius").value, tenantBlast: know("tenantBlast").value, gaps: [] }),
        gap => ({ blastRadius: [], tenantBlast: blastNotKnown, gaps: [gap] }),
      )
    : { blastRadius: [], gaps: [] };
  const fire: Pick<Money, "burning" | "gaps"> = reads("burning")
    ? tried<Pick<Money, "burning" | "gaps">>(
        "what burns now",
        () => ({ burning: know("burning").value, gaps: [] }),
        gap => ({ burning: fireNotKnown, gaps: [gap] }),
      )
    : { gaps: [] };
  const alarm: Pick<Money, "firstAlarm" | "gaps"> =
    reads("firstAlarm") && kinds.includes("alertRules")
      ? tried<Pick<Money, "firstAlarm" | "gaps">>(
          "what is lost before the first alarm",
          () => {
            const { value } = know("firstAlarm");
            return { ...(value && { firstAlarm: value }), gaps: [] };
          },
          gap => ({ gaps: [gap] }),
        )
      : { gaps: [] };
  const idle: Pick<Money, "idleQuota" | "gaps"> = reads("idleQuota")
    ? tried<Pick<Money, "idleQuota" | "gaps">>(
        "idle quota",
        () => ({ idleQuota: idleCells(idleNeeds.filter(reads).flatMap(need => know(need).value)), gaps: [] }),
        gap => ({ gaps: [gap] }),
      )
    : { gaps: [] };
  return {
    ...radius,
    ...fire,
    ...alarm,
    ...idle,
    gaps: [...radius.gaps, ...fire.gaps, ...alarm.gaps, ...idle.gaps],
  };
}

const idleNeeds = ["idleQuota", "idleMlQuota", "idleBatchQuota"] as const;

function tried<T>(what: string, work: () => T, otherwise: (gap: Gap) => T): T {
  try {
    return work();
  } catch (error) {
    return otherwise(broken(what, error));
  }
}

const fireNotKnown: Burning = {
  machines: unknownAmount,
  gpus: unknownAmount,
  usdPerDay: unknownAmount,
  spotUsdPerDay: unknownAmount,
  undated: unknownAmount,
  regions: [],
  resources: [],
  unread: ["compute that could not be judged"],
};

const blastNotKnown: TenantBlast = {
  identities: 0,
  subscriptions: [],
  usdPerDay: unknownAmount,
  spotUsdPerDay: unknownAmount,
  gpus: unknownAmount,
  vCpus: unknownAmount,
  unread: ["who can create compute"],
};
