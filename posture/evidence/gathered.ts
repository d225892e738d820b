import * as z from "zod";
import type { Gap } from "../../catalogue/outcome";
import { type Evidence, type EvidenceKind, evidence, evidenceKinds } from "./all";
import type { RowOf } from "./define";
import type { Rows } from "./rows";

/** The rows of one kind, with what could not be read. */
export interface Collected<T> {
  readonly value: T;
  readonly gaps: readonly Gap[];
}

/** Kinds of which a large tenant has so many rows that they are not all held as objects. */
export const packedKinds = ["memberships", "registrations", "perUserMfa"] as const;
type PackedKind = (typeof packedKinds)[number];

/** The rows of each kind. */
export type AllRows = {
  readonly [K in EvidenceKind]: K extends PackedKind ? Rows<Evidence[K]> : readonly Evidence[K][];
};

/** Everything that was gathered: rows and gaps by kind. */
export type Gathered = { readonly [K in EvidenceKind]: Collected<AllRows[K]> };

export const manifestSchema = z.object({
  schema: z.literal(1),
  collectedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().exactOptional().describe("When the last of it was read"),
  tenant: z.string(),
  subscriptions: z.array(z.string()),
  chosenSubscriptions: z
    .array(z.string())
    .exactOptional()
    .describe("Lower-case ids, where the run was narrowed to some; it is whole for these alone"),
  chosenResourceGroups: z
    .array(z.string())
    .exactOptional()
    .describe("Lower-case names, where the compute that runs was read of some groups alone"),
  auditor: z
    .object({ id: z.string(), name: z.string(), kind: z.enum(["user", "servicePrincipal", "unknown"]) })
    .describe("Whose rights it was gathered with, from the token's own claims"),
  stopped: z
    .string()
    .exactOptional()
    .describe("Why reading ended before all was read: it was cut off …; absent: it did not"),
  kinds: z.array(z.enum(evidenceKinds)),
  tagNames: z.array(z.string()).exactOptional().describe("Names of the tags that were kept of resources; absent: none"),
  decoys: z
    .array(z.object({ subscription: z.string(), principal: z.string() }))
    .exactOptional()
    .describe("Decoys of which traces were read, by lower-case ids; absent: none"),
  historyDays: z.int().exactOptional().describe("How far back logs were read, in days; absent: 90"),
  cloud: z.string().exactOptional().describe("By the name of `posture/azure/endpoints.ts`; left out where it has none"),
});

/** How and when the evidence was gathered. Checks take the time from here, never from a clock. */
export type Manifest = RowOf<typeof manifestSchema>;

/** Evidence with its manifest, as it is gathered, saved and replayed. */
export interface Evidenced {
  readonly gathered: Gathered;
  readonly manifest: Manifest;
  /** Files of saved evidence that are not as they were saved. Left out where there is none. */
  readonly torn?: readonly string[];
  /** What cannot be true of the times in its manifest. Left out where there is nothing. */
  readonly oddTimes?: readonly string[];
}

/** What was not gathered is not known: it must not pass for an empty tenant. */
export const notAskedFor = (kind: EvidenceKind): Collected<readonly never[]> => ({
  value: [],
  gaps: [{ what: evidence[kind].title, missing: "this kind of evidence, which was not gathered", reason: "cutOff" }],
});
