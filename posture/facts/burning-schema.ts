import * as z from "zod";
import { exceptionSchema } from "../../catalogue/exceptions";
import type { Immutable } from "../../catalogue/immutable";
import { amountSchema } from "./amount";

const sums = {
  machines: amountSchema.meta({ description: "Machines that exist; an empty set has none" }),
  gpus: amountSchema.meta({ description: "Physical GPUs; sizes with a part of one count as that part" }),
  usdPerDay: amountSchema.meta({ description: "USD per day at list prices, without spot machines" }),
  spotUsdPerDay: amountSchema.meta({
    description: "USD per day of the spot machines: at most so much, for spot machines cost less than the list price",
  }),
  megahashesPerSecond: amountSchema.exactOptional().meta({
    description:
      "What the cards would hash on Ethereum's proof of work, in millions a second, by Microsoft's report: T4, V100 and A100 with 40 GB. Left out where there is none of them",
  }),
  since: z.string().exactOptional().meta({
    description: "When the oldest of those was created of which that is known; some of the others may be older",
  }),
  undated: amountSchema.meta({ description: "Machines of which it is not known since when they are there" }),
};

const row = {
  id: z.string(),
  name: z.string(),
  subscription: z.string().meta({ description: "Its id" }),
  region: z.string(),
  sizes: z.array(z.string()).meta({ description: "Sizes of its machines that are not approved" }),
};

/** What burns money now: machines that the estate does not approve. */
export interface Burning extends Immutable<z.output<typeof burningSchema>> {}
export const burningSchema = z
  .object({
    ...sums,
    regions: z
      .array(z.object({ region: z.string().meta({ description: "Empty where it is not known" }), ...sums }))
      .meta({ description: "The same by region, the dearest first" }),
    resources: z
      .array(
        z.object({
          ...row,
          creators: z.array(z.string()).exactOptional().meta({
            description:
              "Who created it, by name, as the activity log tells; of several it was one. Left out where the log does not tell",
          }),
          ...sums,
        }),
      )
      .meta({ description: "The resources whose machines they are, the dearest first" }),
    excepted: z
      .array(z.object({ ...row, exceptions: z.array(exceptionSchema), ...sums }))
      .exactOptional()
      .meta({
        description:
          "Resources with machines that exceptions of the estate approve, the dearest first; they are counted in none of the amounts. Left out where there is none",
      }),
    unread: z.array(z.string()).meta({ description: "What the amounts leave out, for people" }),
  })
  .meta({
    id: "Burning",
    description:
      "What burns now: live machines whose size, price or region the estate does not approve and no exception of it answers for. Those that Azure shows as deallocated, and costs beside the machines, are left out",
  });
