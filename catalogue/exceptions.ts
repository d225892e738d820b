import * as z from "zod";
import type { Finding } from "./outcome";
import { fitsPath } from "./wildcard";

const line = z
  .string()
  .trim()
  .regex(/^\P{Cc}*$/u, "expected one line of text");

/** A fault that the organisation lives with for a while: who answers for it, why, and until when. */
export const exceptionSchema = z.strictObject({
  rule: z.string().min(1).meta({ description: "Id of the rule or check, as `computeguard rules` lists them" }),
  resource: line.min(1).max(1000).meta({
    description:
      "What is excepted: a Pulumi URN, in the audit an Azure resource id or object id, in a scan also Terraform's address or the path of a file, with all that is found in it. * stands for any text up to the next /, ** between two / for any number of parts, at the end for one or more; letter case does not matter.",
  }),
  reason: line.min(10, "expected a reason of at least 10 characters").meta({ description: "Why it may be so" }),
  owner: line.min(1).meta({ description: "Who answers for it" }),
  until: z.iso
    .date("expected a date such as 2026-12-31")
    .meta({ description: "The last day, in UTC, on which the exception counts" }),
  upTo: z
    .strictObject({
      size: z
        .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
        .optional()
        .meta({ description: "The VM size or accelerator, or a list of them" }),
      count: z
        .int()
        .nonnegative()
        .optional()
        .meta({ description: "The most machines, each set at its ceiling, and accelerators where those are counted" }),
      regions: z.array(z.string().min(1)).min(1).optional().meta({ description: "The regions" }),
    })
    .optional()
    .meta({
      description:
        "What it was given for, as the pack's message shows it: what the same resource requests beyond it is judged again. It is held against the resource, in the audit against what runs; a finding of which nobody can tell stands, and says so.",
    }),
  stackTag: z
    .string()
    .regex(/^[^=]+=.+$/, "expected name=value")
    .optional()
    .meta({
      description:
        "Counts only in stacks with this tag, name=value, and never in the audit. Whoever may tag a stack can switch it on, so allowTagExceptions has to be true.",
    }),
});

export type Exception = z.output<typeof exceptionSchema>;

/** What an exception is held against: a finding, or a violation in a stack. */
export interface Excusable extends Pick<Finding, "rule"> {
  readonly subject: { readonly id: string };
  /** The tags of the stack, where there is one. */
  readonly stackTags?: ReadonlyMap<string, string>;
}

/** Pure. `today` is the day of the judgement in UTC, as 2026-12-31. */
export const applies = (exception: Exception, { rule, subject, stackTags }: Excusable, today: string): boolean =>
  exception.rule === rule &&
  !hasEnded(exception, today) &&
  (exception.stackTag === undefined || isTagged(exception.stackTag, stackTags)) &&
  fitsPath(exception.resource.toLowerCase(), subject.id.toLowerCase());

export const hasEnded = ({ until }: Exception, today: string): boolean => until < today;

/** For people: "excepted until 2026-12-31 by ml@contoso.com: training run of the vision team". */
export const inWords = ({ until, owner, reason }: Pick<Exception, "until" | "owner" | "reason">): string =>
  `excepted until ${until} by ${owner}: ${reason}`;

/** URNs name resources of a program, and tags stacks: an audit sees neither. */
export const isForPackOnly = ({ resource, stackTag }: Exception): boolean =>
  stackTag !== undefined || /^urn:/i.test(resource);

/** An exception as it is pasted under `exceptions` of the estate: who answers for it, why and how long is left to write. */
export const asLine = ({ rule, resource, upTo }: Pick<Exception, "rule" | "resource" | "upTo">): string => {
  const extent = Object.entries(upTo ?? {}).map(
    ([key, value]) => `${key}: ${Array.isArray(value) ? `[${value.join(", ")}]` : value}`,
  );
  const held = extent.length > 0 ? `, upTo: {${extent.join(", ")}}` : "";
  return `- {rule: ${rule}, resource: ${JSON.stringify(resource)}${held}, reason: …, owner: …, until: …}`;
};

function isTagged(tag: string, tags: Excusable["stackTags"]): boolean {
  const at = tag.indexOf("=");
  return tags?.get(tag.slice(0, at)) === tag.slice(at + 1);
}
