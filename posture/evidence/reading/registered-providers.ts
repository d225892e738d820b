import * as z from "zod";
import type { Azure } from "../../azure/connect";
import type { ArmCall } from "../calls";
import type { Missing } from "../define";
import { apart, read } from "./read";
import { spareProviders } from "./spare-providers";
import { text } from "./wire";

/** The resource providers of a subscription: one request, whatever is asked of them. */
export const registeredCall = {
  api: "arm",
  actions: ["Microsoft.Resources/subscriptions/providers/read"],
  why: "know which services a subscription has not registered, and ask nothing of those",
} as const satisfies ArmCall;

/** Those whose quota is asked for subscription by subscription. */
const quotaOf = ["Microsoft.Batch", "Microsoft.ComputeLimit", "Microsoft.MachineLearningServices", "Microsoft.Quota"];
const kept = new Set([...quotaOf, ...spareProviders.map(({ namespace }) => namespace)].map(name => name.toLowerCase()));

/** Source: Azure REST API, "Providers - List" (2021-04-01). Azure lists all there are, registered or not. */
const provider = z.object({ namespace: text, registrationState: text });

export interface Providers {
  /** The state of those that count here, in lower case: `registered`, `notregistered`, `unregistering`… */
  readonly states: ReadonlyMap<string, string>;
  readonly gaps: readonly Missing[];
}

interface Listed {
  readonly of: Map<string, Promise<Providers>>;
  readonly named: Set<string>;
}

/** One answer a subscription for all kinds of evidence that ask in one run. Of some 200 providers only a few are kept. */
const known = new WeakMap<Azure, Listed>();

function listedBy(azure: Azure): Listed {
  const listed = known.get(azure) ?? { of: new Map(), named: new Set() };
  known.set(azure, listed);
  return listed;
}

export function providersIn(azure: Azure, subscription: string): Promise<Providers> {
  const { of, named } = listedBy(azure);
  const asked = of.get(subscription) ?? listOf(azure, subscription, named);
  of.set(subscription, asked);
  return asked;
}

/** Every provider that was listed to one of the subscriptions asked so far, in lower case. */
export const namedProviders = (azure: Azure): ReadonlySet<string> => listedBy(azure).named;

async function listOf(azure: Azure, subscription: string, named: Set<string>): Promise<Providers> {
  const { rows, gaps } = await apart(
    read(azure.armList(`/subscriptions/${subscription}/providers?api-version=2021-04-01`), {
      what: "resource providers of the subscription",
      call: registeredCall,
      as: provider,
      of: [subscription],
    }),
  );
  const states = new Map<string, string>();
  for (const { namespace, registrationState } of rows) {
    const name = namespace.toLowerCase();
    named.add(name);
    if (kept.has(name)) states.set(name, registrationState.toLowerCase());
  }
  return { states, gaps };
}

/** States in which a service answers nothing. One on its way in or out may still answer. */
const silent: ReadonlySet<string | undefined> = new Set(["notregistered", "unregistered"]);

/**
 * Whether Azure says that the subscription has not registered the provider: it would refuse every question to it. Where the list
 * was refused, or does not name the provider, it is worth asking.
 */
export async function isUnregistered(azure: Azure, subscription: string, namespace: string): Promise<boolean> {
  return silent.has((await providersIn(azure, subscription)).states.get(namespace.toLowerCase()));
}

/** What is read of a service in a subscription: nothing, and without a request, where it is not registered. */
export async function* whereRegistered<T>(
  azure: Azure,
  subscription: string,
  namespace: string,
  rows: () => AsyncIterable<T>,
): AsyncGenerator<T> {
  if (!(await isUnregistered(azure, subscription, namespace))) yield* rows();
}
