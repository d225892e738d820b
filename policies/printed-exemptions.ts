import { lastSegment } from "../catalogue/arm-id";
import { type Exception, hasEnded } from "../catalogue/exceptions";
import { type Exemption, exemptionOf, initiative } from "../catalogue/exemptions";
import type { Tree } from "../compute/value";
import guardrailRemoval from "./guardrail-removal";

/** A resource of a Pulumi program, its inputs once somebody looks. */
interface Written {
  readonly type: string;
  readonly inputs: () => Tree;
}

/**
 * The exception of the estate that a resource says as an exemption, as the guardrails print it. Such an exemption takes away no more
 * than its exception does, so it is excepted with it from `guardrail-removal`. One that lasts longer, that is from another rule or
 * another assignment, or that reaches further is judged as any other.
 * @param today the day in UTC, as 2026-12-31: what has ended is printed no more
 */
export function printedExemptions(
  exceptions: readonly Exception[],
  today: string,
): (rule: string, resource: Written) => Exception | undefined {
  const printed = exceptions.flatMap(exception => {
    const exemption = exemptionOf(exception);
    return hasEnded(exception, today) || "unsaid" in exemption ? [] : [{ exception, exemption }];
  });
  return (rule, { type, inputs }) => {
    const mayBePrinted = rule === guardrailRemoval.id && type === "azure-native:authorization:PolicyExemption";
    if (!mayBePrinted || printed.length === 0) return undefined;
    const written = inputs();
    return printed.find(({ exemption }) => says(written, exemption))?.exception;
  };
}

/** Whether the inputs of an exemption say the same as one of the estate's, value by value. What cannot be seen says nothing. */
function says(inputs: Tree, { references, scope, expiresOn, selector }: Exemption): boolean {
  const assignment = at(inputs, "policyAssignmentId");
  const inner = at(only(at(inputs, "resourceSelectors")), "selectors");
  const found = only(inner);
  const [named, other] = "in" in selector ? (["in", "notIn"] as const) : (["notIn", "in"] as const);
  const [type = ""] = "in" in selector ? selector.in : selector.notIn;
  return (
    typeof assignment === "string" &&
    lastSegment(assignment) === initiative &&
    isText(at(inputs, "scope"), scope) &&
    isText(at(inputs, "expiresOn"), expiresOn) &&
    areTexts(at(inputs, "policyDefinitionReferenceIds"), references) &&
    isText(at(found, "kind"), selector.kind) &&
    isText(only(at(found, named)), type) &&
    at(found, other) === undefined
  );
}

const at = (node: Tree | undefined, key: string): Tree | undefined =>
  typeof node === "object" && node !== null && Object.hasOwn(node, key)
    ? (node as { readonly [key: string]: Tree })[key]
    : undefined;

/** The one entry of a list; undefined where it has more. */
const only = (node: Tree | undefined): Tree | undefined =>
  Array.isArray(node) && node.length === 1 ? (node[0] as Tree) : undefined;

const isText = (node: Tree | undefined, text: string): boolean =>
  typeof node === "string" && node.toLowerCase() === text.toLowerCase();

const areTexts = (node: Tree | undefined, texts: readonly string[]): boolean =>
  Array.isArray(node) && node.length === texts.length && texts.every((text, i) => isText(node[i] as Tree, text));
