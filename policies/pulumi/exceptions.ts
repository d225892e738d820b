import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import type { Estate } from "../../catalogue/estate";
import { applies, type Exception, hasEnded } from "../../catalogue/exceptions";

type Named = Pick<ResourceValidationArgs, "urn" | "stackTags">;

/** The exception that a resource has from a rule. */
export type ExceptionFrom = (rule: string, resource: Named) => Exception | undefined;

/**
 * The exceptions of the estate, for a pack that has started on a given day (UTC): an exception that ends while it runs
 * holds to the end of the run. Nothing that a program says of its resources counts, only their URNs; a tag of the
 * stack counts where an exception asks for it, and then the estate has allowed that.
 */
export function exceptionsOf({ exceptions }: Pick<Estate, "exceptions">, today: string): ExceptionFrom {
  const inForce = exceptions.filter(exception => !hasEnded(exception, today));
  return (rule, { urn, stackTags }) =>
    inForce.find(exception => applies(exception, { rule, subject: { id: urn }, stackTags }, today));
}

/**
 * Of a fault in what a stack requests in all the whole stack is the subject, whichever resource brought it about: it is
 * excepted under the URN of the stack, and under no other.
 */
export const ofTheStack =
  (exceptionFrom: ExceptionFrom) =>
  (rule: string, args: Named | Pick<StackValidationArgs, "resources" | "stackTags">): Exception | undefined => {
    const urn = stackOf(args);
    return urn === undefined ? undefined : exceptionFrom(rule, { urn, stackTags: args.stackTags });
  };

/** The stack as the subject of an exception. */
export const stackOf = (args: Named | Pick<StackValidationArgs, "resources">): string | undefined => {
  const urn = "urn" in args ? args.urn : args.resources[0]?.urn;
  return urn === undefined ? undefined : stackUrn(urn);
};

/** `urn:pulumi:prod::ml::…` → `urn:pulumi:prod::ml::pulumi:pulumi:Stack::ml-prod`, as Pulumi names it. */
function stackUrn(urn: string): string {
  const [stack = "", project = ""] = urn.split("::");
  return `${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack.replace(/^urn:pulumi:/, "")}`;
}
