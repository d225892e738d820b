import { azureRoles } from "../../catalogue/well-known-ids";
import type { Calls } from "./calls";
import { defineEvidence } from "./define";
import { exportsOf, exportsRow } from "./reading/diagnostic-settings";

const scope = "/providers/microsoft.aadiam";

const calls = {
  list: {
    api: "arm",
    actions: ["microsoft.aadiam/diagnosticSettings/read"],
    // a directory role alone did not open it to an application (azure-rest-api-specs#11085)
    grant: { role: "Reader", roleId: azureRoles.reader, scope },
    why: "know whether Entra's sign-ins and audit records are kept",
  },
} as const satisfies Calls;

/** One row for the tenant. */
export default defineEvidence({
  kind: "entraLogExports",
  title: "exports of Entra's logs",
  row: exportsRow,
  calls,
  whole: "refused as a whole",
  run: ({ azure }) =>
    exportsOf(scope, azure.armList(`${scope}/diagnosticSettings?api-version=2017-04-01-preview`), {
      what: "exports of Entra's logs",
      call: calls.list,
    }),
});
