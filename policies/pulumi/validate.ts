import type { ReportViolation, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import * as z from "zod";
import type { Estate } from "../../catalogue/estate";
import { asLine, type Exception, inWords } from "../../catalogue/exceptions";
import type { Violation } from "../../catalogue/outcome";
import { beyond, extentOf, notGivenFor } from "../excepted";
import { type AnyPolicy, type Judged, type JudgedKind, judge } from "../policy";
import { optionsOf } from "./options-of";
import { type Secrets, secretsOf, unquoted } from "./secrets";

/** The SDK takes one violation's level too, though its type does not say so. */
type Report = (violation: { readonly message: string; readonly enforcementLevel?: "advisory" }) => void;

/**
 * A policy as the SDK calls it, for a resource or for the stack. Nothing is thrown but `notApplicable`: any other exception would abort the user's
 * preview or update, so a rule that fails reports a violation at the level at which it is enforced.
 */
export function validation<Args extends ResourceValidationArgs | StackValidationArgs>(
  policy: AnyPolicy,
  estate: Estate,
  facts: (args: Args) => Partial<Judged> | undefined,
  exceptionFrom: (rule: string, args: Args) => Exception | undefined = () => undefined,
  wasThere: (args: Args, asked: Partial<Judged>) => boolean = () => false,
  subjectOf: (args: Args) => string | undefined = args => ("urn" in args ? args.urn : undefined),
): (args: Args, reportViolation: ReportViolation) => void {
  const options = optionsOf(policy, estate);
  const blocking = policy.level(estate) === "mandatory";
  return (args, reportViolation) => {
    const report = reportViolation as ReportViolation & Report;
    let violations: Violation[] | undefined;
    let asked: Partial<Judged> = {};
    try {
      const found = facts(args);
      asked = found ?? {};
      if (found?.[policy.reads as JudgedKind]?.length) violations = judge(policy, found, options(args.getConfig()));
    } catch (error) {
      report({ message: `${policy.title}\n${failure(policy, error)}` });
      return;
    }
    if (!violations) return notApplicable(args, `${"type" in args ? args.type : "the stack"} has no ${policy.reads}`);
    if (violations.length === 0) return;
    const given = exceptionFrom(policy.id, args);
    const excess = given?.upTo && beyond(given.upTo, asked);
    const exception = excess === undefined ? given : undefined;
    const known = !exception && wasThere(args, asked);
    const secrets = secretsOf(args);
    for (const { path, message, level, fix = policy.fix } of violations) {
      const said = `${path ? `${path}: ` : ""}${unquoted(message, path ?? "", secrets)}${excess === undefined ? "" : `; ${notGivenFor(excess)}`}`;
      const found = `${unquoted(said, "", secrets)}${known ? "; it was there before" : ""}`;
      const blocks = blocking && !known && level !== "advisory";
      const except = blocks ? howToExcept(policy, subjectOf(args), asked, secrets) : [];
      const cure = [fix, ...except].filter(line => line && unquoted(line, "", secrets) === line).join("\n");
      report({
        message: `${policy.title}\n${found}${exception ? `; ${inWords(exception)}` : cure && `\n${cure}`}`,
        // a violation may be weaker than the rule, never stronger than the level at which an admin set it
        ...((exception || known || level === "advisory") && { enforcementLevel: "advisory" }),
      });
    }
  };
}

/** The line for the estate, which whoever answers for it completes; a resource without a name needs none. */
const howToExcept = (
  policy: AnyPolicy,
  resource: string | undefined,
  asked: Partial<Judged>,
  { numbers }: Secrets,
): string[] =>
  resource === undefined || policy.offersException === false
    ? []
    : [`${exceptLine} ${asLine({ rule: policy.id, resource, upTo: extentOf(asked, numbers.size === 0) })}`];

/** Before the line that is pasted. */
const exceptLine = "To live with it for a while, under exceptions in the estate:";

/** The SDK learns of it by an exception, whose stack nobody reads: for most policies and resources it would cost more than all else. */
function notApplicable(args: ResourceValidationArgs | StackValidationArgs, reason: string): void {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    args.notApplicable(reason);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What went wrong, without the message of an exception from a rule: it could repeat what the rule was reading. */
function failure(policy: AnyPolicy, error: unknown): string {
  if (error instanceof z.ZodError) {
    const faults = error.issues.map(({ path, message }) => [...path, message].join(": "));
    return `the configuration of ${policy.id} does not hold, so nothing was judged: ${faults.join("; ")}`;
  }
  const name = error instanceof Error ? error.name : "an exception";
  return `the rule ${policy.id} failed (${name}), so the resource was not judged: this is a fault of Computeguard, please report it`;
}
