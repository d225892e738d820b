import { type Family, familyOf } from "../../catalogue/families";
import { normalRegion } from "../../catalogue/regions";
import type { Quota } from "../evidence/quota";
import type { QuotaRequest } from "../evidence/quota-requests";
import { operationsOf } from "../signals/operations";
import type { Answer } from "../signals/question";
import { grouped } from "./collate";
import { derivation } from "./derivation";
import { poolOf, type Raise, raises } from "./quota-raise";
import type { QuotaAsk } from "./types";

const asking: ReadonlySet<string> = new Set(operationsOf.quota);

/** Operations that set limits of Compute, of which its quota and its requests tell. Others keep limits of their own. */
const ofCompute: ReadonlySet<string> = new Set([
  "microsoft.quota/quotas/write",
  "microsoft.capacity/resourceproviders/locations/servicelimits/write",
]);

/**
 * Who asked for which quota, of what the log tells, with what the request did to the limit. Where quota or its requests were not
 * read, it is left open whether it was a raise; whoever rests on the log itself needs it beside this.
 */
export default derivation<"quotaAsks">()({
  needs: [],
  decidesSome: ["activityAnswers", "quotaRequests", "quota"],
  derive({ activityAnswers: { value: log }, quotaRequests, quota }) {
    const answers = log.of.hours.filter(({ key }) => asking.has(key.operation ?? "") && (key.unrelated ?? "") === "");
    const raiseOf = raisesIn(answers, quotaRequests.value, quota.value);
    const idle = idleRegions(quota.value);
    const asks = answers.map((answer): [Answer, QuotaAsk] => {
      const { caller = "", operation = "", subscription = "", region = "", family = "", result = "" } = answer.key;
      const known = familyOf(family);
      return [
        answer,
        {
          ...{ caller, name: log.nameOf(caller), operation, subscription, region, family },
          ...(known && { known }),
          at: answer.first,
          refused: result === "failed",
          idleRegion: idle.has(`${subscription}/${region}`),
          ...raiseOf(answer),
        },
      ];
    });
    return { value: new Map(asks) };
  },
});

/** A request as Microsoft.Quota would list it. */
const requestOf = ({ key, window = "", first }: Answer): QuotaRequest => ({
  id: `${window} ${JSON.stringify(key)}`,
  subscription: key.subscription ?? "",
  region: key.region ?? "",
  family: key.family ?? "",
  state: key.result === "failed" ? "Failed" : "Succeeded",
  submittedOn: first,
  ...(key.limit ? { requested: Number(key.limit) } : {}),
});

const hour = 3_600_000;

/** Of what Microsoft.Quota lists too its own list tells; of the rest the log's requests before it. */
function raisesIn(
  answers: readonly Answer[],
  requests: readonly QuotaRequest[],
  quota: readonly Quota[],
): (answer: Answer) => Raise {
  const listed = grouped(requests, poolIn);
  const ofListed = raises(requests, quota);
  const ledgerOf = ({ key }: Answer) => (ofCompute.has(key.operation ?? "") ? "compute" : (key.operation ?? ""));
  const ledgers = new Map(
    [...grouped(answers, ledgerOf)].map(([ledger, all]) => [
      ledger,
      raises(all.map(requestOf), ledger === "compute" ? quota : []),
    ]),
  );
  return answer => {
    const request = requestOf(answer);
    const isSame = (other: QuotaRequest) =>
      Math.abs(Date.parse(other.submittedOn) - Date.parse(request.submittedOn)) < hour &&
      (request.requested === undefined || request.requested === other.requested);
    const twin = ledgerOf(answer) === "compute" ? listed.get(poolIn(request))?.find(isSame) : undefined;
    return twin ? ofListed(twin) : ledgers.get(ledgerOf(answer))!(request);
  };
}

const poolIn = ({ subscription, region, family }: QuotaRequest): string => poolOf(subscription, region, family);

/** Regions of a subscription in which nothing runs, for all that Compute counts: `<subscription>/<region>`. */
const idleRegions = (quota: readonly Quota[]): ReadonlySet<string> =>
  new Set(
    quota.flatMap(({ subscription, region, name, used }) =>
      name.toLowerCase() === "cores" && used === 0 ? [`${subscription.toLowerCase()}/${normalRegion(region)}`] : [],
    ),
  );

/** Services that an operation asks for; a ticket may be about any. */
const services: readonly (readonly [begin: string, service: string])[] = [
  ["microsoft.machinelearningservices/", "Microsoft.MachineLearningServices"],
  ["microsoft.quota/", "Microsoft.Compute"],
  ["microsoft.capacity/", "Microsoft.Compute"],
  ["microsoft.computelimit/", "Microsoft.Compute"],
];

/** Who asked for a limit of a service, a line each, the newest first. */
export function askersOf(
  asks: Iterable<QuotaAsk>,
  limits: readonly { readonly subscription: string; readonly region: string; readonly name: string }[],
  service = "Microsoft.Compute",
): readonly string[] {
  const pools = new Set(limits.map(({ subscription, region, name }) => poolOf(subscription, region, name)));
  const found = [...asks].filter(({ subscription, region, family, operation, raises }) => {
    const of = services.find(([begin]) => operation.startsWith(begin))?.[1] ?? service;
    return raises !== "no" && of === service && family !== "" && pools.has(poolOf(subscription, region, family));
  });
  return found
    .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : one.name < other.name ? -1 : 1))
    .map(
      ({ name, at, region, operation, refused }) =>
        `${name} asked for it${region ? ` in ${region}` : ""} at ${at} (${operation})${refused ? ", and was refused" : ""}`,
    );
}

/** The family of accelerators that was asked for; undefined where it is another, or none is told. */
export const acceleratorAsked = ({ known }: QuotaAsk): Family | undefined => (known?.accelerator ? known : undefined);
