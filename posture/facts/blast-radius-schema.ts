import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";

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
    usdPerDay: z.number().nonnegative().meta({
      description: "USD per day at list prices, for what the idle quota could buy, the dearest machines first",
    }),
    gpus: z.number().nonnegative().meta({ description: "Physical GPUs; sizes with a part of one count as that part" }),
    vCpus: z.int().nonnegative().meta({ description: "vCPUs that the idle quota leaves" }),
    defence: z.string().meta({
      description: "How it is defended, for people, such as: MFA not registered",
    }),
    defended: z.union([z.boolean(), z.enum(["partly", "unknown"])]).meta({
      description:
        "true: MFA is enforced; partly: a stolen password is not always enough; false: it is enough, or somebody else may hold the account already; unknown: could not be assessed",
    }),
  })
  .meta({ id: "BlastRadius", description: "What one identity could burn if it were stolen" });
