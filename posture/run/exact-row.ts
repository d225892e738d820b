import type * as z from "zod";

/**
 * Whether a value of JSON is one that its schema would give back as it is: every field known and of its type. Such a row,
 * as almost every one is, need not be copied by the schema; of all others the schema says what is wrong, or leaves out
 * what it does not know. Undefined for a schema with parts that are not among these.
 */
export type Fits = (value: unknown) => boolean;

export function fitsOf(schema: z.core.$ZodType): Fits | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.checks && def.checks.length > 0) return undefined;
  switch (def.type) {
    case "string":
      return "format" in def ? undefined : value => typeof value === "string";
    case "boolean":
      return value => typeof value === "boolean";
    case "number":
      return "format" in def ? undefined : Number.isFinite;
    case "enum": {
      const entries = new Set<unknown>(Object.values(def.entries));
      return value => entries.has(value);
    }
    case "array": {
      const element = fitsOf(def.element);
      return element && (value => Array.isArray(value) && value.every(element));
    }
    case "object":
      return def.catchall ? undefined : objectFits(def.shape);
    default:
      return undefined;
  }
}

function objectFits(shape: z.core.$ZodShape): Fits | undefined {
  const fields: { readonly name: string; readonly fits: Fits; readonly optional: boolean }[] = [];
  for (const [name, schema] of Object.entries(shape)) {
    const { def } = (schema as z.core.$ZodTypes)._zod;
    const optional = def.type === "optional";
    const fits = fitsOf(optional ? def.innerType : schema);
    if (!fits) return undefined;
    fields.push({ name, fits, optional });
  }
  return value => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const row = value as Readonly<Record<string, unknown>>;
    let found = 0;
    for (const { name, fits, optional } of fields) {
      const field = row[name];
      if (field === undefined) {
        if (optional) continue;
        return false;
      }
      if (!fits(field)) return false;
      found++;
    }
    for (const _ in row) found--;
    return found === 0;
  };
}
