import { normalRegion } from "../catalogue/regions";
import { acceleratorsOf } from "./accelerators";
import { dynamicContent } from "./dynamic-content";
import {
  type ComputeRequest,
  type Extension,
  type Facts,
  noFacts,
  type Opaque,
  type Payload,
  type RegionUse,
} from "./facts";
import { hostOf } from "./hosts";
import {
  alternatives,
  amount,
  asking,
  firstPresent,
  formula,
  isOneOf,
  isWritten,
  pathList,
  presentNodes,
  type RowContext,
  read,
  spotOf,
  text,
  withheld,
} from "./leaf";
import { changesOnly } from "./only-changes";
import { linkedTemplate } from "./opaque";
import { evaluated, type Naming, nodesAt } from "./path";
import { setOf } from "./sets";
import { groupLocation } from "./template/partial";
import { isAbsent, isList, leaves, type NodeAt } from "./tree";
import type { ExtensionShape, PayloadShape, RequestShape, Shape } from "./types/compute-type";
import { absent, known, type Value, Withheld } from "./value";
import { fullSize } from "./vm-size";

/** One description of a resource, to which the shape of its type is applied. */
export interface Description {
  /** The ARM type, or the token of a type without a row. */
  readonly type: string;
  readonly root: NodeAt;
  readonly naming: Naming;
  /** The place of `location`, which some packages keep apart from the body. */
  readonly location: NodeAt;
}

export function applyShape(shape: Shape, description: Description): Facts {
  const { root, type } = description;
  const naming = shape.dynamic ? { ...description.naming, evaluate: dynamicContent } : description.naming;
  const region = regionAt(description.location);
  const contextAt = (at: NodeAt): RowContext => ({ root, at, naming });
  const requests = (shape.requests ?? []).flatMap(row =>
    pathList(row.at ?? "").flatMap(path =>
      nodesAt(root, path, naming)
        .filter(({ node }) => !isAbsent(node))
        .flatMap(place => requestsOf(row, contextAt(place), type, region)),
    ),
  );
  const machines = requests.length > 0 ? { machines: requests.map(({ size }) => size) } : {};
  return {
    ...noFacts,
    requests,
    regions: [
      ...regionsAt(type, [description.location]),
      ...(shape.regions ?? []).flatMap(path => regionsAt(type, nodesAt(root, path, naming))),
    ],
    payloads: onceEach((shape.payloads ?? []).flatMap(row => payloadsOf(row, root, naming))),
    extensions: (shape.extensions ?? []).flatMap(row =>
      nodesAt(root, row.at ?? "", naming)
        .filter(({ node }) => !isAbsent(node))
        .flatMap(place => extensionsAt(row, contextAt(place)).map(of => ({ ...of, ...hostOf(type, contextAt(place)) })))
        .map(extension => ({ ...extension, ...machines })),
    ),
    opaque: (shape.links ?? []).flatMap(path => nodesAt(root, path, naming).flatMap(linked)),
  };
}

/** A region, in the spelling of the catalogue. `resourceGroup().location` counts as absent, because the group is judged itself. */
export function regionAt(place: NodeAt): Value<string> {
  if (place.node === groupLocation) return absent(place.path);
  const region = text(place);
  return region.state === "known" ? { ...region, value: normalRegion(region.value) } : region;
}

/** Words in the place of a region that name none: `global`, and Data Factory's word for the region of the data. */
const noRegions: ReadonlySet<string> = new Set(["global", "autoresolve"]);

/** The regions that are named at some places. */
export const regionsAt = (type: string, at: readonly NodeAt[]): RegionUse[] =>
  at
    .flatMap(alternatives)
    .map(regionAt)
    .filter(region => region.state !== "absent" && !(region.state === "known" && noRegions.has(region.value)))
    .map(region => ({ of: "resource", type, region }));

/** The template that a link leads to. */
const linked = (place: NodeAt): Opaque[] =>
  alternatives(place).flatMap(one => {
    const source = text(one);
    return source.state === "absent" ? [] : [linkedTemplate(one.path, source)];
  });

/** The compute requests at one place. Where a path leads to several sizes, each is a request, and they share one count. */
function requestsOf(row: RequestShape, context: RowContext, type: string, region: Value<string>): ComputeRequest[] {
  if (!isMade(row, context)) return [];
  const sizes = row.size === undefined ? [undefined] : presentNodes(context, row.size).flatMap(alternatives);
  const shared = choiceOf(row, context) ?? (sizes.length > 1 ? sizes[0]!.path : undefined);
  const choice = shared === undefined ? {} : { choice: shared.replace(/\[\d+\]$/, "") };
  const of = { ...setOf(type, context), ...hostOf(type, context) };
  return sizes.flatMap(place => sized(row, context, place).map(part => ({ ...part, type, region, ...choice, ...of })));
}

const choiceOf = ({ choice }: RequestShape, context: RowContext): string | undefined =>
  choice === undefined ? undefined : choice === true ? context.at.path : firstPresent(context, choice).path;

