import type { Row } from "../../json";
import { elsewhereHunt, ordinaryWorkspace, sentinelRule } from "../baseline/sentinel";
import { scopes } from "../ids";
import { change, type PlantedFault, withIn } from "../stage";

/** What Microsoft Sentinel should ask for and does not, or cannot find. */

const replaced = (rows: Row[], before: Row, after: Row) =>
  change(
    rows,
    row => row.id === before.id,
    () => after,
  );

export const sentinelFaults: readonly PlantedFault[] = [
  {
    id: "P140",
    sentence:
      "In place of the rule on machines with an accelerator stands Microsoft's own of its template Creation of expensive computes in Azure, which names no size of the N-series that is sold today.",
    add: ({ arm }) => {
      const sizes =
        '["416","208","192","128","120","96","80","72","64","48","44","40","g5","gs5","g4","gs4","nc12","nc24","nv24"]';
      replaced(
        arm.documents,
        sentinelRule("accelerators"),
        sentinelRule("accelerators", {
          name: "Creation of expensive computes in Azure",
          template: "9736e5f1-7b6e-4bfb-a708-e53ff1d182c3",
          query: `let tokens = dynamic(${sizes});\nAzureActivity\n| where OperationNameValue in~ ("microsoft.compute/virtualmachines/write")\n| extend vmSize = tostring(parse_json(Properties).responseBody)\n| where vmSize has_any (tokens)`,
        }),
      );
    },
  },
  {
    id: "P141",
    sentence: "The TI map of domains reads the table ThreatIntelligenceIndicator, which gets nothing any more.",
    add: ({ arm }) => {
      replaced(
        arm.documents,
        sentinelRule("pools"),
        sentinelRule("pools", {
          template: "999e9f5d-db4a-4b07-a206-29c4e667b7e8",
          query:
            "ThreatIntelligenceIndicator\n| where isnotempty(DomainName)\n| join (_Im_Dns(starttime=ago(1h))) on $left.DomainName == $right.DnsQuery",
        }),
      );
    },
  },
  {
    id: "P142",
    sentence: "The rule on subscriptions that are moved to another tenant is switched off.",
    add: ({ arm }) => replaced(arm.documents, sentinelRule("moved"), sentinelRule("moved", { enabled: false })),
  },
  {
    id: "P143",
    sentence:
      "The hunting query for administrators who sign in to another tenant has lost the line that compares the tenants.",
    add: ({ arm }) => {
      replaced(
        arm.documents,
        elsewhereHunt,
        withIn(elsewhereHunt, "properties", { query: "SigninLogs\n| where ResultType == 0" }),
      );
    },
  },
  {
    id: "P144",
    sentence:
      "Contoso Development sends its administrative operations to the workspace log-forecast, where Microsoft Sentinel is not on.",
    add: ({ arm }) => {
      change(
        arm.documents,
        row => String(row.id).startsWith(scopes.development) && row.name === "acts",
        row => withIn(row, "properties", { workspaceId: ordinaryWorkspace }),
      );
    },
  },
];
