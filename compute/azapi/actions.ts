import { orderActions } from "../../catalogue/role-actions";
import { changesByArm } from "../governance";
import { quotas } from "../governance/quotas";
import { type Facts, noFacts, type Opaque } from "../facts";
import { at, azapiBody, azapiType, type Held, opaque } from "../generic-resource";
import { count, isMisread, isOneOf, text } from "../leaf";
import { arm, type Place, places } from "../path";
import { read } from "../apply-shape";
import { type Target, targetOf } from "../resource-id";
import { rowOfArm } from "../types";
import { carrierOf } from "../template/carriers";
import { known, type Tree, Withheld } from "../value";
import { type ActionRow, actionRows } from "./action-rows";
import { harmlessActions } from "./harmless-actions";
import { removed } from "./removals";

/**
 * azapi's resourceAction sends a request to `resourceId`/`action`: of any method, to any path, so that a whole machine may stand in
 * what is called an action. What is asked for is told by that path, and by `type` as well: azapi lets both through only where
 * they agree, but an id may come later.
 */
export function askedByAction(inputs: Tree): readonly (Held | Opaque | Facts)[] {
  const method = methodIn(inputs);
  if (method === "GET" || method === "HEAD") return [];
  const body = azapiBody(inputs);
  return pathsIn(inputs).flatMap(to => ("why" in to ? [to] : asked(method, to, body)));
}

type Body = ReturnType<typeof azapiBody>;

/** What is asked for at one target, and where the id of its scope stands. */
interface Path extends Target {
  readonly at: Place;
}

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;

function methodIn(inputs: Tree): (typeof methods)[number] | Opaque {
  const place = at(inputs, "method");
  const written = text(place);
  if (written.state === "absent" && !isMisread(place)) return "POST";
  const method = written.state === "known" ? written.value.trim().toUpperCase() : undefined;
  return methods.find(one => one === method) ?? opaque("the method", place);
}

/** Where the request goes: by the id, and by the type where that says otherwise. */
function pathsIn(inputs: Tree): readonly (Path | Opaque)[] {
  const [id, action] = [at(inputs, "resourceId"), at(inputs, "action")];
  const type = azapiType(inputs);
  const unread = typeof type === "string" ? [] : [type];
  if (action.node instanceof Withheld || isMisread(action)) return [...unread, opaque("the action", action)];
  const [namespace, ...types] = typeof type === "string" ? type.split("/") : [];
  const bases = [
    ...(typeof id.node === "string" ? [`/${id.node}`] : []),
    ...(namespace ? [["/providers", namespace, ...types.map(word => `${word}/_`)].join("/")] : []),
  ];
  const found = new Map<string, Path | Opaque>();
  for (const base of bases) {
    const target = targetOf(`${base}/${action.node ?? ""}`);
    if (target === "unreadable") return [...unread, opaque("the path of the request", id)];
    const name = target && nameOf(target).toLowerCase();
    if (target && !found.has(name!)) found.set(name!, { ...target, at: scopeOf(target, id) });
  }
  return [...unread, ...found.values()];
}

const scopeOf = (target: Target, { node, path }: Place): Place => ({
  node: typeof node === "string" ? target.scope : node,
  path,
});

/** As role definitions write it: `Microsoft.HDInsight/clusters/roles/resize`. */
const nameOf = ({ type, action }: Target): string => (action === undefined ? type : `${type}/${action}`);

function asked(method: ReturnType<typeof methodIn>, to: Path, body: Body): readonly (Held | Opaque | Facts)[] {
  if (method === "DELETE") return removed(to.type, known("is deleted", "method"));
  if (typeof method === "string") return sent(method, to, body);
  // any of them, then
  const { path, state } = method;
  const perhaps = removed(to.type, { path, state: state === "unknown" || state === "hidden" ? state : "expression" });
  const whole = [...perhaps, ...sent("PATCH", to, body)];
  return whole.length > 0 || isGoverned(to.type) ? [...whole, method] : [];
}

function sent(method: string, to: Path, body: Body): readonly (Held | Opaque | Facts)[] {
  const name = nameOf(to);
  const orders = orderActions.some(({ action }) => action.toLowerCase() === `${name}/action`.toLowerCase());
  const row = actionRows.find(({ action }) => isOneOf(name, [action]));
  if (row) {
    const found = [...body.opaque.map(unread), ...answered(row, to, body)];
    return orders && !found.some(asksForMore) ? [...found, notSeen(to)] : found;
  }
  if (to.action === undefined && (method !== "POST" || isRead(to.type))) {
    const location = body.location.node === undefined ? regionOf(to) : body.location;
    return [{ type: to.type, ...body, location, scope: to.at, patch: method !== "PUT" }];
  }
  const isHarmless = isOneOf(to.last, harmlessActions) || isOneOf(name, harmlessActions);
  return orders || (isGoverned(to.type) && !isHarmless) ? [notSeen(to)] : [];
}

/** What an action of the table asks for in its body. */
function answered(row: ActionRow, to: Path, { body }: Body): readonly (Held | Facts)[] {
  const found = read(row, { type: to.type, root: body, dialect: arm, location: regionOf(to) });
  const raised = places(body, row.quotas?.at ?? "", arm).flatMap(place =>
    row.quotas && place.node !== undefined ? quotas.read(row.quotas, { root: body, place, dialect: arm }) : [],
  );
  const own: Facts = { ...found, quotas: raised, ...row.brings?.("action") };
  const held = (row.holds ?? []).flatMap(({ type, at, copies, patch = false }) =>
    places(body, at, arm)
      .filter(({ node }) => node !== undefined && node !== null)
      .map((inner): Held => {
        const location = places(inner, "location", arm)[0] ?? { node: undefined, path: inner.path };
        const many = copies === undefined ? undefined : count(places(body, copies, arm)[0]!);
        return { type, body: inner, location, scope: to.at, patch, opaque: [], ...(many && { copies: many }) };
      }),
  );
  return Object.values(own).some(facts => facts.length > 0) ? [own, ...held] : held;
}

/** Whether anything is ordered or run, or cannot be seen. */
const asksForMore = (part: Held | Facts): boolean =>
  "body" in part || part.orders.length + part.payloads.length + part.opaque.length > 0;

const unread = (part: Opaque): Facts => ({ ...noFacts, opaque: [part] });

const regionOf = ({ region, at }: Path): Place => ({ node: region, path: at.path });

/** Nobody here can tell what comes of it. */
const notSeen = ({ last }: Target): Opaque => ({
  path: "action",
  why: `${/^\w{1,40}$/.test(last) ? `the action ${last}` : "the action"} is none that can be read`,
  state: "malformed",
});

const isRead = (type: string): boolean =>
  rowOfArm(type) !== undefined || changesByArm(type) || carrierOf(type) !== undefined;

/** Below a provider stands any of its types, and the tenant takes other requests in a `batch`. */
const anything: ReadonlySet<string> = new Set(["microsoft.resources/providers", "microsoft.resources/tenants"]);

/** Whether a type, or one that it belongs to, orders, runs or changes anything. */
function isGoverned(type: string): boolean {
  const words = type.split("/");
  return anything.has(type.toLowerCase()) || words.some((_, i) => i > 0 && isRead(words.slice(0, i + 1).join("/")));
}
