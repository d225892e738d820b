import * as z from "zod";
import { normalRegion } from "../../../catalogue/regions";
import { type PrincipalType, principalTypes } from "./row-parts";

/** Forms that Azure's answers share. Nulls and blanks of the wire count as "not sent". */

export const text = z.string().min(1);
export const guid = z.string().min(1).toLowerCase();
export const maybeText = z
  .string()
  .nullish()
  .transform(value => value || undefined);
/** JSON that is sent as a text. Where it is sent as what it says, it is taken as the text of that. */
export const maybeJsonText = z
  .union([z.string(), z.record(z.string(), z.unknown()).transform(value => JSON.stringify(value))])
  .nullish()
  .transform(value => value || undefined);
export const maybeGuid = maybeText.transform(value => value?.toLowerCase());
export const maybeTexts = z
  .array(z.string())
  .nullish()
  .transform(value => value ?? []);

/** Texts of which there are any; an empty list counts as not sent. */
export const someTexts = maybeTexts.transform(value => (value.length > 0 ? value : undefined));

/** A time in ISO 8601, UTC, to the millisecond, or nothing where it is none. */
export const maybeTime = maybeText.transform(value => {
  const time = Date.parse(value ?? "");
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
});

/** Minutes of a duration in ISO 8601 such as `PT5M`, `PT1H` or `P1D`, or nothing where it is none. */
export const maybeMinutes = maybeText.transform(value => {
  const [found, days, hours, minutes] = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?)?$/i.exec(value ?? "") ?? [];
  if (found === undefined) return undefined;
  return (Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0);
});

/** Kinds that derive from another. Source: Microsoft Graph, agentIdentity and agentUser resource types. */
const derivedTypes: { readonly [name: string]: PrincipalType } = {
  agentidentity: "ServicePrincipal",
  agentidentityblueprintprincipal: "ServicePrincipal",
  agentuser: "User",
};

const typeNamed = (name: string | null | undefined): PrincipalType =>
  principalTypes.find(type => type.toLowerCase() === name?.toLowerCase()) ??
  derivedTypes[name?.toLowerCase() ?? ""] ??
  "Unknown";

export const principalType = z.string().nullish().transform(typeNamed);

/** The type of a directory object, from its `@odata.type` such as `#microsoft.graph.user`. */
export const directoryType = z
  .string()
  .nullish()
  .transform(value => typeNamed(value?.split(".").at(-1)));

/** The GUID at the end of a role definition's id. */
export const roleId = text.transform(id => id.split("/").at(-1)!.toLowerCase());

export const region = text.transform(normalRegion);

/** The form of a tree whose names Azure spells in more than one letter case; the form spells them in lower case. */
export const inAnyCase = <S extends z.ZodType>(form: S) => z.unknown().transform(withLowerNames).pipe(form);

function withLowerNames(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(withLowerNames);
  if (tree === null || typeof tree !== "object") return tree;
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name.toLowerCase(), withLowerNames(value)]));
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The row without the fields that Azure did not send. */
export const present = <T extends object>(row: T): Present<T> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Present<T>;
