import { type ArmId, idOfType, nameAfter, parseArmPath, typeWithAction } from "../../catalogue/arm-id";
import { applyShape } from "../apply-shape";
import { requestsByShape } from "../by-shape/requests";
import { type Facts, noFacts, type Opaque } from "../facts";
import { at, azapiBody, azapiType, type GenericResource } from "../generic-resource";
import { isGovernanceType } from "../governance";
import { quotas } from "../governance/quotas";
import { count, isOneOf, text } from "../leaf";
import { opaque } from "../opaque";
import { armNaming, nodeAt, nodesAt } from "../path";
import { createComputeActions } from "../roles/create-compute";
import { templateHolderOf } from "../template/holders/arm-types";
import { isAbsent, type NodeAt } from "../tree";
import { computeTypeOfArm } from "../types";
import { looksAlike } from "../types/left-out/look-alikes";
import { absent, known, type Tree } from "../value";
import { actionRows } from "./action-rows";
import type { AzapiAction } from "./azapi-action";
import { harmlessActions } from "./harmless-actions";
import { removed } from "./removals";

/**
 * azapi's resourceAction sends a request to `resourceId`/`action`: of any method, to any path, so that a whole machine may stand in
 * what is called an action. What is asked for is told by that path, and by `type` as well: azapi lets both through only where
 * they agree, but an id may come later.
 */
export function askedByAction(inputs: Tree): readonly (GenericResource | Opaque | Facts)[] {
  const method = methodIn(inputs);
  if (method === "GET" || method === "HEAD") return [];
  const body = azapiBody(inputs);
  return targetsIn(inputs).flatMap(to => ("why" in to ? [to] : asked(method, to, body)));
}

type Body = ReturnType<typeof azapiBody>;

