import type { CheckInput, Need, Setting } from "./needs";
import { isBreakGlass, maySignIn } from "./subjects";
import { takesRequests } from "./subscription-state";
import type { ComputeCreator } from "./types";

/**
 * What a check looks at one by one, so that a report can say of how many its findings are. It is made of what the check needs
 * anyway: a check never counts by itself.
 */
export interface Population<N extends Need = never> {
  /** "person", "people". */
  readonly words: readonly [one: string, many: string];
  /** The id of each, as subjects have it, in any letter case; each once. */
  readonly ids: (known: Pick<CheckInput, N>, setting: Setting) => Iterable<string>;
}

/** A population in words and a way to list it. */
export const population = <N extends Need>(
  one: string,
  many: string,
  ids: (known: Pick<CheckInput, N>, setting: Setting) => Iterable<string>,
): Population<N> => ({ words: [one, many], ids });

const creatorsThat =
  (are: (principal: ComputeCreator["principal"]) => boolean) =>
  ({ computeCreators }: Pick<CheckInput, "computeCreators">) =>
    computeCreators.flatMap(({ principal }) => (are(principal) ? [principal.id] : []));

export const creators = population<"computeCreators">(
  "identity that can create compute",
  "identities that can create compute",
  creatorsThat(() => true),
);

export const peopleWhoCreate = population<"computeCreators">(
  "person who can create compute",
  "people who can create compute",
  creatorsThat(principal => principal.kind === "user" && maySignIn(principal)),
);

export const workloadsThatCreate = population<"computeCreators">(
  "workload that can create compute",
  "workloads that can create compute",
  creatorsThat(({ kind }) => kind !== "user" && kind !== "group"),
);

/** Whoever holds the right itself or through a group, by no road. */
export const holders = population<"computeHolders">(
  "identity with a right to create compute",
  "identities with a right to create compute",
  ({ computeHolders }) => computeHolders.map(({ principal }) => principal.id),
);

export const people = population<"users">("person", "people", function* ({ users }) {
  for (const { id, enabled } of users) if (enabled) yield id;
});

/** Guests register in their own tenant. */
export const members = population<"users">(
  "person of this directory",
  "people of this directory",
  function* ({ users }) {
    for (const { id, enabled, guest } of users) if (enabled && !guest) yield id;
  },
);

/** As far as the users were read; the estate names them. */
export const emergencyUsers = population<"users">(
  "emergency account",
  "emergency accounts",
  function* ({ users }, { estate: { breakGlass } }) {
    for (const { id, upn, enabled } of users) if (enabled && isBreakGlass(breakGlass, { id, name: upn })) yield id;
  },
);

export const workloads = population<"servicePrincipals">("workload", "workloads", function* ({ servicePrincipals }) {
  for (const { id, enabled } of servicePrincipals) if (enabled) yield id;
});

export const subscriptions = population<"subscriptions">("subscription", "subscriptions", ({ subscriptions }) =>
  subscriptions.map(({ id }) => `/subscriptions/${id}`),
);

/** Without those in which nothing can be created. */
export const activeSubscriptions = population<"subscriptions">(
  "active subscription",
  "active subscriptions",
  ({ subscriptions }) => subscriptions.filter(takesRequests).map(({ id }) => `/subscriptions/${id}`),
);

export const decoyParts = population<"decoys">("part of a decoy", "parts of decoys", ({ decoys }) => [
  ...new Set(decoys.flatMap(({ subscription, principal }) => [`/subscriptions/${subscription.id}`, principal.id])),
]);
