import * as z from "zod";
import { maybeText, present, text } from "./wire";

/** What PIM asks of somebody who activates a role: of Azure and of Entra ID in the same words. */
export const activationRow = {
  id: z.string(),
  scope: z.string().describe("Where the rule holds: `/` for directory roles"),
  role: z.string().describe("The role's GUID; of a directory role its template id"),
  mfa: z.boolean().exactOptional().describe("Whether MFA is asked for; left out where the rule was not sent"),
  approval: z.boolean().exactOptional().describe("Whether somebody has to approve; left out where it was not sent"),
  context: z.string().exactOptional().describe("The authentication context that is asked for, such as `c1`"),
};

/** Rules go by ids, the same in both services. Source: Microsoft Graph, "Rules in PIM - mapping guide". */
const rule = z.object({
  id: text,
  enabledRules: z.array(z.string()).nullish(),
  isEnabled: z.boolean().nullish(),
  claimValue: maybeText,
  setting: z.object({ isApprovalRequired: z.boolean().nullish() }).nullish(),
});
export const rules = z.array(rule);

export function activationOf(all: z.infer<typeof rules>) {
  const byId = new Map(all.map(each => [each.id.toLowerCase(), each]));
  const enabled = byId.get("enablement_enduser_assignment")?.enabledRules;
  const context = byId.get("authenticationcontext_enduser_assignment");
  return present({
    mfa: enabled?.some(name => name.toLowerCase() === "multifactorauthentication"),
    approval: byId.get("approval_enduser_assignment")?.setting?.isApprovalRequired ?? undefined,
    context: context?.isEnabled === true ? (context.claimValue ?? "without a name") : undefined,
  });
}
