import { addresses, applications, cast, principalId } from "../cast";
import { guid, scopes } from "../ids";
import { roleAssignment } from "../rows/authorization";
import { activity, signIn } from "../rows/logs";
import type { PlantedFault } from "../stage";

const machine = `${scopes.decoy}/resourceGroups/lab/providers/Microsoft.Compute/virtualMachines/gpu-1`;

/** What happened to the decoy. */
export const decoyFaults: readonly PlantedFault[] = [
  {
    id: "P102",
    sentence:
      "Somebody found the secret of the decoy gpu-training-deploy and signed in as it yesterday; then Azure Policy refused Dana Moreno a machine in Contoso GPU Lab.",
    add: ({ arm, graph, ago }) => {
      const { userId, userPrincipalName, userDisplayName, ...record } = signIn({
        number: 602,
        at: ago({ days: 1 }),
        by: cast.dana,
        address: addresses.stolen,
        requirement: "singleFactorAuthentication",
        userAgent: "az/2.80.0",
        autonomousSystem: 64500,
      });
      graph.signIns.push({
        ...record,
        servicePrincipalId: principalId(applications.bait),
        servicePrincipalName: applications.bait.name,
        appId: guid("appId", applications.bait.number),
        appDisplayName: applications.bait.name,
        signInEventTypes: ["servicePrincipal"],
        isInteractive: false,
      });
      arm.activityLog.push(
        activity({
          number: 603,
          at: ago({ hours: 20 }),
          by: cast.dana,
          methods: "pwd",
          address: addresses.stolen,
          action: "Microsoft.Authorization/policies/deny/action",
          title: "'deny' Policy action.",
          category: "Policy",
          scope: machine,
          status: "Failed",
          error: { code: "RequestDisallowedByPolicy", message: "Resource 'gpu-1' was disallowed by policy." },
        }),
      );
    },
  },
  {
    id: "P103",
    sentence:
      "The decoy gpu-training-deploy holds Reader on Contoso Data as well, and so is none: its secret of three years, and in Contoso GPU Lab idle A100 quota and missing Defender, are faults like any other.",
    add: ({ arm, ago }) =>
      arm.roleAssignments.push(
        roleAssignment({
          number: 603,
          scope: scopes.data,
          role: "acdd72a7-3385-48ef-bd42-f606fba81ae7", // Reader
          principal: principalId(applications.bait),
          type: "ServicePrincipal",
          on: ago({ days: 3 }),
        }),
      ),
  },
];
