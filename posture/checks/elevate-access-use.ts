import { defineCheck } from "../check";
import { askWhoDidIt } from "../cures/identities";

export default defineCheck({
  id: "elevate-access-use",
  title: "Nobody has elevated access over the whole tenant",
  faultTitle: "Elevated access was used",
  severity: "high",
  why: "An attacker with a stolen Global Administrator elevates access to reach subscriptions that it has no role on; legitimate uses are rare.",
  fix: "Ask the person what it was for. If nobody knows, treat the account as stolen: remove the access that is left, and review what was done in between.",
  control: "elevate-access",
  detects: true,

  needs: ["elevationHistory"],
  examines: "tenant",
  *run({ elevationHistory }, { estate, manifest }) {
    const since = Date.parse(manifest.collectedAt) - estate.thresholds.historyDays * 86_400_000;
    const seen = new Map<string, number>();
    for (const { at, by, succeeded, sources, address, methods, undoneAt, stands } of elevationHistory) {
      if (Date.parse(at) < since) continue;
      // The logs keep an act for different times and give it ids of their own: its day tells it apart, whoever tells of it.
      const day = at.slice(0, 10);
      const earlier = seen.get(`${by.id} ${day}`) ?? 0;
      seen.set(`${by.id} ${day}`, earlier + 1);
      const undone = undoneAt
        ? `undone at ${undoneAt}`
        : { yes: "not undone", no: "undone since", unknown: "it could not be read whether it still stands" }[stands];
      const quiet = !succeeded
        ? ({ severity: "low" } as const)
        : undoneAt || stands === "no"
          ? ({ severity: "medium" } as const)
          : {};
      yield {
        subject: { kind: by.kind, id: by.id, name: by.name || by.id, scope: "/" },
        key: `${day}#${earlier}`,
        cure: askWhoDidIt,
        fault: succeeded ? `elevated its access at ${at}; ${undone}` : `tried to elevate its access at ${at}`,
        ...quiet,
        at,
        proof: [
          `told by ${sources.map(source => ({ activityLog: "the activity log", entraAudit: "the Entra audit log" })[source]).join(" and ")}`,
          ...(address ? [`from ${address}`] : []),
          ...(methods ? [`signed in by ${methods}`] : []),
        ],
      };
    }
  },
});
