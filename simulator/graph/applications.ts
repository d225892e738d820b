import type { Answer } from "../answers";
import type { Call } from "../call";
import { graphDenied } from "../faults";
import { type Row, same, text } from "../json";
import type { Route } from "../route";
import type { Tenant } from "../tenant";
import { type CollectionOptions, collection, entity } from "./collection";
import { needs } from "./permissions";
import { known, memberOf, owners, related, withOwners } from "./related";

/** Applications, service principals and what they sign in with. */

const applications: CollectionOptions = { context: "applications", directory: true };
const servicePrincipals: CollectionOptions = { context: "servicePrincipals", directory: true };

/** The application id of Microsoft Graph, in every tenant. */
const microsoftGraph = "00000003-0000-0000-c000-000000000000";

const graphApplications = (tenant: Tenant) => tenant.graph.applications;
const graphPrincipals = (tenant: Tenant) => tenant.graph.servicePrincipals;

const trustedBy = ({ tenant }: Call, application: string): Row[] =>
  tenant.graph.federatedCredentials.filter(({ of }) => same(of, application)).map(({ row }) => row);

/** Each application with all that it trusts, which needs more than the list of applications does. */
function withFederatedCredentials(call: Call): Answer {
  if (!needs.federatedCredentials.some(permission => call.caller.roles.includes(permission))) return graphDenied(call);
  const rows = call.tenant.graph.applications.map(row => ({
    ...row,
    federatedIdentityCredentials: trustedBy(call, text(row, "id")),
  }));
  return collection(call, rows, {
    ...applications,
    handled: ["$expand"],
    expanded: ["federatedIdentityCredentials"],
  });
}

export const applicationRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/servicePrincipals",
    permissions: needs.applications,
    answer: call => withOwners(call, call.tenant.graph.servicePrincipals, servicePrincipals),
  },
  {
    method: "GET",
    path: "/servicePrincipals/:id",
    permissions: needs.applications,
    answer: call => entity(call, known(call, call.tenant.graph.servicePrincipals), servicePrincipals),
  },
  {
    method: "GET",
    path: "/servicePrincipals/:id/microsoft.graph.agentIdentity",
    permissions: needs.agents,
    // Any other service principal has no such form.
    answer: call => {
      const found = known(call, call.tenant.graph.servicePrincipals);
      return entity(call, found?.agentIdentityBlueprintId ? found : undefined, servicePrincipals);
    },
  },
  {
    method: "GET",
    path: `/servicePrincipals(appId='${microsoftGraph}')/appRoleAssignedTo`,
    permissions: needs.applications,
    answer: call =>
      collection(call, call.tenant.graph.graphAppRoleAssignments, { context: "appRoleAssignments", directory: true }),
  },
  {
    method: "GET",
    path: "/servicePrincipals/:id/owners",
    permissions: needs.applications,
    answer: related(graphPrincipals, owners),
  },
  {
    method: "GET",
    path: "/servicePrincipals/:id/memberOf",
    permissions: needs.applications,
    answer: related(graphPrincipals, memberOf(false)),
  },
  {
    method: "GET",
    path: "/applications",
    permissions: needs.applications,
    answer: call =>
      call.query.get("$expand") === "federatedIdentityCredentials"
        ? withFederatedCredentials(call)
        : withOwners(call, call.tenant.graph.applications, applications),
  },
  {
    method: "GET",
    path: "/applications/:id",
    permissions: needs.applications,
    answer: call => entity(call, known(call, call.tenant.graph.applications), applications),
  },
  {
    method: "GET",
    path: "/applications/:id/owners",
    permissions: needs.applications,
    answer: related(graphApplications, owners),
  },
  {
    method: "GET",
    path: "/applications/:id/federatedIdentityCredentials",
    permissions: needs.federatedCredentials,
    answer: call =>
      collection(call, trustedBy(call, call.params.id ?? ""), { context: "federatedIdentityCredentials" }),
  },
];
