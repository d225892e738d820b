import type { ResourceValidationArgs } from "@pulumi/policy";
import type { Estate } from "../../catalogue/estate";
import type { Exception } from "../../catalogue/exceptions";
import { printedExemptions } from "../printed-exemptions";
import type { ExceptionFrom } from "./exceptions";
import { plain } from "./plain";

type Judged = Pick<ResourceValidationArgs, "urn" | "stackTags" | "type" | "props">;

/** The exception that covers a resource, and of an exemption that the guardrails print the exception that it says. */
export function withExemptions(
  { exceptions }: Pick<Estate, "exceptions">,
  today: string,
  exceptionFrom: ExceptionFrom,
): (rule: string, resource: Judged) => Exception | undefined {
  const printed = printedExemptions(exceptions, today);
  return (rule, resource) =>
    exceptionFrom(rule, resource) ?? printed(rule, { type: resource.type, inputs: () => plain(resource.props) });
}
