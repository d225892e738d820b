import type { Estate } from "../../catalogue/estate";
import { issuerParts } from "../../catalogue/issuers";
import { computeRolePowers } from "../../compute/roles/role-powers";
import computeRoleGrant from "../../policies/compute-role-grant";
import foreignCredential from "../../policies/foreign-credential";
import { all, type Condition, type Definition, definitionOf, ofType, some } from "./definition";

const assignments = "Microsoft.Authorization/roleAssignments";
const credentials = "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials";

/**
 * Roles that create compute or hand out rights. It only reports: a refusal would stop the pipelines that assign roles, and whether an
 * assignment is for a while (PIM) is not seen here. Where it is made is no condition: `roleAssignments/scope` is in Azure's list, and
 * matches nothing.
 */
export const roleGrants = (): Definition =>
  definitionOf(
    computeRoleGrant,
    ofType(
      assignments,
      // a role's id stands behind that of the subscription or behind none
      some(...computeRolePowers().map(({ id }) => ({ field: `${assignments}/roleDefinitionId`, like: `*/${id}` }))),
    ),
    { reportsOnly: true, also: "Custom roles, and roles that are made eligible in PIM, are left to the audit." },
  );

const issuer = `${credentials}/issuer`;
/** The host, as Microsoft's own definitions on issuers take it out of the URL. */
const parts = `split(field('${issuer}'), '/')`;
const host = { value: `[if(greaterOrEquals(length(${parts}), 3), ${parts}[2], '')]` };

/** Issuers that the estate does not approve, on managed identities: application registrations are no resources of Azure. It only reports. */
export function foreignIssuers({ approvedIssuers }: Estate): Definition {
  const approved = approvedIssuers.flatMap(approvedIssuer);
  return definitionOf(
    foreignCredential,
    ofType(credentials, ...(approved.length > 0 ? [{ not: some(...approved) }] : [])),
    { reportsOnly: true, also: "Credentials of applications are no resources of Azure: of these the audit tells." },
  );
}

/** What would end the host before its end. */
const breaks = ["@", "?", "#", "\\"].map((contains): Condition => ({ not: { field: issuer, contains } }));

/** Nothing where no condition can say it: then it approves nothing here. */
function approvedIssuer(pattern: string): readonly Condition[] {
  const url = issuerParts(pattern);
  if (url === undefined) return [];
  const stars = (text: string) => text.split("*").length - 1;
  if (stars(url.host) === 0) {
    const whole = `https://${url.host}${url.path}`;
    if (stars(url.path) === 0) return [{ field: issuer, in: [whole, `${whole}/`] }];
    return stars(url.path) === 1 ? [{ field: issuer, like: whole }] : [];
  }
  const isAnyPath = url.path === "" || url.path === "/*";
  if (stars(url.host) > 1 || !isAnyPath) return [];
  const deep =
    url.path === ""
      ? [{ value: `[length(${parts})]`, lessOrEquals: 3 }]
      : [{ value: `[length(${parts})]`, greater: 3 }];
  return [all({ field: issuer, like: "https://*" }, { ...host, like: url.host }, ...deep, ...breaks)];
}
