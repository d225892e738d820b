import * as z from "zod";
import type { Immutable } from "../../catalogue/immutable";
import { commandSchema } from "./acts-schema";

/** A right that this sign-in was denied, and the commands that give it that right alone. Only ever printed. */
export interface Grant extends Immutable<z.output<typeof grantSchema>> {}
export const grantSchema = z
  .object({
    gives: z.array(z.string()).meta({ description: "The actions, the permission, or the role and its scope" }),
    at: z.array(z.string()).meta({ description: "Scopes of Azure; none for a permission of Microsoft Graph" }),
    reads: z.array(z.string()).meta({ description: "What could not be read without it, for people" }),
    commands: z.array(commandSchema).meta({
      description:
        "For an administrator. None, where no command can give it: a person's az login has no permissions of Microsoft Graph, and of some sign-ins no object id is known",
    }),
  })
  .meta({ id: "Grant", description: "What this sign-in was denied, and how it is given exactly that" });
