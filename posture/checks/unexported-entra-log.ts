import { entraLogs } from "../../catalogue/exported-logs";
import { defineCheck } from "../check";
import { byCode, exportEntraLogs } from "../cures/pulumi-code";
import { tenantSubject } from "../facts/subjects";
import { linesOf, namesOf, unsentLogs } from "../facts/unsent-logs";

export default defineCheck({
  id: "unexported-entra-log",
  title: "The sign-ins and audit records of Entra are sent to where they are kept",
  faultTitle: "A log of Entra is sent nowhere",
  severity: "medium",
  why: "Entra keeps sign-ins for 30 days at most, and quota is raised up to a month before the machines come: how the attackers got in is then gone, and no rule can join a sign-in with what was created after it.",
  fix: "Send the logs named to a Log Analytics workspace: Entra admin center, Monitoring, Diagnostic settings.",
  control: "logging-and-sentinel",

  needs: ["tenant", "entraLogExports"],
  examines: "tenant",
  *run({ tenant, entraLogExports }, { manifest }) {
    for (const exports of entraLogExports) {
      const missing = unsentLogs(exports, entraLogs);
      if (missing.length > 0)
        yield {
          subject: tenantSubject(tenant, manifest.tenant),
          cure: byCode("keepLogs", exportEntraLogs(missing.map(({ category }) => category))),
          fault: `sends ${namesOf(missing)} nowhere`,
          proof: linesOf(missing),
        };
    }
  },
});
