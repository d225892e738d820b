import { type Answer, armError, ok, Refusal } from "../answers";
import type { Call } from "../call";
import { get, type Json, type Row, same, text } from "../json";
import type { Route } from "../route";
import type { RegionUsages } from "../tenant";
import { armList, filterIn } from "./lists";
import { subscriptionOf } from "./scopes";

/** What Microsoft.Compute counts and limits, and what Microsoft.Quota says of the same figures. */

function regionUsages(call: Call, location: string): RegionUsages {
  const subscription = subscriptionOf(call);
  const found = call.tenant.arm.usages.find(row => row.subscription === subscription && same(row.location, location));
  if (found) return found;
  throw new Refusal(
    armError(400, "NoRegisteredProviderFound", `No registered resource provider found for location '${location}'.`),
  );
}

/** Microsoft.Quota answers only where it is registered. */
function quotaRegistered(call: Call): void {
  const id = subscriptionOf(call);
  const isRegistered = call.tenant.arm.providers.some(
    ({ subscription, namespace, registrationState }) =>
      subscription === id && same(namespace, "Microsoft.Quota") && registrationState === "Registered",
  );
  if (!isRegistered) throw new Refusal(unregistered("Microsoft.Quota"));
}

/** Microsoft.Quota hangs on a provider's location; it counts machines only below Microsoft.Compute. */
function quotaUsages(call: Call): readonly Row[] {
  quotaRegistered(call);
  const scope = /^\/subscriptions\/[^/]+\/providers\/([^/]+)\/locations\/([^/]+)$/i.exec(call.scope);
  if (!scope) throw new Refusal(armError(400, "InvalidScope", `The scope '${call.scope}' is not supported.`));
  return same(scope[1] ?? "", "Microsoft.Compute") ? regionUsages(call, scope[2] ?? "").value : [];
}

function quotaRow(call: Call, kind: "Usages" | "Quotas", usage: Row): Row {
  const name = text(usage, "name.value");
  const value = get(usage, kind === "Usages" ? "currentValue" : "limit") ?? 0;
  const figures: Row = kind === "Usages" ? { usages: { value } } : { limit: { limitObjectType: "LimitValue", value } };
  const properties = { ...figures, unit: "Count", isQuotaApplicable: true, name: usage.name ?? {} };
  const id = `${call.scope}/providers/Microsoft.Quota/${kind}/${name}`;
  return { id, type: `Microsoft.Quota/${kind}`, name, properties };
}

function quotaList(kind: "Usages" | "Quotas") {
  return (call: Call): Answer =>
    armList(
      call,
      quotaUsages(call).map(usage => quotaRow(call, kind, usage)),
      { end: "" },
    );
}

function quotaOne(kind: "Usages" | "Quotas") {
  return (call: Call): Answer => {
    const usage = quotaUsages(call).find(row => same(text(row, "name.value"), call.params.name ?? ""));
    return usage
      ? ok(quotaRow(call, kind, usage))
      : armError(404, "ResourceNotFound", `'${call.params.name}' was not found.`);
  };
}

/** Filters on the submit time, the state and the resource's name. */
function quotaRequests(call: Call): Answer {
  quotaRegistered(call);
  const { test } = filterIn(call);
  const rows = call.tenant.arm.quotaRequests.filter(row => {
    const under = text(row, "id").toLowerCase().startsWith(`${call.scope.toLowerCase()}/providers/microsoft.quota/`);
    const values = get(row, "properties.value");
    const names = Array.isArray(values) ? values.map(value => text(value, "name.value")) : [];
    const seen = { ...(row.properties as Row) };
    return under && names.some(resourceName => test({ ...seen, resourceName }));
  });
  return armList(call, rows);
}

