import type { Estate } from "../../catalogue/estate";
import type { Level } from "../../catalogue/outcome";
import type { Shape } from "../../compute/types";
import type { Paths, RequestShape } from "../../compute/types/compute-type";
import { estateOf } from "./kit";
import type { Leaves } from "./table-inputs";

/** Bad and good values in one place of a description. */
export interface Probe {
  /** For people, with the path: "agent pool, size at ~agentPoolProfiles[].vmSize". */
  readonly what: string;
  /** The rule that must fault each bad description, and at what level. */
  readonly rule: string;
  readonly level: Level;
  readonly bad: readonly Leaves[];
  /** No rule may find a mandatory fault in these. */
  readonly good: readonly Leaves[];
  readonly estate: Estate;
  /** What is left out is no fault where a resource is changed that exists. */
  readonly ofWholes?: true;
}

/** One line of the table (an request, a payload, …), and all that is to be tried of it. */
export interface Part {
  readonly what: string;
  readonly probes: readonly Probe[];
}

const regions = ["westeurope"];
const ordinary = estateOf({ regions });
export const gpusApproved = estateOf({ regions, gpuSizes: ["*"] });
export const templatesTrusted = estateOf({ regions, trustedTemplates: ["https://templates.contoso.com/*"] });

/** The estate in which a healthy description of the shape passes. There are types that ask for accelerators by being there. */
export const estateFor = ({ requests = [] }: Shape): Estate =>
  requests.some(({ asks = [] }) => asks.some(({ path }) => path === undefined)) ? gpusApproved : ordinary;

export const mandatory = (rule: string, estate: Estate = ordinary) => ({ rule, level: "mandatory", estate }) as const;

export const ordinarySize = "Standard_D2s_v5";

export const listed = (paths: Paths): readonly string[] => (typeof paths === "string" ? [paths] : paths);

/** A path of an request, from the resource on. */
export const inside = (at: string, path: string): string =>
  path.startsWith("/") ? path.slice(1) : [at, path].filter(Boolean).join(".");

/** Whether something stands at the path, or below it. */
export const touches = (leaves: Leaves, path: string): boolean =>
  Object.keys(leaves).some(leaf => leaf.startsWith(path) && /^(?:$|[.[{!])/.test(leaf.slice(path.length)));

/**
 * The leaves with a location, and with the sizes that the other requests of the resource cannot do without: nothing but what
 * is tried may be at fault.
 */
export function completed(leaves: Leaves, { requests = [] }: Shape, own?: RequestShape): Leaves {
  const sizes = requests
    .filter(({ size, without = "unreadable" }) => size !== undefined && without === "unreadable")
    .filter(request => request !== own)
    .flatMap(({ at, size, unless }) =>
      listed(at ?? "")
        .filter(at => at === "" || touches(leaves, at))
        .filter(at => unless === undefined || touches(leaves, inside(at, unless)))
        .map(at => [inside(at, listed(size!)[0]!), ordinarySize]),
    );
  return { location: "westeurope", ...Object.fromEntries(sizes), ...leaves };
}
