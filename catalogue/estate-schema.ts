import * as z from "zod";
import { estateSchema } from "./estate";

/**
 * The estate as JSON Schema, which `docs/estate.schema.json` holds: editors complete and check an estate with it while it is
 * written. It knows the form, and not the words: that a region or a rule exists is for `computeguard estate check` to say.
 */
export const estateJsonSchema = (): object =>
  z.toJSONSchema(estateSchema.meta({ title: "Computeguard estate", description: "What the organisation approves" }), {
    // the draft that editors of YAML know best
    target: "draft-7",
    io: "input",
    override: ({ jsonSchema }) => {
      // zod writes the largest safe integer wherever no maximum is meant
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
