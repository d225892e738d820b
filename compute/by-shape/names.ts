import { familyOf } from "../../catalogue/families";
import { isAccelerator, sizeOf } from "../../catalogue/sizes";
import { fullSize } from "../vm-size";

/** Names of sizes and accelerators where no row says that one stands there: the whole of a text, never a word of it. */

/** Longer than any name of a size, constrained ones too. */
const longest = 48;

/** The sizes with accelerators, those of the future too; `Standard_N` alone may be anything. */
export const acceleratorSize = String.raw`(?:standard|basic)_(?:n[a-z]*|pb)\d[\w-]*`;
const acceleratorSizeForm = new RegExp(`^${acceleratorSize}$`, "i");
/** Without the prefix, which some services leave out: `NC24ads_A100_v4`. */
const bareAcceleratorSize = /^n[cdgmpv][a-z]{0,3}\d\w*$/i;
const hardware =
  /^nvidia[-_ ./](?:tesla|quadro|rtx|a\d|b\d|gb\d|gh\d|h\d|k\d|l\d|m\d|p\d|t\d|v\d)|^amd[-_ ./](?:mi\d|radeon|instinct)|^(?:gpu|fpga)accelerators?$|^gpu[-_](?:small|medium|large|x+large|(?:a|b|gb|gh|h|l|p|t|v)\d{1,3})(?![a-z])|^hardwareaccelerated(?:gpu|fpga)$/i;
const nothing = /^(?:none|no|false|off|0|cpu|cpuonly|default|disabled|any)$/i;

/** By the first letter, as most texts begin with another. */
const [S, s, N, n, A, a, G, g, F, f, H, h] = [..."SsNnAaGgFfHh"].map(letter => letter.charCodeAt(0));

/** Whether a text, wherever it stands, is the name of an accelerator's size or of an accelerator. */
export function namesAccelerator(text: string): "size" | "accelerator" | undefined {
  if (text.length > longest) return undefined;
  switch (text.charCodeAt(0)) {
    case S:
    case s:
      return acceleratorSizeForm.test(text.trim()) ? "size" : undefined;
    case N:
    case n:
    case A:
    case a:
    case G:
    case g:
    case F:
    case f:
    case H:
    case h:
      return hardware.test(text) ? "accelerator" : undefined;
    default:
      return undefined;
  }
}

/** The size that a text under a key of sizes names: of an accelerator, or one of the catalogue. */
export function sizeUnder(kind: "size" | "vmSize", text: string): string | undefined {
  const name = text.trim();
  if (name.length < 2 || name.length > longest) return undefined;
  if (/^(?:standard|basic)_/i.test(name)) return acceleratorSizeForm.test(name) || sizeOf(name) ? name : undefined;
  if (bareAcceleratorSize.test(name)) return fullSize(name);
  // `F1` and `B1` are tiers of many services, too
  return kind === "vmSize" && /\d/.test(name) && sizeOf(fullSize(name)) ? fullSize(name) : undefined;
}

/** Whether a text under a key of families names one with accelerators: `NC`, `standardNCASv3_T4Family`, and `N` for all of them. */
export const isAcceleratorFamily = (text: string): boolean =>
  text.length <= longest && (/^n[cdgmpv]?$/i.test(text.trim()) || isAccelerator(text) || !!familyOf(text)?.accelerator);

/** Whether a text under a key of accelerators names one. An accelerator may also be a template that speeds up a developer's work. */
export const isHardware = (text: string): boolean =>
  text.length <= longest &&
  !nothing.test(text.trim()) &&
  (isAccelerator(text) || /\d|gpu|fpga|nvidia|radeon|tesla/i.test(text));
