import { normalRegion } from "../catalogue/regions";
import type { Extension, Facts, MachineOrder, Payload, RegionUse } from "./facts";
import {
  amount,
  asking,
  first,
  formula,
  type Ground,
  isMisread,
  isOneOf,
  isPresent,
  spotOf,
  text,
  withheld,
} from "./leaf";
import { type Dialect, leaves, type Place, places } from "./path";
import type { ExtensionRow, OrderRow, PayloadRow, Shape } from "./surface/row";
import { absent, known, type Value, Withheld } from "./value";

/** The generic reader: what a row of the surface says of a type, found in one description of it. */
export interface Description {
  /** The ARM type (or the token of a type without a row), for people. */
  readonly type: string;
  readonly root: Place;
  readonly dialect: Dialect;
  /** Where `location` stands, which some languages keep apart from the body. */
  readonly location: Place;
}

export function read(shape: Shape, description: Description): Facts {
  const { root, dialect, type } = description;
  const region = regionAt(description.location);
  const at = (place: Place): Ground => ({ root, place, dialect });
  return {
    orders: (shape.orders ?? []).flatMap(row =>
      listed(row.at ?? "").flatMap(path =>
        places(root, path, dialect)
          .filter(({ node }) => node !== undefined && node !== null)
          .flatMap(place => order(row, at(place), type, region)),
      ),
    ),
    regions: [
      ...regionsAt(type, [description.location]),
      ...(shape.regions ?? []).flatMap(path => regionsAt(type, places(root, path, dialect))),
    ],
    payloads: (shape.payloads ?? []).flatMap(row => payloadsOf(row, root, dialect)),
    extensions: (shape.extensions ?? []).flatMap(row =>
      places(root, row.at ?? "", dialect)
        .filter(({ node }) => node !== undefined && node !== null)
        .map(place => extension(row, at(place))),
    ),
    opaque: [],
  };
}

const listed = (paths: string | readonly string[]) => (typeof paths === "string" ? [paths] : paths);

function regionAt(place: Place): Value<string> {
  const region = text(place);
  if (isMisread(place)) return { state: "expression", path: place.path };
  return region.state === "known" ? known(normalRegion(region.value), region.path) : region;
}

/** `global` and what is not there are no regions. */
export const regionsAt = (type: string, at: readonly Place[]): RegionUse[] =>
  at
    .map(regionAt)
    .filter(({ state, ...rest }) => state !== "absent" && !("value" in rest && rest.value === "global"))
    .map(region => ({ of: "resource", type, region }));

function order(row: OrderRow, ground: Ground, type: string, region: Value<string>): MachineOrder[] {
  if (!stands(row, ground)) return [];
  const { path } = ground.place;
  const sizePlace = row.size === undefined ? undefined : first(ground, row.size);
  const size = sizePlace ? text(sizePlace) : absent(path);
  if (size.state === "known" && row.noSize && isOneOf(size.value, row.noSize)) return [];

  const accelerator = row.asks ? asking(ground, row.asks) : absent(path);
  const misread = sizePlace !== undefined && isMisread(sizePlace);
  if (size.state === "absent" && !misread && accelerator.state === "absent") {
    const switchedOff = row.size === undefined && row.asks !== undefined;
    const nothing = row.without === "nothing" || (row.unless !== undefined && !isPresent(ground, row.unless));
    if (switchedOff || nothing) return [];
  }
  return [
    {
      what: row.what,
      type,
      size,
      sizeAbsent:
        row.size === undefined ? "sizeless" : row.without === "default" && !misread ? "default" : "unreadable",
      accelerator,
      count: amount(ground, row.count),
      ceiling: row.formula === undefined ? amount(ground, row.ceiling) : formula(ground, row.formula),
      spot: spotOf(ground, row.spot),
      region,
      ...(row.choice && { choice: path.replace(/\[\d+\]$/, "") }),
    },
  ];
}

function stands({ only }: OrderRow, ground: Ground): boolean {
  if (!only) return true;
  const value = text(first(ground, only.path));
  if (value.state !== "known") return true;
  return only.is ? isOneOf(value.value, only.is) : !isOneOf(value.value, only.not ?? []);
}

const extension = ({ publisher, type, fixed }: ExtensionRow, ground: Ground): Extension => {
  const { path } = ground.place;
  const named = (of: string) => (fixed ? known(of, path) : text(first(ground, of)));
  return { publisher: named(publisher), type: named(type) };
};

/** The texts at a path. A list of words of one command is one text, so that a flag stands beside its value. */
function payloadsOf({ what, kind, path }: PayloadRow, root: Place, dialect: Dialect): Payload[] {
  return places(root, path, dialect).flatMap(place => {
    const found = [...leaves(place)].flatMap(({ node, path: at }): Value<string>[] => {
      if (node instanceof Withheld) return [withheld(node, at)];
      return typeof node === "string" && node !== "" ? [known(node, at)] : [];
    });
    const texts = kind === "command" && Array.isArray(place.node) ? joined(found, place.path) : found;
    return texts.map(text => ({ what, kind, text }));
  });
}

function joined(words: readonly Value<string>[], path: string): Value<string>[] {
  const seen = words.flatMap(word => (word.state === "known" ? [word.value] : []));
  const unseen = words.filter(({ state }) => state !== "known");
  return seen.length > 0 ? [known(seen.join(" "), path), ...unseen] : unseen;
}
