import * as z from "zod";
import { familyOf } from "../../catalogue/families";
import { wireRows } from "../azure/connect";
import type { Calls } from "./calls";
import { defineEvidence, Missing, type RowOf } from "./define";
import quota, { type Quota, regionsOf } from "./quota";
import { apart, each, notRegistered, read } from "./reading/read";
import { isUnregistered, registeredCall } from "./reading/registered-providers";
import { since } from "./reading/since";
import { maybeText, maybeTime, present, text } from "./reading/wire";

const row = z.object({
  subscription: z.string(),
  region: z.string(),
  id: z.string(),
  family: z.string(),
  state: z.string(),
  submittedOn: z.string(),
  requested: z.number().exactOptional(),
});

export type QuotaRequest = RowOf<typeof row>;

const calls = {
  registered: registeredCall,
  list: {
    api: "arm",
    actions: ["Microsoft.Quota/quotaRequests/read"],
    why: "know who raised quota, and when",
  },
} as const satisfies Calls;

const request = z.object({
  id: text,
  properties: z.object({
    provisioningState: maybeText,
    requestSubmitTime: maybeTime.pipe(z.string()),
    value: z
      .array(
        z.object({
          name: z.object({ value: text }),
          provisioningState: maybeText,
          subRequestId: maybeText,
          limit: z.object({ value: z.number().nullish() }).nullish(),
        }),
      )
      .nullish(),
  }),
});

const what = "requests for more quota";

/** They are no log, and few: what is asked of them reaches back over a month, however far back logs are read. */
const keptDays = 90;

/** Quota of GPUs or of spot machines. Where its limit is nothing, a request for more may be pending, or was refused. */
const isOfInterest = ({ name }: Quota): boolean =>
  name.toLowerCase() === "lowprioritycores" || (familyOf(name)?.accelerator ?? false);

export default defineEvidence({
  kind: "quotaRequests",
  title: "requests for more quota",
  row,
  calls,
  whole: "named by other evidence",
  per: [quota],
  async *run({ azure, rows, now }) {
    const filter = `requestSubmitTime ge ${since(now, keptDays)}`;
    const requestsIn = async function* (subscription: string, region: string): AsyncGenerator<QuotaRequest | Missing> {
      const scope = `subscriptions/${subscription}/providers/Microsoft.Compute/locations/${region}`;
      const requests = read(
        wireRows(options => azure.quota.quotaRequestStatus.list(scope, { filter, ...options })),
        { what, call: calls.list, as: request, of: [subscription] },
      );
      for await (const found of requests) {
        if (found instanceof Missing) yield found;
        else yield* parts(found, subscription, region);
      }
    };
    yield* each(regionsOf(rows.quota.filter(isOfInterest)), async function* ([subscription, [first, ...others]]) {
      // What was asked for before somebody unregistered it cannot be read either.
      if (await isUnregistered(azure, subscription, "Microsoft.Quota")) {
        yield notRegistered(what, calls.list, [subscription]);
        return;
      }
      // The first region tells whether the others are worth asking.
      const tried = await apart(requestsIn(subscription, first!));
      yield* tried.rows;
      yield* tried.gaps;
      if (!tried.gaps.some(({ gap }) => hopeless.has(gap.reason)))
        yield* each(others, region => requestsIn(subscription, region));
    });
  },
});

/** What holds for a subscription in all its regions. */
const hopeless = new Set(["denied", "notRegistered"]);

/** One request may ask for several families; each is a row. */
function parts({ id, properties }: z.infer<typeof request>, subscription: string, region: string): QuotaRequest[] {
  return (properties.value ?? []).map(({ name, provisioningState, subRequestId, limit }, index) =>
    present({
      subscription,
      region,
      id: `${id}/${subRequestId ?? index}`,
      family: name.value,
      state: provisioningState ?? properties.provisioningState ?? "Unknown",
      submittedOn: properties.requestSubmitTime,
      requested: limit?.value ?? undefined,
    }),
  );
}
