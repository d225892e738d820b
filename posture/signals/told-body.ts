import { same } from "./activity-record";
import { standsAt } from "./bodies";
import { verbatim } from "./kql-text";

/** What a body in lower case looks like that tells nothing of its properties but how far it has come. */
export const saysNothing = String.raw`"properties"\s*:\s*\{\s*("provisioningstate"\s*:\s*"\w*"\s*)?\}`;
const nothing = new RegExp(saysNothing);

/**
 * The text that tells of an act: the answer, unless it says less than what was asked for. A service that is not done yet may
 * answer with the state alone.
 */
export const tellingOf = (answer: string | undefined, request: string | undefined): string | undefined =>
  (answer && !nothing.test(answer.toLowerCase()) ? answer : undefined) || request || answer;

const places = ["properties", "Properties", "sku", "Sku"];

/** `yes` where a body was kept whole, and tells what the resource is. Of an act without one nobody knows its size. */
export const told = same(
  `iff(isempty(coalesce(${places.map(name => `tostring(body.${name})`).join(", ")})) or tolower(sent) matches regex ${verbatim(saysNothing)}, '', 'yes')`,
  ({ body, bodyText = "" }) =>
    places.some(name => isThere(standsAt(body, [name]))) && !nothing.test(bodyText) ? "yes" : "",
);

const isThere = (value: unknown): boolean => value !== undefined && value !== null && value !== "";