const unregistered = (namespace: string): Answer =>
  armError(
    409,
    "MissingSubscriptionRegistration",
    `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
  );

/** How many Batch accounts there may be in a region. */
function batchLocation(call: Call): Answer {
  const subscription = subscriptionOf(call);
  const found = call.tenant.arm.batchAccountQuotas.find(row => row.subscription === subscription);
  return found ? ok({ accountQuota: found.accountQuota }) : unregistered("Microsoft.Batch");
}

/** A service that answers only where its resource provider is registered, and only of regions in which it is offered. */
const usagesOf =
  (namespace: string, table: "mlUsages" | "containerUsages" | "foundryUsages") =>
  (call: Call): Answer => {
    const subscription = subscriptionOf(call);
    const here = call.tenant.arm[table].filter(row => row.subscription === subscription);
    if (here.length === 0) return unregistered(namespace);
    const location = call.params.location ?? "";
    const found = here.find(row => same(row.location, location));
    if (found) return armList(call, found.value);
    const version = call.query.get("api-version");
    const message =
      `No registered resource provider found for location '${location}' and API version '${version}' for type 'locations/usages'. ` +
      `The supported api-versions are '2019-05-01, ${version}'. The supported locations are '${here.map(row => row.location).join(", ")}'.`;
    return armError(400, "NoRegisteredProviderFound", message);
  };

/** A row for each size and location, with what keeps this subscription from it there. The only filter is one location. */
function skuList(call: Call): Answer {
  const subscription = subscriptionOf(call);
  const filter = call.query.get("$filter")?.trim();
  const asked = /^location eq '([^']+)'$/i.exec(filter ?? "")?.[1];
  if (filter && !asked) throw new Refusal(armError(400, "InvalidParameter", "Only location eq '…' is supported."));
  const rows = call.tenant.arm.skus.flatMap(({ locations, locationInfo, ...row }) =>
    (Array.isArray(locations) ? locations : []).map((location, at): Row => {
      const info = Array.isArray(locationInfo) ? [locationInfo[at]!] : [];
      const barred = call.tenant.arm.skuRestrictions.filter(
        each =>
          each.subscription === subscription &&
          same(each.location, String(location)) &&
          same(each.name, text(row, "name")),
      );
      const restrictions = barred.map(({ reasonCode }) => ({
        type: "Location",
        values: [location],
        restrictionInfo: { locations: [location] },
        reasonCode,
      }));
      return { ...row, locations: [location], locationInfo: info, restrictions };
    }),
  );
  return armList(
    call,
    rows.filter(({ locations }) => !asked || (locations as Json[]).some(name => same(String(name), asked))),
  );
}

const quota = "/providers/Microsoft.Quota";

export const computeRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/providers/Microsoft.Compute/locations/:location/usages",
    answer: call => armList(call, regionUsages(call, call.params.location ?? "").value),
  },
  {
    method: "GET",
    path: "/providers/Microsoft.MachineLearningServices/locations/:location/usages",
    answer: usagesOf("Microsoft.MachineLearningServices", "mlUsages"),
  },
  {
    method: "GET",
    path: "/providers/Microsoft.ContainerInstance/locations/:location/usages",
    answer: usagesOf("Microsoft.ContainerInstance", "containerUsages"),
  },
  {
    method: "GET",
    path: "/providers/Microsoft.CognitiveServices/locations/:location/managedComputeUsages",
    answer: usagesOf("Microsoft.CognitiveServices", "foundryUsages"),
  },
  { method: "GET", path: "/providers/Microsoft.Batch/locations/:location/quotas", answer: batchLocation },
  {
    method: "GET",
    path: "/providers/Microsoft.Compute/skus",
    answer: skuList,
  },
  { method: "GET", path: `${quota}/usages`, answer: quotaList("Usages") },
  { method: "GET", path: `${quota}/usages/:name`, answer: quotaOne("Usages") },
  { method: "GET", path: `${quota}/quotas`, answer: quotaList("Quotas") },
  { method: "GET", path: `${quota}/quotas/:name`, answer: quotaOne("Quotas") },
  { method: "GET", path: `${quota}/quotaRequests`, answer: quotaRequests },
];
