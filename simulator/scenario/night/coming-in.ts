import { addresses, idOf } from "../cast";
import { guid, scopes } from "../ids";
import { directoryAudit } from "../rows/audits";
import { upnOf } from "../rows/directory";
import { activity, signIn } from "../rows/logs";
import { act, regions, type Step, thief } from "./thief";

/** N1 to N5: how the thief comes in, and makes ready. */
export const comingIn: readonly Step[] = [
  {
    id: "N1",
    minutes: 180,
    sentence: "Noor Haddad's password is for sale: Entra ID finds it among leaked credentials.",
    add({ graph, ago }) {
      const at = ago({ minutes: 180 });
      const risk = { riskLevel: "high", riskState: "atRisk", riskDetail: "none" };
      const who = { userDisplayName: thief.name, userPrincipalName: upnOf(thief) };
      const user = { id: idOf(thief), isDeleted: false, isProcessing: false, riskLastUpdatedDateTime: at };
      graph.riskyUsers.push({ ...user, ...risk, ...who });
      graph.riskDetections.push({
        ...{
          id: guid("event", 9000),
          riskEventType: "leakedCredentials",
          detectionTimingType: "offline",
          userId: idOf(thief),
        },
        ...{ activityDateTime: at, detectedDateTime: at, lastUpdatedDateTime: at, ...risk, ...who },
      });
    },
  },
  {
    id: "N2",
    minutes: 175,
    sentence: "Somebody signs in with it, by a Python script on a rented Azure machine, with the password alone.",
    add: ({ graph, ago }) =>
      graph.signIns.push(
        signIn({
          ...{ number: 9010, at: ago({ minutes: 175 }), by: thief, address: addresses.stolen, protocol: "ropc" },
          ...{ requirement: "singleFactorAuthentication", userAgent: "python-requests/2.32.3" },
          ...{ autonomousSystem: 64499, country: "US" },
        }),
      ),
  },
  {
    id: "N3",
    minutes: 165,
    sentence: "The account elevates access to all subscriptions.",
    add({ arm, graph, ago }) {
      const at = ago({ minutes: 165 });
      arm.tenantActivityLog.push(
        activity({
          ...{ number: 9020, at, by: thief, methods: "pwd", address: addresses.stolen, method: "POST" },
          ...{ action: "Microsoft.Authorization/elevateAccess/action", scope: "/providers/Microsoft.Authorization" },
        }),
      );
      const words = "User has elevated their access to User Access Administrator for their Azure Resources";
      graph.directoryAudits.push(directoryAudit(9021, at, words, thief, addresses.stolen, thief));
    },
  },
  {
    id: "N4",
    minutes: 150,
    sentence: "It asks for GPU quota in three regions within ten minutes.",
    add: stage =>
      regions.slice(0, 3).forEach((region, i) => {
        act(stage, 150 - 5 * i, {
          number: 9030 + 10 * i,
          action: "Microsoft.Quota/quotas/write",
          scope: `${scopes.production}/providers/Microsoft.Compute/locations/${region}/providers/Microsoft.Quota/quotas/standardNCASv3_T4Family`,
        });
      }),
  },
  {
    id: "N5",
    minutes: 138,
    sentence: "It registers Azure Batch in Contoso Production, which never used it.",
    add: stage =>
      act(stage, 138, {
        number: 9060,
        action: "Microsoft.Batch/register/action",
        scope: scopes.production,
        method: "POST",
      }),
  },
];
