import { armError, ok } from "../answers";
import type { Call } from "../call";
import { type Json, type Row, text } from "../json";
import type { Route } from "../route";
import { seenSubscriptions } from "../sight";
import type { Tenant } from "../tenant";
import { armList } from "./lists";
import { listedProviders } from "./providers";
import { rowsNear, subscriptionOf, subscriptionRow } from "./scopes";

/** Tenants, subscriptions, resource groups and what hangs on the tenant itself. */

function providerRow(call: Call, namespace: string): Row {
  const id = `/subscriptions/${subscriptionOf(call)}/providers/${namespace}`;
  const registrationPolicy = "RegistrationRequired";
  return { id, namespace, registrationPolicy, resourceTypes: [], registrationState: "Registered" };
}

/** Providers that a subscription has registered by what else is told of it: its resources, and what services count for it. */
function inService({ arm }: Tenant, id: string): ReadonlyMap<string, ReadonlySet<string>> {
  const types = new Map<string, Set<string>>();
  for (const row of rowsNear(arm.resources, `/subscriptions/${id}`)) {
    const [namespace = "", ...rest] = text(row, "type").split("/");
    types.set(namespace, (types.get(namespace) ?? new Set()).add(rest.join("/")));
  }
  const counting: readonly (readonly [namespace: string, rows: readonly { readonly subscription: string }[]])[] = [
    ["Microsoft.Batch", arm.batchAccountQuotas],
    ["Microsoft.MachineLearningServices", arm.mlUsages],
    ["Microsoft.ContainerInstance", arm.containerUsages],
    ["Microsoft.CognitiveServices", arm.foundryUsages],
    ["Microsoft.ComputeLimit", arm.computeLimits],
  ];
  for (const [namespace, rows] of counting)
    if (!types.has(namespace) && rows.some(({ subscription }) => subscription === id)) types.set(namespace, new Set());
  return types;
}

/** The providers of the cloud, registered or not; those that are in service with the types that the subscription has. */
function providersIn(call: Call): readonly Row[] {
  const id = subscriptionOf(call, call.params.subscription?.toLowerCase());
  const registered = inService(call.tenant, id);
  const row = (namespace: string, registrationState: string, has: Iterable<string>): Row => ({
    id: `/subscriptions/${id}/providers/${namespace}`,
    namespace,
    registrationState,
    registrationPolicy: "RegistrationRequired",
    resourceTypes: [...has].map(resourceType => ({ resourceType, apiVersions: ["2025-01-01-preview", "2024-07-01"] })),
  });
  const told = call.tenant.arm.providers.filter(
    ({ subscription, namespace }) => subscription === id && !registered.has(namespace),
  );
  const named = [
    ...registered.keys(),
    ...told.map(({ namespace }) => namespace),
    ...(call.sight?.absentProviders ?? []),
  ];
  const had = new Set(named.map(name => name.toLowerCase()));
  return [
    ...[...registered].map(([namespace, has]) => row(namespace, "Registered", has)),
    ...told.map(({ namespace, registrationState }) => row(namespace, registrationState, [])),
    ...listedProviders
      .filter(namespace => !had.has(namespace.toLowerCase()))
      .map(namespace => row(namespace, "NotRegistered", [])),
  ];
}

export const subscriptionRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/tenants",
    action: "Microsoft.Resources/tenants/read",
    answer: call => armList(call, call.tenant.arm.tenants),
  },
  {
    method: "GET",
    path: "/subscriptions",
    action: "Microsoft.Resources/subscriptions/read",
    answer: call => armList(call, seenSubscriptions(call, call.tenant.arm.subscriptions)),
  },
  {
    method: "GET",
    path: "/subscriptions/:subscription",
    action: "Microsoft.Resources/subscriptions/read",
    answer: call => ok(subscriptionRow(call, call.params.subscription)),
  },
  {
    method: "GET",
    path: "/subscriptions/:subscription/locations",
    action: "Microsoft.Resources/subscriptions/locations/read",
    answer: call => {
      const id = subscriptionOf(call, call.params.subscription?.toLowerCase());
      const rows = call.tenant.arm.locations.map(row => ({
        id: `/subscriptions/${id}/locations/${text(row, "name")}`,
        ...row,
      }));
      return armList(call, rows, { whole: true });
    },
  },
  {
    method: "GET",
    path: "/subscriptions/:subscription/providers",
    action: "Microsoft.Resources/subscriptions/providers/read",
    answer: call => armList(call, providersIn(call)),
  },
  {
    method: "GET",
    path: "/subscriptions/:subscription/resourceGroups",
    action: "Microsoft.Resources/subscriptions/resourceGroups/read",
    answer: call => {
      const id = subscriptionOf(call, call.params.subscription?.toLowerCase());
      return armList(
        call,
        call.tenant.arm.resourceGroups.filter(row => text(row, "id").startsWith(`/subscriptions/${id}/`)),
      );
    },
  },
  {
    method: "GET",
    path: "/providers/:namespace",
    action: "Microsoft.Resources/subscriptions/providers/read",
    answer: call => ok(providerRow(call, call.params.namespace ?? "")),
  },
  {
    method: "GET",
    path: "/providers/Microsoft.Subscription/policies/default",
    answer: call =>
      call.tenant.arm.subscriptionPolicy
        ? ok(call.tenant.arm.subscriptionPolicy)
        : armError(404, "PolicyNotFound", "The tenant has no subscription policy."),
  },
  {
    method: "GET",
    path: "/providers/Microsoft.Network/locations/:location/serviceTags",
    answer: call => {
      const id = `/subscriptions/${subscriptionOf(call)}/providers/Microsoft.Network/serviceTags/Public`;
      const body: Json = { ...call.tenant.arm.serviceTags, id };
      return ok(body);
    },
  },
];
