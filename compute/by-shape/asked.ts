import { count, withheld } from "../leaf";
import { joinName } from "../tree";
import { known, type Value, Withheld } from "../value";
import type { KeyKind } from "./keys";
import { isAcceleratorFamily, isHardware, namesAccelerator, sizeUnder } from "./names";

/** What is asked for in one object. */
export interface Asked {
  sizes: Value<string>[];
  /** The list that the sizes stand in, which share one count. */
  choice?: string;
  accelerator?: Value<string>;
  gpus?: Value<number> | undefined;
  /** What the GPUs are called by those who make them. */
  vendor?: string;
  count?: Value<number> | undefined;
  ceiling?: Value<number> | undefined;
}

/** Where a leaf stands. Its path is made only where something is found: most leaves are nothing. */
interface Place {
  readonly path: string;
  readonly key: string | number;
}
const pathOf = ({ path, key }: Place): string => (typeof key === "number" ? `${path}[${key}]` : joinName(path, key));

/** What one leaf adds. */
export function readLeaf(value: string | number | Withheld, place: Place, kind: KeyKind, asked: Asked): void {
  if (kind === "gpus") readGpus(value, place, asked);
  else if (kind === "count") asked.count = numberAt(value, pathOf(place)) ?? asked.count;
  else if (kind === "ceiling") asked.ceiling = numberAt(value, pathOf(place)) ?? asked.ceiling;
  else if (kind === "name" || typeof value === "number") return;
  else if (value instanceof Withheld) readWithheld(value, place, kind, asked);
  else {
    const size = kind === "size" || kind === "vmSize" ? sizeUnder(kind, value) : undefined;
    const named = size === undefined ? namesAccelerator(value) : undefined;
    if (size !== undefined || named === "size") asked.sizes.push(known(size ?? value.trim(), pathOf(place)));
    else if (
      named ||
      (kind === "accelerator" && isHardware(value)) ||
      (kind === "family" && isAcceleratorFamily(value))
    )
      asked.accelerator = known(value.trim(), pathOf(place));
  }
}

/** A value that cannot be seen asks where its name says that a VM size stands, or where what is known of it is an accelerator's. */
function readWithheld(value: Withheld, place: Place, kind: KeyKind, asked: Asked): void {
  const parts = [...value.hints, value.hints.join("")];
  if (kind === "accelerator") asked.accelerator ??= withheld(value, pathOf(place));
  else if (kind === "vmSize" || parts.some(part => namesAccelerator(part) === "size"))
    asked.sizes.push(withheld(value, pathOf(place)));
}

/** A number; what is none says nothing here, for nobody knows that a number belongs there. */
export function numberAt(value: string | number | Withheld, path: string): Value<number> | undefined {
  const number = count({ node: value, path });
  return number.state === "malformed" || number.state === "absent" ? undefined : number;
}

/** Their number, or what they are called: `gpu: 1`, `gpu: "nvidia-a100"`. A word that is neither says nothing. */
function readGpus(value: string | number | Withheld, place: Place, asked: Asked): void {
  asked.gpus = numberAt(value, pathOf(place)) ?? asked.gpus;
  // `nvidia.com/gpu`, by which an estate may approve them
  if (typeof place.key === "string" && place.key.includes("/")) asked.vendor = place.key;
  if (typeof value === "string" && Number.isNaN(Number(value)) && isHardware(value))
    asked.accelerator = known(value.trim(), pathOf(place));
}

/** GPUs that are asked for by their number alone. */
export const asGpus = (gpus: Value<number>, vendor = "GPU"): Value<string> =>
  gpus.state === "known" ? known(vendor, gpus.path) : (gpus as Value<never>);
