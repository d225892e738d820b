import * as z from "zod";

/** Parts that rows of several kinds have in common. */

export const principalTypes = ["User", "Group", "ServicePrincipal", "ForeignGroup", "Device"] as const;

export const principalTypeField = z.enum([...principalTypes, "Unknown"]);
export type PrincipalType = z.output<typeof principalTypeField>;

/** Who holds which role at which scope. */
export const roleHolding = {
  id: z.string(),
  scope: z.string().describe("`/`, a management group, a subscription, a resource group or a resource"),
  role: z.string().describe("The GUID at the end of the role definition's id"),
  principal: z.string().describe("Object id"),
  principalType: principalTypeField,
};
