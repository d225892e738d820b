import { ofArmType } from "../../arm-types";
import { isObject, type NodeAt } from "../../path";
import { type Tree, Withheld } from "../../value";
import { evaluate, hasInnerScope, withNames } from "../evaluate";
import { scopeOf } from "../inputs";
import type { Run, Scope } from "../scope";
import { isList, member } from "../tree";

/** Resources that carry a template: what they deploy, or let be deployed, is what that template holds. */

export interface Carrier {
  /** Where templates stand, below `properties`; `[]` is each item of a list. */
  readonly templates: readonly string[];
  /** Where the values of their parameters stand. */
  readonly parameters?: string;
  /** Where a link stands that is followed instead of a template. */
  readonly link?: string;
  /** Where a link stands that is followed for the values of the parameters. */
  readonly parametersLink?: string;
  /** Where the parameters are declared that are chosen later, by an assignment: no value of theirs is certain here. */
  readonly later?: string;
}

const ofPolicy = "policyRule.then.details.deployment.properties";

const policy: Carrier = {
  templates: [`${ofPolicy}.template`],
  parameters: `${ofPolicy}.parameters`,
  link: `${ofPolicy}.templateLink`,
  parametersLink: `${ofPolicy}.parametersLink`,
  later: "parameters",
};

const deployment: Carrier = {
  templates: ["template"],
  parameters: "parameters",
  link: "templateLink",
  parametersLink: "parametersLink",
};

/** The first preview had `template`. */
const spec: Carrier = { templates: ["mainTemplate", "template", "linkedTemplates[].template", "artifacts[].template"] };

/** By ARM type in lower case. A deployment must hold a template, all others may. */
export const carriers: ReadonlyMap<string, Carrier> = new Map([
  ["microsoft.resources/deployments", deployment],
  ["microsoft.resources/deploymentstacks", deployment],
  ["microsoft.resources/templatespecs/versions", spec],
  ["microsoft.solutions/applicationdefinitions", { templates: ["mainTemplate"], link: "packageFileUri" }],
  ["microsoft.operationsmanagement/managementconfigurations", { templates: ["template"] }],
  ["microsoft.blueprint/blueprints/artifacts", { templates: ["template"], parameters: "parameters" }],
  ["microsoft.authorization/policydefinitions", policy],
  ["microsoft.authorization/policydefinitions/versions", policy],
]);

/** What a type carries, in whatever spelling. */
export const carrierOf = ofArmType(() => carriers);

export const isDeployment = (carrier: Carrier): boolean => carrier === deployment;

/**
 * What a carrier holds, as the template around it leaves it. Its own templates' copy loops are theirs, and a deployment of inner
 * scope keeps its template as written.
 */
export function bodyOf(carrier: Carrier, written: Tree | undefined, scope: Scope): Tree {
  if (!isObject(written)) return written === undefined ? null : evaluate(written, scope);
  const named = withNames(written, scope);
  if (named instanceof Withheld) return named;
  const kept = isDeployment(carrier) && hasInnerScope(named, scope);
  const parts = Object.entries(named).map(([key, value]): [string, Tree] => {
    if (isDeployment(carrier) && key.toLowerCase() !== "template") return [key, evaluate(value, scope)];
    return [key, kept ? value : evaluate(value, { ...scope, inTemplate: true })];
  });
  return Object.fromEntries(parts);
}

/** The templates in a carrier's body. */
export const templatesIn = (carrier: Carrier, body: NodeAt): NodeAt[] =>
  carrier.templates.flatMap(path => at(body, path)).filter(present);

/** The link in a carrier's body, where there is one. */
export const linkIn = (carrier: Carrier, body: NodeAt): NodeAt | undefined =>
  carrier.link === undefined ? undefined : at(body, carrier.link).find(present);

/** The values that a carrier gives to its templates' parameters. */
export function parametersIn(carrier: Carrier, body: NodeAt, run: Run): Tree | undefined {
  const first = (path: string | undefined) => (path === undefined ? undefined : at(body, path).find(present)?.node);
  // They stand in a file that was not handed over.
  if (first(carrier.parametersLink) !== undefined) return new Withheld("hidden");
  const given = first(carrier.parameters);
  if (carrier.later === undefined || given === undefined) return given;
  const declared = first(carrier.later);
  const parameters = isObject(declared) ? declared : {};
  const open = Object.entries(parameters).map(([name, one]): [string, Tree] => {
    const standard = member(one, "defaultValue");
    return [name, { value: new Withheld("expression", typeof standard === "string" ? [standard] : []) }];
  });
  return evaluate(given, scopeOf({ parameters }, Object.fromEntries(open), run));
}

const present = ({ node }: NodeAt): boolean => node !== undefined && node !== null;

/** The places that a path of the table leads to. What is withheld on the way is withheld at its end. */
function at(from: NodeAt, path: string): NodeAt[] {
  let places: NodeAt[] = [from];
  for (const step of path.split(".")) {
    const key = step.replace("[]", "");
    places = places.flatMap(({ node, path: where }): NodeAt[] => {
      if (node instanceof Withheld) return [{ node, path: where }];
      const next = { node: member(node, key), path: where ? `${where}.${key}` : key };
      if (!step.endsWith("[]") || next.node instanceof Withheld) return [next];
      return isList(next.node) ? next.node.map((item, i) => ({ node: item, path: `${next.path}[${i}]` })) : [];
    });
  }
  return places;
}
