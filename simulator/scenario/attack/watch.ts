import type { Row } from "../../json";
import { socId, subscriptionAlerts, subscriptionBudget, subscriptionLog, workspace } from "../baseline/watch";
import { cast } from "../cast";
import { scopes } from "../ids";
import { budget, logAlert, logTable, portalAlert, securityContact } from "../rows/watch";
import { change, type PlantedFault, withIn } from "../stage";

/** What should watch and does not, and what has been seen and left. */

export const watchFaults: readonly PlantedFault[] = [
  {
    id: "P110",
    sentence:
      "The alert VM quota modified after risky user signed in, about Robin Vance, is new in the Defender portal for two days, and nobody is assigned.",
    add: ({ graph, ago }) => {
      graph.alerts.push(
        portalAlert({
          number: 910,
          title: "VM quota modified after risky user signed in",
          at: ago({ days: 2 }),
          severity: "high",
          names: cast.robin,
        }),
      );
    },
  },
  {
    id: "P111",
    sentence:
      "The activity log of Contoso Sandbox is sent nowhere: its diagnostic setting has every category switched off.",
    add: ({ arm }) => {
      const sent = subscriptionLog(scopes.sandbox);
      const logs = (sent.properties as Row).logs as readonly Row[];
      change(
        arm.documents,
        row => row.id === sent.id,
        row => withIn(row, "properties", { logs: logs.map(log => ({ ...log, enabled: false })) }),
      );
    },
  },
  {
    id: "P112",
    sentence: "Entra sends the sign-ins of service principals and of managed identities nowhere.",
    add: ({ arm }) => {
      const unsent = ["ServicePrincipalSignInLogs", "ManagedIdentitySignInLogs"];
      change(
        arm.documents,
        row => row.type === "microsoft.aadiam/diagnosticSettings",
        row => {
          const logs = (row.properties as Row).logs as readonly Row[];
          return withIn(row, "properties", {
            logs: logs.map(log => (unsent.includes(String(log.category)) ? { ...log, enabled: false } : log)),
          });
        },
      );
    },
  },
  {
    id: "P113",
    sentence: "Workspace log-contoso keeps the sign-ins of people for 30 days, and then they are gone.",
    add: ({ arm }) => {
      const short = logTable(workspace, "SigninLogs", 30);
      change(
        arm.documents,
        row => row.id === short.id,
        () => short,
      );
    },
  },
  {
    id: "P114",
    sentence: "The alert on all administrative operations of Contoso Production is switched off.",
    add: ({ arm }) => {
      change(
        arm.resources,
        row => row.id === subscriptionAlerts(scopes.production)[0]?.id,
        row => withIn(row, "properties", { enabled: false }),
      );
    },
  },
  {
    id: "P115",
    sentence:
      "In Contoso Development, in place of the alert on all of the category Security, stands one on the transfer of the subscription under the category Administrative, which never fires.",
    add: ({ arm }) => {
      const operation = "Microsoft.Subscription/updateTenant/action";
      const scope = scopes.development;
      change(
        arm.resources,
        row => row.id === subscriptionAlerts(scope)[2]?.id,
        () => logAlert({ scope, name: "transfer", category: "Administrative", operation, actionGroup: socId }),
      );
    },
  },
  {
    id: "P116",
    sentence: "Defender tells the security contact of Contoso Data of alerts of the severity High alone.",
    add: ({ arm }) => {
      const contact = securityContact({ scope: scopes.data, emails: "soc@contoso.com", roles: [], from: "High" });
      change(
        arm.documents,
        row => row.id === contact.id,
        () => contact,
      );
    },
  },
  {
    id: "P145",
    sentence:
      "The budget of Contoso Sandbox counts its resource group rg-lab alone, and there is no alert on anomalies.",
    add: ({ arm }) => {
      const whole = subscriptionBudget(scopes.sandbox);
      const part = budget({ scope: scopes.sandbox, name: "monthly", emails: ["finance@contoso.com"], group: "rg-lab" });
      change(
        arm.documents,
        row => row.id === whole.id,
        () => part,
      );
    },
  },
];
