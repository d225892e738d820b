import type { Facts } from "../facts";
import type { quotas } from "../governance/quotas";
import type { Shape } from "../types/compute-type";

/** How the body of one action is read. Paths are ARM's, and start at the body. */
export interface AzapiAction extends Shape {
  /** As role definitions write it, without its `/action`; it may hold `*`. */
  readonly action: string;
  /** Places in the body that hold what another type asks for. */
  readonly holds?: readonly {
    readonly type: string;
    readonly at: string;
    /** How many of it are made, from the body. */
    readonly copies?: string;
    /** It need not say everything. */
    readonly patch?: true;
  }[];
  readonly quotas?: (typeof quotas.rows)[number];
  /** What it brings about, whatever its body says. */
  readonly brings?: (path: string) => Partial<Facts>;
}
