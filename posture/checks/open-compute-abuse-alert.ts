import { type AlertSign, miningAlert, signOfAlert } from "../../catalogue/compute-abuse-alerts";
import { indicatorsIn } from "../../payloads/search";
import { defineCheck } from "../check";
import type { DefenderAlert } from "../evidence/defender-alerts";

const closed = new Set(["resolved", "dismissed"]);

export default defineCheck({
  id: "open-compute-abuse-alert",
  title: "No alert about compute abuse is left open",
  faultTitle: "An alert about compute abuse is open",
  severity: "high",
  why: "Until somebody responds, every hour of the machines that were created is paid for.",
  fix: "Stop what was created, revoke the sessions of the account that created it, and follow the alert; then resolve it, or dismiss it with a reason.",
  control: "defender-alert-handling",

  needs: ["defenderAlerts"],
  *run({ defenderAlerts }) {
    for (const alert of defenderAlerts) {
      const { id, subscription, type, title, status, severity, startedOn, entity } = alert;
      const sign = signOf(alert);
      if (!sign || closed.has(status.toLowerCase())) continue;
      yield {
        subject: { kind: "logRecord", id, name: title || type || id, scope: `/subscriptions/${subscription}` },
        fault: `tells of ${sign.of}, and is still open`,
        severity: sign.severity,
        proof: [
          ...(type ? [`alert type ${type}`] : []),
          ...(startedOn ? [`began at ${startedOn}`] : []),
          ...(entity ? [`about ${entity}`] : []),
          ...(severity ? [`severity in Defender: ${severity}`] : []),
        ],
      };
    }
  },
});

/** A title that names a miner tells of mining, whatever type Defender gave it. */
const signOf = ({ type, title }: DefenderAlert): AlertSign | undefined =>
  indicatorsIn(title).some(({ kind }) => kind === "miner") ? miningAlert : signOfAlert(type, title);
