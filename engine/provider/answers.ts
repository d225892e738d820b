import type { Json, JsonObject } from "../wire";

/** What a provider of Azure resources would answer, given that every request is granted and nothing is asked of Azure. */

const subscriptionId = "00000000-0000-0000-0000-000000000000";
const numbered = (n: number) => `00000000-0000-0000-0000-${String(n).padStart(12, "0")}`;
const nobody = numbered(0);

/** Outputs of some types that programs hand on to other resources. */
const told: { readonly [kind: string]: (name: string) => JsonObject } = {
  UserAssignedIdentity: () => ({ tenantId: nobody, clientId: numbered(1), principalId: numbered(2) }),
  Application: () => ({ clientId: numbered(5), objectId: numbered(6) }),
  ServicePrincipal: () => ({ objectId: numbered(7) }),
  StorageAccount: name => ({ primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` } }),
};

/** What has an identity of its own is told who that is. */
function ownIdentity(identity: Json | undefined): JsonObject {
  const asked = typeof identity === "object" && identity !== null && "type" in identity ? identity : undefined;
  if (!/SystemAssigned/i.test(String(asked?.type))) return {};
  return { identity: { ...asked, principalId: numbered(4), tenantId: nobody } };
}

/** The parts of a URN that an answer is made of. */
function partsOf(urn: string): { module: string; kind: string; name: string } {
  const [, , qualified = "", ...name] = urn.split("::");
  const [, module = "", kind = ""] = qualified.slice(qualified.lastIndexOf("$") + 1).split(":");
  return { module: module.split("/")[0] ?? "", kind, name: name.join("::") };
}

/** An id in the form of Azure Resource Manager. */
export function idOf(urn: string, inputs: JsonObject): string {
  const { module, kind, name } = partsOf(urn);
  const group = typeof inputs.resourceGroupName === "string" ? inputs.resourceGroupName : name;
  const own = kind === "ResourceGroup" ? "" : `/providers/Microsoft.${module}/${kind}/${name}`;
  return `/subscriptions/${subscriptionId}/resourceGroups/${group}${own}`;
}

/** The inputs again, and in an update what only Azure can say. In a preview that stays out, so that it is unknown. */
export function outputsOf(urn: string, inputs: JsonObject, preview: boolean): JsonObject {
  if (preview) return inputs;
  const { module, kind, name } = partsOf(urn);
  return {
    name,
    type: `Microsoft.${module}/${kind}`,
    provisioningState: "Succeeded",
    ...told[kind]?.(name),
    ...inputs,
    ...ownIdentity(inputs.identity),
  };
}

/** What is known of Azure without asking it: who is signed in, and whom a lookup finds. Undefined for any other function. */
export function answerTo(token: string, args: JsonObject): { readonly [key: string]: Json } | undefined {
  if (/:getServicePrincipal$/i.test(token)) return { ...args, objectId: numbered(3) };
  if (/:getSubscription$/i.test(token))
    return { ...args, id: `/subscriptions/${subscriptionId}`, subscriptionId, tenantId: nobody, state: "Enabled" };
  if (/:getClientConfig$/i.test(token)) return { subscriptionId, tenantId: nobody, clientId: nobody, objectId: nobody };
  return undefined;
}
