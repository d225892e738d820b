import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import type { CapabilityRight, IdentityCapability } from "./capability-rights";
import { by } from "./collate";

/** In the order in which they are told. */
export const identityCapabilities = [
  "createCompute",
  "runCode",
  "grantAccess",
  "raiseQuota",
  "openTicket",
  "moveSubscription",
  "liftGuardrails",
] as const satisfies readonly IdentityCapability[];

/** What one identity can do of one kind, short: its best way to it. */
export interface CapabilitySummary extends Immutable<z.output<typeof capabilitySchema>> {}
export const capabilitySchema = z
  .object({
    capability: z.enum(identityCapabilities).meta({
      description:
        "createCompute; runCode: run code on machines and services that are there; grantAccess: assign roles; raiseQuota; openTicket: open a support ticket for quota; moveSubscription: carry one into another tenant; liftGuardrails: end or change policies, locks, plans, alerts or logs",
    }),
    subscriptions: z.array(z.string()).exactOptional().meta({
      description:
        "Ids of the subscriptions where it has it. Left out where these are all on which it can create compute",
    }),
    on: z.array(z.string()).exactOptional().meta({
      description:
        "What it reaches, such as: machines, runbooks; of creating compute, the services. Left out where it may give itself any role, and where these are more than five",
    }),
    how: z.string().meta({ description: "The shortest way to it, for people: Contributor at /subscriptions/…" }),
    conditional: z.literal(true).exactOptional().meta({
      description: "Only under a condition that was not evaluated, or as far as something was not read",
    }),
    later: z.literal(true).exactOptional().meta({ description: "Only once something is activated in PIM" }),
  })
  .meta({ description: "What one identity can do towards a mine, of one kind" });

/** The best of its ways to each capability. @param reached the subscriptions on which it can create compute */
export function summaryOf(
  rights: readonly CapabilityRight[],
  reached: readonly string[],
): readonly CapabilitySummary[] {
  return identityCapabilities.flatMap(capability => {
    const ways = rights.filter(right => right.capability === capability).sort(bestFirst);
    const [best] = ways;
    if (!best) return [];
    const equals = ways.filter(way => rank(way) === rank(best));
    const subscriptions = [...new Set(equals.flatMap(way => way.subscriptions))].sort();
    const isAll = subscriptions.length === reached.length && reached.every((id, i) => id === subscriptions[i]);
    const on = equals.some(({ by: how }) => how === "selfGrant")
      ? []
      : [...new Set(equals.flatMap(({ what }) => what))].sort();
    return [
      {
        capability,
        ...(!isAll && { subscriptions }),
        ...(on.length > 0 && on.length <= mostNames && { on }),
        how: best.path,
        ...(rank(best) === 2 && { conditional: true as const }),
        ...(rank(best) === 1 && { later: true as const }),
      },
    ];
  });
}

/** A longer list says no more than the role's name. */
const mostNames = 5;

/** At once; once activated; under a condition, or where it was not read which subscriptions are below its scope. */
const rank = ({ conditional, tenure, subscriptions, perhaps }: CapabilityRight): number =>
  conditional || (perhaps && subscriptions.length === 0) ? 2 : tenure === "eligible" ? 1 : 0;

const bestFirst = by<CapabilityRight>(
  right => String(rank(right)),
  ({ by: how }) => how,
  ({ road = [] }) => String(road.length).padStart(4, "0"),
  ({ path }) => path,
);