/** What a request is sent to, and where the id of its scope stands. */
interface Target extends ArmId {
  readonly type: string;
  readonly at: NodeAt;
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

function methodIn(inputs: Tree): (typeof methods)[number] | Opaque {
  const place = at(inputs, "method");
  const written = text(place);
  if (written.state === "absent") return "POST";
  const method = written.state === "known" ? written.value.trim().toUpperCase() : undefined;
  return methods.find(one => one === method) ?? opaque("the method", place);
}

/** Where the request goes: by the id, and by the type where that says otherwise. */
function targetsIn(inputs: Tree): readonly (Target | Opaque)[] {
  const [id, action] = [at(inputs, "resourceId"), at(inputs, "action")];
  const type = azapiType(inputs);
  const unread = typeof type === "string" ? [] : [type];
  const word = text(action);
  if (word.state !== "known" && word.state !== "absent") return [...unread, opaque("the action", action)];
  const bases = [
    ...(typeof id.node === "string" ? [`/${id.node}`] : []),
    ...(typeof type === "string" ? [idOfType(type)] : []),
  ];
  const found = new Map<string, Target>();
  for (const base of bases) {
    const target = parseArmPath(`${base}/${word.state === "known" ? word.value : ""}`);
    if (!target) return [...unread, opaque("the path of the request", id)];
    const { type, scope } = target;
    const name = typeWithAction(target).toLowerCase();
    if (type === undefined || found.has(name)) continue;
    found.set(name, { ...target, type, at: { ...id, node: typeof id.node === "string" ? scope : id.node } });
  }
  return [...unread, ...found.values()];
}

function asked(
  method: ReturnType<typeof methodIn>,
  to: Target,
  body: Body,
): readonly (GenericResource | Opaque | Facts)[] {
  if (method === "DELETE") return removed(to.type, known("is deleted", "method"));
  if (typeof method === "string") return sent(method, to, body);
  // any of them, then
  const { path, state } = method;
  const perhaps = removed(to.type, { path, state: state === "linked" || state === "cutOff" ? "expression" : state });
  const whole = [...perhaps, ...sent("PATCH", to, body)];
  return whole.length > 0 || isGoverned(to.type) ? [...whole, method] : [];
}

function sent(method: string, to: Target, body: Body): readonly (GenericResource | Opaque | Facts)[] {
  const name = typeWithAction(to);
  const creates = createComputeActions.some(({ action }) => action.toLowerCase() === `${name}/action`.toLowerCase());
  const row = actionRows.find(({ action }) => isOneOf(name, [action]));
  if (row) {
    const found = [...body.opaque.map(unread), ...answered(row, to, body)];
    return creates && !found.some(asksForMore) ? [...found, notSeen(to)] : found;
  }
  if (to.action === undefined && (method !== "POST" || isRead(to.type))) {
    const location = body.location.node === undefined ? regionOf(to) : body.location;
    return [{ type: to.type, ...body, location, scope: to.at, patch: method !== "PUT" }];
  }
  const isHarmless = isOneOf(lastWord(to), harmlessActions) || isOneOf(name, harmlessActions);
  if (creates || (isGoverned(to.type) && !isHarmless)) return [notSeen(to)];
  return isHarmless || isOneOf(lastWord(to), questions) ? [] : byShape(to, body);
}

/** Actions that ask about machines, and name their sizes. */
const questions = ["calculate*", "estimate*", "generate*", "predict*", "recommend*", "search*", "simulate*"];

/** What looks like a request for machines in what is sent to a type that no row knows. */
function byShape(to: Target, { body }: Body): readonly Facts[] {
  const type = typeWithAction(to) ?? to.type;
  const { requests, opaque } = requestsByShape(body, { type, region: absent(to.at.path) });
  return requests.length + opaque.length > 0 && !looksAlike(to.type) ? [{ ...noFacts, requests, opaque }] : [];
}

/** What an action of the table asks for in its body. */
function answered(row: AzapiAction, to: Target, { body }: Body): readonly (GenericResource | Facts)[] {
  const found = applyShape(row, { type: to.type, root: body, naming: armNaming, location: regionOf(to) });
  const raised = nodesAt(body, row.quotas?.at ?? "", armNaming).flatMap(place =>
    row.quotas && place.node !== undefined ? quotas.read(row.quotas, { root: body, at: place, naming: armNaming }) : [],
  );
  const own: Facts = { ...found, quotaIncreases: raised, ...row.brings?.("action") };
  const held = (row.holds ?? []).flatMap(({ type, at, copies, patch = false }) =>
    nodesAt(body, at, armNaming)
      .filter(({ node }) => !isAbsent(node))
      .map((inner): GenericResource => {
        const location = nodeAt(inner, "location", armNaming);
        const many = copies === undefined ? undefined : count(nodeAt(body, copies, armNaming));
        return { type, body: inner, location, scope: to.at, patch, opaque: [], ...(many && { copies: many }) };
      }),
  );
  return Object.values(own).some(facts => facts.length > 0) ? [own, ...held] : held;
}

/** Whether anything is created or run, or cannot be seen. */
const asksForMore = (part: GenericResource | Facts): boolean =>
  "body" in part || part.requests.length + part.payloads.length + part.opaque.length > 0;

const unread = (part: Opaque): Facts => ({ ...noFacts, opaque: [part] });

const regionOf = (to: Target): NodeAt => ({ node: nameAfter(to, "locations"), path: to.at.path });

/** Azure now and then takes the last name for an action all the same: `rollingUpgrades/cancel`. */
const lastWord = ({ action, names }: Target): string => action ?? names.at(-1) ?? "";

/** Nobody here can tell what comes of it. */
const notSeen = (to: Target): Opaque => {
  const word = lastWord(to);
  const named = /^\w{1,40}$/.test(word) ? `the action ${word}` : "the action";
  return { path: "action", why: `${named} is none that can be read`, state: "malformed" };
};

const isRead = (type: string): boolean =>
  computeTypeOfArm(type) !== undefined || isGovernanceType(type) || templateHolderOf(type) !== undefined;

/** Below a provider stands any of its types, and the tenant takes other requests in a `batch`. */
const anything: ReadonlySet<string> = new Set(["microsoft.resources/providers", "microsoft.resources/tenants"]);

/** Whether a type, or one that it belongs to, creates compute, runs or changes anything. */
function isGoverned(type: string): boolean {
  const words = type.split("/");
  return anything.has(type.toLowerCase()) || words.some((_, i) => i > 0 && isRead(words.slice(0, i + 1).join("/")));
}
