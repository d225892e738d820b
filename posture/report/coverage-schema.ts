import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import { inactivity } from "../facts/subscription-state";

/** What a report saw, which it says before what it found. */

const count = z.int().nonnegative();
const named = z.object({ id: z.string(), name: z.string().meta({ description: "For people" }) });

const auditorSchema = z
  .object({
    id: z.string().meta({ description: "Object id; empty where the sign-in does not say" }),
    name: z.string().meta({ description: "For people: a user principal name, or an application's id" }),
    kind: z.enum(["user", "servicePrincipal", "unknown"]),
  })
  .meta({ description: "Whose rights the evidence was read with" });

export const estateSourceSchema = z
  .object({
    name: z.string().meta({ description: "The file, or: the defaults" }),
    sha256: z.string().exactOptional().meta({ description: "Of the file, in hexadecimal" }),
    thresholds: z
      .record(z.string(), z.object({ is: z.number(), outOfTheBox: z.number() }))
      .exactOptional()
      .meta({ description: "Thresholds that are others than out of the box, by name. Left out where there is none" }),
  })
  .meta({ description: "The estate that was judged by" });
export interface EstateSource extends Immutable<z.output<typeof estateSourceSchema>> {}

const sourceSchema = z
  .object({
    kind: z.string().meta({ description: "The kind of evidence" }),
    title: z.string().meta({ description: "For people, in the plural" }),
    rows: count,
    status: z.enum(["whole", "part", "unread"]).meta({
      description:
        "whole: all of it was read; part: some is missing; unread: nothing was read, and something is missing",
    }),
  })
  .meta({ id: "Source", description: "One kind of evidence, and how much of it was read" });
export interface Source extends Immutable<z.output<typeof sourceSchema>> {}

const agedTableSchema = z.object({
  table: z.enum(["sizes", "prices", "regions", "built-in roles"]),
  asOf: z.string().meta({ description: "The day that it is of, such as 2026-08-21" }),
  days: count.meta({ description: "How many days that was before the day of this report" }),
});
export interface AgedTable extends Immutable<z.output<typeof agedTableSchema>> {}

export interface Coverage extends Immutable<z.output<typeof coverageSchema>> {}
export const coverageSchema = z
  .object({
    auditor: auditorSchema.exactOptional(),
    estate: estateSourceSchema,
    subscriptions: z
      .object({
        seen: count.meta({ description: "How many were looked at" }),
        of: count.exactOptional().meta({
          description:
            "How many there are: in the tenant, or among those that were chosen. Left out where nothing proves it",
        }),
        unlisted: z.literal(true).exactOptional().meta({
          description: "Set where none was seen because their list could not be read, whatever the sign-in's rights",
        }),
        chosen: z.boolean().meta({ description: "Whether the run was narrowed to some; then the report is a part" }),
        inactive: z
          .array(
            named.extend({
              why: z.enum(inactivity).meta({
                description:
                  "state: reactivating it would return its quota; deleted: nothing would; offer: it is of an offer that holds no compute",
              }),
            }),
          )
          .meta({
            description:
              "Those that were seen and take no requests for compute, named with their state or offer: no check of creating judges them",
          }),
        unseen: z.array(named).meta({ description: "Those that are there and that the sign-in does not see" }),
      })
      .exactOptional()
      .meta({ description: "Left out where no selected check reads subscriptions" }),
    files: z
      .object({
        judged: count,
        leftOut: z.array(z.object({ name: z.string(), why: z.string().meta({ description: "For people" }) })),
        notLookedAt: z
          .array(
            z.object({
              kind: z.string().meta({ description: "The extension with its dot, or: links, or: no extension" }),
              files: count,
              instead: z.string().exactOptional().meta({
                description: "For people: what to judge in their place. Left out where nothing is known",
              }),
            }),
          )
          .exactOptional()
          .meta({ description: "How many files of a folder were not looked at. Left out where there is none" }),
      })
      .exactOptional()
      .meta({ description: "The files that were scanned, and those of which nothing is judged. Left out of an audit" }),
    resourceGroups: z.array(z.string()).exactOptional().meta({
      description: "Names of the resource groups whose compute was looked at, where the run was narrowed to some",
    }),
    notTested: z
      .array(
        z.object({
          rule: z.string().meta({ description: "Id of the check" }),
          why: z.string().meta({
            description: "For people: what the cloud or the licence does not give, or the estate does not name",
          }),
        }),
      )
      .exactOptional()
      .meta({
        description: "Checks that cannot be tested in this tenant, and have no outcome. Left out where there is none",
      }),
    vaults: z
      .array(
        named.extend({
          readers: count.meta({ description: "How many may read its secrets, or let themselves; a group counts once" }),
          inPart: z.literal(true).exactOptional().meta({
            description: "There may be more: something was not read of which it follows who may",
          }),
          some: z.array(z.string()).meta({ description: "Names of the first few of them" }),
        }),
      )
      .exactOptional()
      .meta({
        description:
          "Key vaults of which the estate does not say what their secrets open: no road leads through them, and none is ruled out. Left out where there is none",
      }),
    decoys: z
      .array(
        named.extend({
          principal: named,
          proved: z.boolean().meta({
            description: "Whether all that makes it a decoy was read and holds; else it is judged like anything else",
          }),
          spared: z
            .array(z.string())
            .meta({ description: "Ids of the checks by which it is weak, as it is meant to be: one for each finding" }),
        }),
      )
      .exactOptional()
      .meta({
        description:
          "Decoys that the estate names, each a subscription with the principal that is the bait. Left out where there is none",
      }),
    stopped: z.string().exactOptional().meta({
      description:
        "Why reading ended before all was read, to complete: it was cut off …. Left out where it ended by itself",
    }),
    torn: z.array(z.string()).exactOptional().meta({
      description:
        "Files of the saved evidence that were torn or changed since they were saved: what they show is not proved. Left out where there is none",
    }),
    oddTimes: z.array(z.string()).exactOptional().meta({
      description:
        "What cannot be true of the times of the saved evidence, to complete: it was begun in the future …. Every age is reckoned from them. Left out where there is nothing",
    }),
    agedTables: z.array(agedTableSchema).exactOptional().meta({
      description:
        "What this tool knows of Azure's own lists and is older than 90 days: newer sizes, prices, regions and roles are not in it. Left out where there is none",
    }),
    sources: z.array(sourceSchema).meta({ description: "Each kind of evidence that the selected checks read" }),
  })
  .meta({ description: "What was seen, by whom, under which estate" });
