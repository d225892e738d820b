import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import { severities } from "../../catalogue/severity";
import { efforts, stages } from "../cures/acts";
import { amountSchema } from "../facts/amount";

export const commandSchema = z
  .object({
    shell: z.enum(["bash", "powershell", "typescript"]).meta({
      description:
        "bash: Azure CLI; powershell: Microsoft Graph PowerShell; typescript: a statement of a Pulumi program, which does the same as code",
    }),
    line: z.string().meta({ description: "Ready to paste: every value in it is quoted for its shell or language" }),
  })
  .meta({ id: "Command", description: "A command that a person may run; the tool never does" });

const gained = {
  usdPerDay: amountSchema.exactOptional().meta({
    description:
      "USD a day at list prices that it takes away: of what is stopped, what it burns now; else what could be burnt by those who are disarmed, of several the most that one of them could. Left out where it takes away none of either",
  }),
  severity: z.enum(severities).meta({ description: "Of the worst finding that it closes" }),
  findings: z.array(z.string()).meta({ description: "Fingerprints of the findings that it closes" }),
};

/** One thing to do, to everything that it has to be done to. */
export interface Act extends Immutable<z.output<typeof actSchema>> {}
export const actSchema = z
  .object({
    id: z.string().meta({ description: "Such as stopCompute" }),
    stage: z.enum(stages).meta({
      description:
        "In this order things are done. stop what burns; revoke what is in wrong hands; takeBack rights; close what is open; shrink what lies idle",
    }),
    says: z.string().meta({ description: "An imperative, for people" }),
    effort: z.enum(efforts).meta({
      description: "minutes of one person; a change that is planned and tried first; a ticket that Microsoft answers",
    }),
    learn: z.url().meta({ description: "Where Microsoft tells how" }),
    ...gained,
    targets: z
      .array(
        z.object({
          kind: z.string(),
          id: z.string(),
          name: z.string(),
          ...gained,
          commands: z.array(commandSchema).meta({ description: "In their order; none where it is done by hand alone" }),
        }),
      )
      .meta({ description: "What it is done to: the dearest first, then what closes the worst findings" }),
  })
  .meta({ id: "Act", description: "One thing to do; several findings that it closes are one act" });
