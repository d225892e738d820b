import type { GovernanceType } from "../../compute/governance/governance-type";
import { templateHolders } from "../../compute/template/holders/arm-types";
import { isArmShaped, type PulumiHolder } from "../../compute/template/holders/pulumi-types";
import type { ComputeType, Shape } from "../../compute/types";
import type { Ask, Paths, PayloadShape, Quantity, RequestShape } from "../../compute/types/compute-type";
import type { SdkPath } from "./sdk-paths";

/** The paths that the rows of our tables name, each as the SDK of its type has to have it. */
export interface RowPath extends SdkPath {
  /** It must be right for the current API version: where the first choice for a size stands, and what has no second choice. */
  readonly current: boolean;
}

type Leaf = Omit<RowPath, "sdk" | "type">;

const listed = (paths: Paths | Quantity | undefined): readonly string[] =>
  paths === undefined ? [] : typeof paths === "string" ? [paths] : "sum" in paths ? paths.sum : paths;

/** From the resource on. */
const join = (at: string, path: string) =>
  path.startsWith("/") ? path.slice(1) : [at, path].filter(Boolean).join(".");

const current = (path: string, takes: Leaf["takes"] = "anything"): Leaf => ({ path, takes, current: true });
const inOrder = (paths: readonly string[], takes: Leaf["takes"]) =>
  paths.map((path, i): Leaf => ({ path, takes, current: i === 0 }));

function ofOrder(request: RequestShape): Leaf[] {
  const ats = listed(request.at ?? "");
  const inside = (paths: Paths | Quantity | undefined) => listed(paths).flatMap(path => ats.map(at => join(at, path)));
  const other = (takes: Leaf["takes"], ...of: readonly (Paths | Quantity | undefined)[]) =>
    of.flatMap(inside).map((path): Leaf => ({ path, takes, current: false }));
  const asked = (asks: readonly Ask[]) =>
    asks.flatMap(({ path, words }) => (path ? other(words ? "text" : "anything", path) : []));
  return [
    ...inOrder(ats.filter(Boolean), "anything"),
    ...inOrder([...inside(request.size), ...inside(request.tier)], "text"),
    ...other("number", request.count, request.ceiling),
    ...other("text", request.formula, request.only?.path),
    ...other("anything", request.unless, request.elsewhere, request.source, request.changes),
    ...other("anything", request.choice === true ? undefined : request.choice),
    ...asked([...(request.asks ?? []), ...[request.spot, request.ordinary].filter(ask => ask !== undefined)]),
  ];
}

/** A script or an image is a text; settings may be a whole tree of them, and the entries of an environment pairs of a type and a value. */
const inPayload = (kind: PayloadShape["kind"], path: string) =>
  kind === "settings" || (kind === "environment" && path.endsWith("{}")) ? "anything" : "texts";

function ofShape(shape: Shape): Leaf[] {
  return [
    ...(shape.requests ?? []).flatMap(ofOrder),
    ...[...(shape.regions ?? []), ...(shape.links ?? [])].map(path => current(path, "text")),
    ...(shape.payloads ?? []).flatMap(({ path, kind }) => listed(path).map(one => current(one, inPayload(kind, one)))),
    ...(shape.extensions ?? []).flatMap(({ at = "", publisher, type, fixed }) =>
      fixed ? [] : [publisher, type].map(path => current(join(at, path), "text")),
    ),
  ];
}

/** As an SDK spells it: without what ARM alone has, and with its own names. What a text of JSON holds, no SDK knows. */
function spelled({ path, takes, current }: Leaf): Leaf {
  const own = path.replaceAll("~", "").replace(/<(\w*)\|\w+>(\.?)/g, (_, name, dot) => (name ? name + dot : ""));
  const [outside = "", inside] = own.split("!", 2);
  return { path: outside, takes: inside === undefined ? takes : "text", current };
}

/** Of each type, the paths; and the type itself, which has to be there even if there is nothing in it to read. */
const of = (sdk: SdkPath["sdk"], types: readonly string[] | undefined, leaves: readonly Leaf[]): RowPath[] =>
  (types ?? []).flatMap(type => [current(""), ...leaves].map(leaf => ({ sdk, type, ...spelled(leaf) })));

const native = "@pulumi/azure-native";
const classic = "@pulumi/azure";

/** In ARM's language, and from the resource on: where the first choices stand. */
export const firstArmPathsOf = (row: ComputeType): string[] =>
  ofShape(row)
    .filter(({ current }) => current)
    .map(({ path }) => path);

/** In both SDKs. */
export const pathsOf = (row: ComputeType): RowPath[] => [
  ...of(native, row.native, ofShape(row)),
  ...(row.classic ?? []).flatMap(shape => of(classic, shape.types, ofShape(shape))),
];

export function pathsOfTemplate(row: PulumiHolder): RowPath[] {
  if (!isArmShaped(row)) {
    const { template, parameters, values, link } = row;
    const texts = [template, parameters, link].filter(path => path !== undefined).map(path => current(path, "text"));
    return of(classic, row.classic, values === undefined ? texts : [...texts, current(values)]);
  }
  const holder = templateHolders.get(row.arm.toLowerCase())!;
  const { parameters, link, parametersLink, later } = holder;
  const paths = [parameters, link, parametersLink, later].filter(path => path !== undefined);
  const inBody = [...inOrder(holder.templates, "anything"), ...paths.map(path => current(path))];
  const asText = (leaf: Leaf): Leaf => {
    const text = row.json?.find(key => leaf.path === key || leaf.path.startsWith(`${key}.`));
    return text === undefined ? leaf : current(text, "text");
  };
  return [
    ...of(
      native,
      row.native,
      inBody.map(leaf => ({ ...leaf, path: join(row.body, leaf.path) })),
    ),
    ...of(classic, row.classic, inBody.map(asText)),
  ];
}

export function pathsOfChange({ native: types, classic: olders, azuread, at = "", paths }: GovernanceType): RowPath[] {
  const leaves = Object.values(paths).flatMap(one =>
    inOrder(
      listed(one).map(path => join(at, path)),
      "anything",
    ),
  );
  const all = at ? [current(at), ...leaves] : leaves;
  return [
    ...of(native, types, all),
    ...of(classic, olders, all),
    ...of(
      "@pulumi/azuread",
      azuread?.map(type => `index/${type}`),
      all,
    ),
  ];
}
