import { isObject } from "../tree";
import type { Tree } from "../value";
import { member } from "./members";

/**
 * Resources of Bicep's extensions: not ARM's own, so that their types stand in no table here. What they create is read by nobody, but
 * for kinds of Kubernetes objects that create no machine and start nothing on one.
 * https://learn.microsoft.com/azure/azure-resource-manager/bicep/bicep-kubernetes-extension
 */
const startsNothing: ReadonlySet<string> = new Set([
  "core/configmap",
  "core/endpoints",
  "core/limitrange",
  "core/namespace",
  "core/persistentvolume",
  "core/persistentvolumeclaim",
  "core/resourcequota",
  "core/secret",
  "core/service",
  "core/serviceaccount",
  "discovery.k8s.io/endpointslice",
  "networking.k8s.io/ingress",
  "networking.k8s.io/ingressclass",
  "networking.k8s.io/networkpolicy",
  "policy/poddisruptionbudget",
  "rbac.authorization.k8s.io/clusterrole",
  "rbac.authorization.k8s.io/clusterrolebinding",
  "rbac.authorization.k8s.io/role",
  "rbac.authorization.k8s.io/rolebinding",
  "scheduling.k8s.io/priorityclass",
  "storage.k8s.io/storageclass",
]);

/** Whether a resource of an extension creates no compute, by its full type and the name that the template gives the extension. */
export function ordersNothing(type: string, alias: Tree, template: Tree): boolean {
  // Microsoft Graph's resources are written as ARM's are, and read like them.
  if (/^microsoft\.graph\//i.test(type)) return true;
  return startsNothing.has(type.toLowerCase()) && extensionOf(alias, template) === "kubernetes";
}

/** The extension behind the name that a template gives it: under `imports` in older templates, under `extensions` in newer ones. */
function extensionOf(alias: Tree, template: Tree): string | undefined {
  if (typeof alias !== "string") return undefined;
  const declared = member(member(template, "imports") ?? member(template, "extensions"), alias);
  const name = isObject(declared) ? (member(declared, "provider") ?? member(declared, "name")) : alias;
  return typeof name === "string" ? name.toLowerCase() : undefined;
}
