import { defineCheck } from "../check";
import { byHand } from "../cures/identities";

const [hour, day] = [3_600_000, 86_400_000];

/** In whole days, or hours below two days. */
function lasting(milliseconds: number): string {
  const [size, unit] = milliseconds < 2 * day ? [hour, "hour"] : [day, "day"];
  const count = Math.max(0, Math.floor(milliseconds / size));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

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
  *run({ openAlerts }, { manifest }) {
    const now = Date.parse(manifest.collectedAt);
    for (const alert of openAlerts) {
      const { id, title, type, sign, severity, scope, since, assignedTo, entity, accounts, resources } = alert;
      const open = since ? ` for ${lasting(now - Date.parse(since))}` : "";
      yield {
        subject: { kind: "logRecord", id, name: title, ...(scope !== undefined && { scope }) },
        cure: byHand("askWhoDidIt"),
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
