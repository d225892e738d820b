import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import { amountSchema } from "./amount";

const minutes = z.number().nonnegative();

/** What is lost before anybody is told. */
export interface FirstAlarm extends Immutable<z.output<typeof firstAlarmSchema>> {}
export const firstAlarmSchema = z
  .object({
    usd: amountSchema.meta({
      description: "USD at list prices that are burnt before the first alarm: usdPerHour for so many minutes",
    }),
    usdPerHour: amountSchema.meta({ description: "What the identity could burn in an hour, without spot machines" }),
    minutes: amountSchema.meta({
      description:
        "From the creation of the first machine to the alarm, at most. unknown: no rule watches, or it is not known how often one runs",
    }),
    principal: z
      .object({
        id: z.string().meta({ description: "Object id" }),
        name: z.string().meta({ description: "For people" }),
      })
      .meta({ description: "The identity that could burn most" }),
    rule: z
      .object({
        what: z.string().meta({ description: "For people: activity log alert, rule of Microsoft Sentinel" }),
        name: z.string(),
        latency: z
          .object({
            every: minutes.meta({ description: "How often it runs; 0: as the record arrives" }),
            delay: minutes.meta({ description: "How late it looks" }),
            ingestion: minutes.meta({ description: "How late the record arrives" }),
          })
          .exactOptional()
          .meta({ description: "Parts of the minutes. Left out where it is not known how often it runs" }),
      })
      .exactOptional()
      .meta({
        description:
          "The fastest rule that can fire on the creation of machines in a subscription that the identity reaches. Left out where there is none",
      }),
    subscriptions: z.array(z.string()).meta({ description: "Ids of the subscriptions that the identity reaches" }),
    unwatched: z.array(z.string()).meta({ description: "Ids of those in which no rule watches" }),
    open: z.array(z.string()).meta({ description: "Ids of those of which that could not be known" }),
    defender: z.enum(["yes", "no", "unknown"]).meta({
      description:
        "Whether Defender for Resource Manager is on in all of them. It may tell as well; how soon, Microsoft does not say",
    }),
  })
  .meta({
    id: "FirstAlarm",
    description: "What the identity that could burn most would burn before the first alarm, and what that is made of",
  });
