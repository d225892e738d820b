import type { Capability } from "../../catalogue/roles";
import type { CreateRight, RoadStep } from "./principal-rights";

/** What an identity can do towards a mine: what a role can do, and to carry a subscription out of the tenant, which no role gives alone. */
export type IdentityCapability = Capability | "moveSubscription";

/** One way in which somebody has a capability: told like a way to create compute. */
export interface CapabilityRight extends Pick<CreateRight, "tenure" | "conditional" | "subscriptions" | "path"> {
  readonly capability: IdentityCapability;
  /** `role`: a role that it holds allows it; `selfGrant`: a role that it may give itself does. */
  readonly by: "role" | "selfGrant";
  /** What it reaches, for people; of creating compute, the services. Empty where any role may be had. */
  readonly what: readonly string[];
  readonly assignment: string;
  readonly scope: string;
  readonly roleName: string;
  readonly via?: { readonly id: string; readonly name: string };
  readonly perhaps?: readonly string[];
  /** Where it is not its own: the steps that lead to it. */
  readonly road?: readonly RoadStep[];
}
