import { parseArmId } from "../../catalogue/arm-id";
import { inWords } from "../../catalogue/exceptions";
import { stopCompute } from "../cures/stop-compute";
import type { LiveResource } from "../evidence/resources";
import { costOf } from "../facts/burning";
import { standingCompute } from "../facts/standing-compute";
import type { ComputeCreator, CreateRight } from "../facts/types";
import { burningUsd, burningWords, counted, machineWords } from "../report/phrases";
import { amountWords, capped, plural, usd } from "../report-text";
import type { Asked } from "./asked";
import { aboutLines } from "./found-lines";
import type { Thing } from "./matches";

/** What is known of a resource, a subscription, or whatever else something was found of. */
export function* thingLines({ id, name, resource, ofTenant }: Thing, asked: Asked): Generator<string> {
  const { report } = asked;
  const { subscription = "" } = parseArmId(id);
  const where = report.subscriptions.find(one => one.id.toLowerCase() === subscription.toLowerCase())?.name;
  const isSubscription = /^\/subscriptions\/[^/]+$/i.test(id);
  const what = resource ? `${resource.type}${resource.region ? ` in ${resource.region}` : ""}, ` : "";
  yield `${name} (${isSubscription ? "a subscription" : `${what}${where ?? "of the tenant"}`})`;
  yield "";
  yield `Id           ${id}`;
  if (resource) yield* runningLines(resource, asked);
  if (isSubscription) yield* subscriptionLines(id, asked);
  // whoever creates compute may change what computes, and not a workspace, a policy or the subscription itself
  const [can, there] = isSubscription
    ? ["Can create compute there", ""]
    : ["Can change it", " that can create compute there"];
  if (resource || isSubscription) yield* changerLines(id, subscription.toLowerCase(), { can, there }, asked);
  yield* aboutLines(
    report,
    subject =>
      (ofTenant ? subject.id === id && subject.name === name : isAt(subject.id, id)) ||
      (isSubscription && isAt(subject.scope ?? "", id)),
  );
  if (resource) yield* stopLines(resource, asked);
}

/** Whether an id is this one, or one below it. */
function isAt(id: string, at: string): boolean {
  const [given, wanted] = [id.toLowerCase(), at.toLowerCase()];
  return given === wanted || given.startsWith(`${wanted}/`);
}

function* runningLines(resource: LiveResource, { report, know, setting }: Asked): Generator<string> {
  const [standing] = standingCompute([resource], know("subscriptions").value, setting.estate);
  const cost = standing && costOf(standing.live, [...standing.requests, ...standing.unapproved], standing.since);
  if (cost)
    yield `Costs        ${burningUsd(cost)} a day at list prices (${machineWords(cost.machines)}; ${burningWords(cost)})`;
  else yield "Costs        no machines of its own, by all that was read";
  const { resources = [], excepted = [] } = report.burning ?? {};
  const burns = resources.find(one => one.id.toLowerCase() === resource.id.toLowerCase());
  if (burns) yield `Burns        ${burningUsd(burns)} a day of it the estate does not approve`;
  const approved = excepted.find(one => one.id.toLowerCase() === resource.id.toLowerCase());
  if (approved) yield `Approved     by an exception: ${approved.exceptions.map(inWords).join("; ")}`;
  const by = know("creators").value.of(resource);
  yield `Created by   ${by.join(" or ") || "somebody whom the log does not name"}`;
}

function* subscriptionLines(id: string, { report, know }: Asked): Generator<string> {
  const within = know("resources").value.filter(each => isAt(each.id, id));
  yield `Holds        ${counted(within.length, "resource")} of compute`;
  const burning = (report.burning?.resources ?? []).filter(each => isAt(each.id, id));
  if (burning.length > 0)
    yield `Burns        ${burning.map(each => `${each.name} (${burningUsd(each)} a day)`).join(", ")}`;
}

/** So many are named; the others are counted. */
const named = 10;

/** Whoever may create compute there may change what runs there: in the order of the report, the least defended first. */
function* changerLines(
  id: string,
  subscription: string,
  says: { readonly can: string; readonly there: string },
  { report, know }: Asked,
): Generator<string> {
  const reaching = new Set(
    know("computeCreators").value.flatMap(({ principal, rights }: ComputeCreator) =>
      rights.some(right => !right.conditional && reaches(right, id, subscription)) ? [principal.id] : [],
    ),
  );
  const radii = report.blastRadius.filter(({ principal }) => reaching.has(principal.id));
  if (radii.length === 0) return;
  yield "";
  yield `${says.can}: ${plural(radii.length, "identity", "identities")}${says.there}, the least defended first:`;
  for (const line of capped(
    radii.map(
      ({ principal, defence, usdPerDay }) =>
        `${principal.name} (${defence}; could burn ${amountWords(usdPerDay, usd)} a day)`,
    ),
    named,
  ))
    yield `  - ${line}`;
}

/** A right reaches all that lies below its scope; one above subscriptions names those that it reaches. */
function reaches({ scope, subscriptions }: CreateRight, id: string, subscription: string): boolean {
  const isBelow = /^\/subscriptions\//i.test(scope);
  return isBelow ? isAt(id, scope) || isAt(scope, id) : subscriptions.includes(subscription);
}

/** How it is stopped, where no act says so already. */
function* stopLines({ id, name }: LiveResource, { report }: Asked): Generator<string> {
  const isTold = report.acts.some(
    ({ stage, targets }) => stage === "stop" && targets.some(target => target.id.toLowerCase() === id.toLowerCase()),
  );
  const { commands } = stopCompute({ kind: "resource", id, name });
  if (isTold || commands.length === 0) return;
  yield "";
  yield "To stop it:";
  for (const { line } of commands) yield `  ${line}`;
}
