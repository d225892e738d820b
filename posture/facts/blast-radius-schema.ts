import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import { amountSchema } from "./amount";
import { capabilitySchema } from "./capability-schema";

const burnt = {
  usdPerDay: amountSchema.meta({
    description:
      "USD per day at list prices, pay as you go, for what the idle quota could buy, the dearest machines first. Without the spot pools",
  }),
  spotUsdPerDay: amountSchema.meta({
    description:
      "USD per day for what the idle spot pools that were read could buy: at most so much, for spot machines cost less",
  }),
  gpus: amountSchema.meta({
    description:
      "The most physical GPUs that it could buy instead, spot machines included; sizes with a part of one count as that part",
  }),
  vCpus: amountSchema.meta({ description: "vCPUs that the idle quota leaves, spot pools included" }),
  megahashesPerSecond: amountSchema.exactOptional().meta({
    description:
      "The most that such cards would hash on Ethereum's proof of work, in millions a second, by Microsoft's report: T4, V100 and A100 with 40 GB. Left out where there is none of them",
  }),
  unread: z.array(z.string()).meta({
    description: "What the amounts leave out, for people, such as: compute quota of 2 of 3 subscriptions",
  }),
};

/** What all identities together could burn: a quota that several of them reach is counted once. */
export interface TenantBlast extends Immutable<z.output<typeof tenantBlastSchema>> {}
export const tenantBlastSchema = z
  .object({
    identities: z.int().nonnegative().meta({ description: "How many identities can create compute" }),
    subscriptions: z.array(z.string()).meta({ description: "Ids of the subscriptions that they reach" }),
    ...burnt,
  })
  .meta({
    id: "TenantBlast",
    description: "What all identities together could burn; a quota that several of them reach is counted once",
  });

const roadsSchema = z
  .object({
    count: z.int().positive().meta({ description: "How many roads there are" }),
    shown: z
      .array(
        z.object({
          edges: z.array(z.string()).meta({
            description: "From the identity to the right, for people: is a member of group Builders, Contributor at /…",
          }),
          weakest: z.int().nonnegative().exactOptional().meta({
            description: "Which of the edges is the weakest, from 0. Left out where this road does not have it",
          }),
        }),
      )
      .meta({ description: "Ten of them at most, the shortest first" }),
    ends: z.int().positive().meta({ description: "How many roads end where the weakest edge is removed" }),
    usdPerDay: amountSchema.meta({
      description: "USD a day of what is known to be in its reach that are out of it then, without the spot pools",
    }),
    removal: z.string().exactOptional().meta({
      description: "What to take away to end all roads at once, where it comes to compute by a step and one thing does",
    }),
  })
  .meta({
    description:
      "How it comes to create compute, and the one edge whose removal takes the most away. Told of the hundred most exposed",
  });

/** What one identity could burn: joins what it may create with the quota that lies idle there. */
export interface BlastRadius extends Immutable<z.output<typeof blastRadiusSchema>> {}
export const blastRadiusSchema = z
  .object({
    principal: z
      .object({
        id: z.string().meta({ description: "Object id" }),
        name: z.string().meta({ description: "For people" }),
        kind: z.string().meta({ description: "user, servicePrincipal or principal" }),
      })
      .meta({ description: "The identity" }),
    subscriptions: z.array(z.string()).meta({ description: "Ids of the subscriptions on which it can create compute" }),
    capabilities: z.array(capabilitySchema).meta({
      description:
        "What it can do towards a mine, itself or by a road, each by its best way. Billing roles, which move and create subscriptions too, are not read",
    }),
    ...burnt,
    roads: roadsSchema.exactOptional(),
    defence: z.string().meta({
      description: "How it is defended, for people, such as: MFA not registered",
    }),
    defended: z.union([z.boolean(), z.enum(["partly", "unknown"])]).meta({
      description:
        "true: MFA is enforced; partly: a stolen password is not always enough; false: it is enough, or somebody else may hold the account already; unknown: could not be assessed",
    }),
    atRisk: z.literal(true).exactOptional().meta({
      description:
        "A password alone is not enough by all that was read, but by its risk or an open alert somebody else may hold the account already. Left out of all others",
    }),
  })
  .meta({ description: "What one identity could burn if it were stolen" });
