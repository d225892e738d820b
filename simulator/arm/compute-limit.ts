import { type Answer, armError, ok } from "../answers";
import type { Call } from "../call";
import { type Row, same } from "../json";
import type { Route } from "../route";
import type { ComputeLimits } from "../tenant";
import { armList } from "./lists";
import { subscriptionOf } from "./scopes";

/** Microsoft.ComputeLimit: limits shared between subscriptions, and the caps on them. */

const namespace = "Microsoft.ComputeLimit";
const empty: Pick<ComputeLimits, "guests" | "shared" | "caps"> = { guests: [], shared: [], caps: [] };

function limits(call: Call): typeof empty | undefined {
  const subscription = subscriptionOf(call);
  const here = call.tenant.arm.computeLimits.filter(row => row.subscription === subscription);
  if (here.length === 0) return undefined;
  return here.find(row => same(row.location, call.params.location ?? "")) ?? empty;
}

const unregistered = (): Answer =>
  armError(
    409,
    "MissingSubscriptionRegistration",
    `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
  );

function row(call: Call, type: string, name: string, properties: Row): Row {
  const id = `${call.scope}/providers/${namespace}/locations/${call.params.location}/${type}/${name}`;
  return {
    id,
    name,
    type: `${namespace}/locations/${type}`,
    properties: { ...properties, provisioningState: "Succeeded" },
  };
}

const list = (
  type: string,
  rowsOf: (of: typeof empty) => readonly (readonly [name: string, properties: Row])[],
): Route => ({
  method: "GET",
  path: `/providers/${namespace}/locations/:location/${type}`,
  answer: call => {
    const found = limits(call);
    return found
      ? armList(
          call,
          rowsOf(found).map(([name, properties]) => row(call, type, name, properties)),
        )
      : unregistered();
  },
});

function override(call: Call): Answer {
  const found = limits(call);
  if (!found) return unregistered();
  const cap = found.caps.find(({ family }) => same(family, call.params.family ?? ""));
  const own = cap?.overrides.find(({ subscription }) => same(subscription, call.params.member ?? ""));
  return own
    ? ok(row(call, "sharedLimitCaps/memberCapOverrides", own.subscription, { cap: own.cap }))
    : armError(404, "ResourceNotFound", `The Resource '${call.path}' was not found.`);
}

export const computeLimitRoutes: readonly Route[] = [
  list("guestSubscriptions", ({ guests }) => guests.map(name => [name, {}])),
  list("sharedLimits", ({ shared }) => shared.map(name => [name, { unit: "Count", resourceName: { value: name } }])),
  list("sharedLimitCaps", ({ caps }) =>
    caps.map(({ family, defaultMemberCap }) => [
      family,
      { isBoundedCap: false, ...(defaultMemberCap !== undefined && { defaultMemberCap }) },
    ]),
  ),
  {
    method: "GET",
    path: `/providers/${namespace}/locations/:location/sharedLimitCaps/:family/memberCapOverrides/:member`,
    answer: override,
  },
];
