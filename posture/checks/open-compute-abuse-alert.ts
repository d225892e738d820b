import { defineCheck } from "../check";
import { askWhoDidIt } from "../cures/identities";

export default defineCheck({
  id: "open-compute-abuse-alert",
  title: "No alert about compute abuse is left open",
  faultTitle: "An alert about compute abuse is open",
  severity: "high",
  why: "Until somebody responds, every hour of the machines that were created is paid for.",
  fix: "Stop what was created, revoke the sessions of the account that created it, and follow the alert; then resolve it, or dismiss it with a reason.",
  control: "defender-alert-handling",

  needs: ["defenderAlerts", "xdrAlerts", "openAlerts"],
  examines: "tenant",
  *run({ openAlerts }) {
    for (const alert of openAlerts) {
      const { id, title, type, sign, severity, scope, since, assignedTo, entity, accounts, by, resources } = alert;
      // the day, and not for how long: else it would be another finding each day
      const open = since ? ` since ${since.slice(0, 10)}` : "";
      yield {
        subject: { kind: "logRecord", id, name: title, ...(scope !== undefined && { scope }) },
        by,
        cure: askWhoDidIt,
        fault: `tells of ${sign.of}, and is still open${open}${assignedTo === "nobody" ? ", assigned to nobody" : ""}`,
        severity: sign.severity,
        ...(since !== undefined && { at: since }),
        proof: [
          ...(type ? [`alert type ${type}`] : []),
          ...(since ? [`began at ${since}`] : []),
          ...(entity ? [`about ${entity}`] : []),
          ...accounts.map(account => `names ${account}`),
          ...resources.map(({ id, stands }) => `names ${id}${stands ? ", which still stands" : ""}`),
          ...(assignedTo && assignedTo !== "nobody" ? [`assigned to ${assignedTo}`] : []),
          ...(severity ? [`severity in Defender: ${severity}`] : []),
        ],
      };
    }
  },
});
