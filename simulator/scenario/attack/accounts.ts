import type { Row } from "../../json";
import { roleIds } from "../built-in-roles";
import { applications, cast, idOf, principalId } from "../cast";
import { entraRoles, guid, scopes } from "../ids";
import { roleAssignment } from "../rows/authorization";
import {
  application,
  assignedPlans,
  certificate,
  directoryAssignment,
  directoryInstance,
  graphAppRole,
  type Person,
  password,
  registration,
  servicePrincipal,
} from "../rows/directory";
import { change, type PlantedFault, type Stage, withIn } from "../stage";

/** Accounts and their credentials. */

export function unregister({ graph, ago }: Stage, person: Person): void {
  change(
    graph.registrations,
    row => row.id === idOf(person),
    () => registration(person, false, false, ago({ days: 3 })),
  );
}

const { virtualMachineContributor, contributor } = roleIds;

export const accountFaults: readonly PlantedFault[] = [
  {
    id: "P16",
    sentence:
      "Quinn Baker, Jules Martin and Ash Petrov have not registered for MFA. None of them can create compute; Quinn reads through the group Auditors.",
    add: stage => {
      for (const person of [cast.quinn, cast.jules, cast.ash]) unregister(stage, person);
    },
  },
  {
    id: "P21",
    sentence:
      "Application contoso-reporting, Contributor on resource group rg-reports of Contoso Data, has a secret that ends in ten years and another on its service principal.",
    add: ({ arm, graph, ago }) => {
      const { reporting } = applications;
      const principal = principalId(reporting);
      const scope = `${scopes.data}/resourceGroups/rg-reports`;
      const secret = (number: number, name: string): Row => ({
        passwordCredentials: [password(number, name, ago({ days: 20 }), ago({ days: -3650 }))],
      });
      arm.roleAssignments.push(
        roleAssignment({
          number: 116,
          scope,
          role: contributor,
          principal,
          type: "ServicePrincipal",
          on: ago({ days: 380 }),
        }),
      );
      change(
        graph.applications,
        row => row.id === guid("application", reporting.number),
        row => ({ ...row, ...secret(2, "reports") }),
      );
      change(
        graph.servicePrincipals,
        row => row.id === principal,
        row => ({ ...row, ...secret(3, "") }),
      );
    },
  },
  {
    id: "P23",
    sentence: "Robin Vance, Virtual Machine Contributor on Contoso Data, is at high risk.",
    add: ({ graph, ago }) => {
      const who = { userDisplayName: cast.robin.name, userPrincipalName: "robin.vance@contoso.com" };
      const at = ago({ days: 1, hours: 4 });
      const risk = { riskLevel: "high", riskState: "atRisk", riskDetail: "none" };
      graph.riskyUsers.push({
        id: idOf(cast.robin),
        isDeleted: false,
        isProcessing: false,
        riskLastUpdatedDateTime: at,
        ...risk,
        ...who,
      });
      graph.riskDetections.push({
        id: guid("event", 60),
        requestId: guid("event", 60),
        correlationId: guid("event", 60),
        riskEventType: "leakedCredentials",
        ...risk,
        source: "IdentityProtection",
        detectionTimingType: "offline",
        activity: "user",
        tokenIssuerType: "AzureAD",
        ipAddress: null,
        location: null,
        activityDateTime: at,
        detectedDateTime: at,
        lastUpdatedDateTime: at,
        userId: idOf(cast.robin),
        ...who,
        additionalInfo: "[]",
      });
    },
  },
  {
    id: "P26",
    sentence:
      "Casey Wu, a daily account synchronised from on-premises, is a Global Administrator, activated in PIM for now.",
    add: ({ graph, ago }) => {
      const { globalAdministrator } = entraRoles;
      const casey = idOf(cast.casey);
      graph.roleAssignments.push(directoryAssignment(globalAdministrator, casey));
      graph.roleAssignmentScheduleInstances.push(
        directoryInstance("Activated", globalAdministrator, casey, ago({ hours: 1 }), ago({ hours: -7 })),
      );
      change(
        graph.registrations,
        row => row.id === casey,
        () => registration(cast.casey, true, true, ago({ days: 3 })),
      );
    },
  },
  {
    id: "P27",
    sentence: "Noor Haddad, Virtual Machine Contributor on Contoso Data, has not signed in for 200 days.",
    add: ({ arm, graph, ago }) => {
      const held = { number: 117, scope: scopes.data, role: virtualMachineContributor, principal: idOf(cast.noor) };
      arm.roleAssignments.push(roleAssignment({ ...held, on: ago({ days: 500 }) }));
      const last = ago({ days: 200 });
      change(
        graph.users,
        row => row.id === idOf(cast.noor),
        row =>
          withIn(row, "signInActivity", {
            lastSignInDateTime: last,
            lastNonInteractiveSignInDateTime: last,
            lastSuccessfulSignInDateTime: last,
          }),
      );
    },
  },
  {
    id: "P32",
    sentence: "Alex Stone's account is blocked, and still holds Virtual Machine Contributor on Contoso Data.",
    add: ({ arm, ago }) => {
      const held = { number: 119, scope: scopes.data, role: virtualMachineContributor, principal: idOf(cast.alex) };
      arm.roleAssignments.push(roleAssignment({ ...held, on: ago({ days: 400 }) }));
    },
  },
  {
    id: "P69",
    sentence: "Morgan Blake reads mail and writes documents with the account of a Global Administrator.",
    add: ({ graph, ago }) =>
      change(
        graph.users,
        row => row.id === idOf(cast.morgan),
        row => ({ ...row, assignedPlans: assignedPlans(ago({ days: 90 }), true) }),
      ),
  },
  {
    id: "P90",
    sentence:
      "Sasha Kim, who has activated Contributor on Contoso Production, signs in with an account that is synchronised from on-premises.",
    add: ({ graph }) =>
      change(
        graph.users,
        row => row.id === idOf(cast.sasha),
        row => ({ ...row, onPremisesSyncEnabled: true }),
      ),
  },
  {
    id: "P92",
    sentence:
      "Application contoso-reporting holds the permission RoleManagement.ReadWrite.Directory of Microsoft Graph for itself.",
    add: ({ graph, ago }) => {
      const permission = "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8";
      graph.graphAppRoleAssignments.push(graphAppRole(permission, applications.reporting, ago({ days: 70 })));
    },
  },
  {
    id: "P93",
    sentence:
      "Application contoso-archive, Contributor on resource group rg-archive of Contoso Data, has a certificate that ends in five years.",
    add: ({ arm, graph, ago }) => {
      const { archive } = applications;
      const { number, name } = archive;
      const on = ago({ days: 210 });
      const lasting = certificate(93, "CN=contoso-archive", on, ago({ days: -1825 }));
      graph.applications.push({ ...application(number, name, on), keyCredentials: [lasting] });
      graph.servicePrincipals.push(servicePrincipal(number, name, "Application", on));
      const scope = `${scopes.data}/resourceGroups/rg-archive`;
      const held = { number: 193, scope, role: contributor, principal: principalId(archive) };
      arm.roleAssignments.push(roleAssignment({ ...held, type: "ServicePrincipal", on }));
    },
  },
];
