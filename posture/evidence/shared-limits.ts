import * as z from "zod";
import type { Azure } from "../azure/connect";
import { Fault } from "../azure/fault";
import type { ArmCall, Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import quota from "./quota";
import { type IdlePlace, idlePlaces } from "./reading/idle-places";
import { apart, each, once, read } from "./reading/read";
import { registeredCall, whereRegistered } from "./reading/registered-providers";
import { text } from "./reading/wire";

const row = z.object({
  subscription: z.string(),
  region: z.string(),
  is: z
    .enum(["guest", "shared", "cap"])
    .describe(
      "`guest`: another subscription that may spend its limits; `shared`: a family whose limit it shares; `cap`: the most that it may use of a family itself",
    ),
  name: z.string().describe("Id of the guest, lower-case, or the family as Azure spells it"),
  cap: z.number().exactOptional(),
});

/** How the limits of a subscription are shared and capped by Microsoft.ComputeLimit. */
export type SharedLimit = RowOf<typeof row>;

const types = {
  guest: "Microsoft.ComputeLimit/locations/guestSubscriptions",
  shared: "Microsoft.ComputeLimit/locations/sharedLimits",
  cap: "Microsoft.ComputeLimit/locations/sharedLimitCaps",
} as const;
const calls = {
  registered: registeredCall,
  guests: {
    api: "arm",
    actions: [`${types.guest}/read`],
    why: "know which other subscriptions may spend the quota of one",
  },
  shared: { api: "arm", actions: [`${types.shared}/read`], why: "know which quota is shared with them" },
  caps: { api: "arm", actions: [`${types.cap}/read`], why: "know how much of a quota may be used at most" },
  own: {
    api: "arm",
    actions: [`${types.cap}/memberCapOverrides/read`],
    why: "know how much of a quota one subscription may use at most",
  },
} as const satisfies Calls;

const what = "shared limits and caps of the subscription";
const named = z.object({ name: text });
const capped = z.object({ name: text, properties: z.object({ defaultMemberCap: z.number().nullish() }).nullish() });
const own = z.object({ properties: z.object({ cap: z.number() }) });
const version = "?api-version=2026-07-01";

/**
 * Asked where quota lies idle that matters. A cap holds for each member without one of its own; a subscription that has guests
 * is their host, and no default cap is taken for its own.
 * Source: Azure/bicep-types-az, Microsoft.ComputeLimit 2026-07-01.
 */
export default defineEvidence({
  kind: "sharedLimits",
  title: "shared limits and caps",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [quota],
  async *run({ azure, rows }) {
    const places = new Map<string, IdlePlace[]>();
    for (const place of idlePlaces(rows.quota))
      places.set(place.subscription, [...(places.get(place.subscription) ?? []), place]);
    yield* each([...places], ([subscription, all]) =>
      whereRegistered(azure, subscription, "Microsoft.ComputeLimit", () => inPlaces(azure, all)),
    );
  },
});

async function* inPlaces(azure: Azure, all: readonly IdlePlace[]): AsyncGenerator<SharedLimit | Missing> {
  for (const place of all) {
    const { rows: found, gaps } = await apart(inPlace(azure, place));
    // Where it is not registered nothing is shared and nothing capped.
    if (gaps.some(({ gap }) => gap.reason === "notRegistered")) return;
    yield* found;
    yield* gaps;
    if (gaps.some(({ gap }) => gap.reason === "denied")) return;
  }
}

async function* inPlace(azure: Azure, { subscription, region }: IdlePlace): AsyncGenerator<SharedLimit | Missing> {
  const root = (type: string) =>
    `/subscriptions/${subscription}/providers/${type.replace("/locations/", `/locations/${region}/`)}`;
  const list = <T>(type: string, call: ArmCall, as: z.ZodType<T>) =>
    apart(read(azure.armList(`${root(type)}${version}`), { what, call, as, of: [subscription], whereOffered: true }));
  const guests = await list(types.guest, calls.guests, named);
  yield* guests.gaps;
  if (guests.gaps.length > 0) return;
  yield* guests.rows.map(({ name }) => rowIn({ subscription, region }, "guest", name.toLowerCase()));
  if (guests.rows.length > 0) {
    const shared = await list(types.shared, calls.shared, named);
    yield* shared.gaps;
    yield* shared.rows.map(({ name }) => rowIn({ subscription, region }, "shared", name));
  }
  const caps = await list(types.cap, calls.caps, capped);
  yield* caps.gaps;
  for (const { name, properties } of caps.rows) {
    const path = `${root(types.cap)}/${name}/memberCapOverrides/${subscription}${version}`;
    const mine = await apart(
      read(
        once(() => ifThere(azure.armGet(path))),
        { what, call: calls.own, as: own.nullable(), of: [subscription] },
      ),
    );
    yield* mine.gaps;
    if (mine.gaps.length > 0) continue;
    const byDefault = guests.rows.length > 0 ? undefined : (properties?.defaultMemberCap ?? undefined);
    const cap = mine.rows[0]?.properties.cap ?? byDefault;
    if (cap !== undefined) yield { ...rowIn({ subscription, region }, "cap", name), cap };
  }
}

const rowIn = (place: IdlePlace, is: SharedLimit["is"], name: string): SharedLimit => ({ ...place, is, name });

/** Null where there is no such thing. */
async function ifThere(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Fault && error.absent) return null;
    throw error;
  }
}