function sized(
  row: RequestShape,
  context: RowContext,
  place: NodeAt | undefined,
): Omit<ComputeRequest, "type" | "region">[] {
  const size = place ? sizeAt(place, row) : absent(context.at.path);
  const [accelerator, ...otherAccelerators] = acceleratorsOf(row, context);
  const count = amount(context, row.count);
  const missing = size.state === "absent" && accelerator.state === "absent";
  if (missing && (isSwitch(row) || createsNothing(row, context, count))) return [];
  return [
    {
      what: row.what,
      size,
      sizeAbsent: withoutSize(row, context),
      accelerator,
      ...(otherAccelerators.length > 0 && { otherAccelerators }),
      count,
      ...(row.counts && { counts: row.counts }),
      ...(row.stopped && asking(context, [row.stopped]).state === "known" && { stopped: context.at.path }),
      ceiling: row.formula === undefined ? amount(context, row.ceiling) : formula(context, row.formula),
      spot: spotOf(context, row.spot),
    },
  ];
}

function sizeAt(place: NodeAt, { bare, noSize }: RequestShape): Value<string> {
  const size = text(place);
  if (size.state !== "known") return size;
  if (noSize && isOneOf(size.value, noSize)) return absent(size.path);
  return bare ? { ...size, value: fullSize(size.value) } : size;
}

/** Whether a request counts only once an accelerator is asked for. */
export const isSwitch = ({ size, tier, asks, without }: RequestShape): boolean =>
  size === undefined && tier === undefined && without === undefined && asks !== undefined;

/** Whether a request without a size creates nothing, or is described by another row. */
function createsNothing(
  { without, elsewhere, unless, changes }: RequestShape,
  context: RowContext,
  count: Value<number>,
): boolean {
  if (changes && changesOnly(context, changes)) return true;
  if (without === "nothing" || pathList(elsewhere ?? []).some(path => isWritten(context, path))) return true;
  const counted = count.state === "known" ? count.value > 0 : count.state !== "absent";
  return unless !== undefined && !counted && !isWritten(context, unless);
}

function withoutSize(
  { size, without, ordinary, source }: RequestShape,
  context: RowContext,
): ComputeRequest["sizeAbsent"] {
  if (size === undefined && without === undefined) return "sizeless";
  const picked = without === "default" || (ordinary !== undefined && asking(context, [ordinary]).state === "known");
  return picked && !(source !== undefined && isWritten(context, source)) ? "default" : "unreadable";
}

/** Whether the row's condition `only` holds, or cannot be seen. */
function isMade({ only }: RequestShape, context: RowContext): boolean {
  if (!only) return true;
  return alternatives(firstPresent(context, only.path)).some(place => {
    const value = text(place);
    if (value.state !== "known") return true;
    return only.is ? isOneOf(value.value, only.is) : !isOneOf(value.value, only.not ?? []);
  });
}

function extensionsAt({ publisher, type, fixed }: ExtensionShape, context: RowContext): Extension[] {
  const { path } = context.at;
  const named = (of: string) => (fixed ? [known(of, path)] : alternatives(firstPresent(context, of)).map(text));
  return named(publisher).flatMap(publisher => named(type).map(type => ({ publisher, type })));
}

/** The places of all paths. Several paths may lead through the same withheld node, which is then returned once. */
function placesOfAll(paths: readonly string[], root: NodeAt, naming: Naming): NodeAt[] {
  const withheldAt = new Set<string>();
  return paths.flatMap(path => {
    const found = nodesAt(root, path, naming).filter(
      ({ node, path }) => !(node instanceof Withheld && withheldAt.has(path)),
    );
    for (const { node, path } of found) if (node instanceof Withheld) withheldAt.add(path);
    return found;
  });
}

/** The texts at the paths. The words of one command are joined, so that a flag is read together with its value. */
function payloadsOf(
  { what, kind, runsElsewhere, isFile, isFetched, path: paths }: PayloadShape,
  root: NodeAt,
  naming: Naming,
): Payload[] {
  return placesOfAll(pathList(paths), root, naming).flatMap(place => {
    const found = [...leaves(place)].flatMap((leaf): Value<string>[] => {
      const { node, path: at } = evaluated(leaf, naming);
      if (node instanceof Withheld) return [withheld(node, at)];
      return typeof node === "string" && node !== "" ? [read(node, { ...leaf, path: at })] : [];
    });
    const texts = kind === "command" && isList(place.node) ? inOneLine(found, place.path) : found;
    return texts.map(text => ({
      what,
      kind,
      ...(runsElsewhere && { runsElsewhere }),
      ...(isFile && { isFile }),
      ...(isFetched && { isFetched }),
      text,
    }));
  });
}

/** How much it matters that a text of a kind cannot be seen, most first. */
const weights: readonly Payload["kind"][] = ["script", "command", "settings", "link", "image", "environment"];

/** What is withheld as a whole, such as the `spec` of a pod, holds the texts of several rows, and stands for the weightiest of them. */
function onceEach(payloads: readonly Payload[]): readonly Payload[] {
  if (payloads.every(({ text }) => text.state === "known")) return payloads;
  const kept = new Map<string, Payload>();
  for (const payload of payloads) {
    const { text, kind } = payload;
    const key = text.state === "known" ? `${kept.size} known` : text.path;
    const other = kept.get(key);
    if (!other || weights.indexOf(kind) < weights.indexOf(other.kind)) kept.set(key, payload);
  }
  return [...kept.values()];
}

function inOneLine(words: readonly Value<string>[], path: string): Value<string>[] {
  const seen = words.flatMap(word => (word.state === "known" ? [word.value] : []));
  const unseen = words.filter(({ state }) => state !== "known");
  return seen.length > 0 ? [known(seen.join(" "), path), ...unseen] : unseen;
}
