import { ofArmType } from "../../arm-types";
import { armNaming, nodesAt } from "../../path";
import { isAbsent, isList, isObject, type NodeAt } from "../../tree";
import { type Tree, Withheld } from "../../value";
import { evaluate, hasInnerScope, withNames } from "../evaluate";
import { scopeOf } from "../inputs";
import { maxTreeDepth } from "../partial";
import type { Run, TemplateScope } from "../scope";

/**
 * A type of resource that holds ARM templates: a deployment, a template spec, a policy that deploys what is missing. What it
 * deploys, or lets others deploy, is what the templates in it describe. Paths start at `properties`, in the language of `path.ts`.
 */
export interface TemplateHolder {
  readonly templates: readonly string[];
  /** Where the values of their parameters stand. */
  readonly parameters?: string;
  /** Where a link stands that is followed instead of a template. */
  readonly link?: string;
  /** Where a link stands that is followed for the values of the parameters. */
  readonly parametersLink?: string;
  /** Where the parameters are declared that an assignment chooses. What it leaves out has its default. */
  readonly later?: string;
  /** Where the location stands of the deployment that is made of it. */
  readonly location?: string;
}

const ofPolicy = "policyRule.then.details.deployment.properties";

export const policyHolder: TemplateHolder = {
  templates: [`${ofPolicy}.template`],
  parameters: `${ofPolicy}.parameters`,
  link: `${ofPolicy}.templateLink`,
  parametersLink: `${ofPolicy}.parametersLink`,
  later: "parameters",
  location: "policyRule.then.details.deployment.location",
};

export const deploymentHolder: TemplateHolder = {
  templates: ["template"],
  parameters: "parameters",
  link: "templateLink",
  parametersLink: "parametersLink",
};

/** The first preview had `template`. */
const spec: TemplateHolder = {
  templates: ["mainTemplate", "template", "linkedTemplates[].template", "artifacts[].template"],
};

/** By ARM type in lower case. A deployment must hold a template, all others may. */
export const templateHolders: ReadonlyMap<string, TemplateHolder> = new Map([
  ["microsoft.resources/deployments", deploymentHolder],
  ["microsoft.resources/deploymentstacks", deploymentHolder],
  ["microsoft.resources/templatespecs/versions", spec],
  ["microsoft.solutions/applicationdefinitions", { templates: ["mainTemplate"], link: "packageFileUri" }],
  ["microsoft.operationsmanagement/managementconfigurations", { templates: ["template"] }],
  ["microsoft.blueprint/blueprints/artifacts", { templates: ["template"], parameters: "parameters" }],
  ["microsoft.authorization/policydefinitions", policyHolder],
  ["microsoft.authorization/policydefinitions/versions", policyHolder],
]);

/** What a type holds, in any spelling of it. */
export const templateHolderOf = ofArmType(() => templateHolders);

export const isDeployment = (holder: TemplateHolder): boolean => holder === deploymentHolder;

/**
 * The `properties` of a holder, with the expressions of the template around it worked out. The copy loops of its own templates
 * stay as written, and so does the whole template of a deployment with inner scope.
 */
export function bodyOf(holder: TemplateHolder, written: Tree | undefined, scope: TemplateScope): Tree {
  if (!isObject(written)) return written === undefined ? null : evaluate(written, scope);
  const named = withNames(written, scope);
  if (named instanceof Withheld) return named;
  const kept = isDeployment(holder) && hasInnerScope(named, scope);
  const parts = Object.entries(named).map(([key, value]): [string, Tree] => {
    if (isDeployment(holder) && key.toLowerCase() !== "template") return [key, evaluate(value, scope)];
    return [key, kept ? value : evaluate(value, { ...scope, inTemplate: true })];
  });
  return Object.fromEntries(parts);
}

/**
 * Expressions that are escaped once more than their place asks for. A landing zone keeps its policies as texts or variables of a
 * template, with `[[parameters('effect')]`, and Azure stores `[parameters('effect')]` from there.
 */
export function unescaped(tree: Tree, depth = 0): Tree {
  if (typeof tree === "string") return /^\[\[[^[].*\]$/s.test(tree) ? tree.slice(1) : tree;
  if (depth > maxTreeDepth) return tree;
  if (isList(tree)) {
    const items = tree.map(item => unescaped(item, depth + 1));
    return items.every((item, i) => item === tree[i]) ? tree : items;
  }
  if (!isObject(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]) => [key, value, unescaped(value, depth + 1)] as const);
  return entries.every(([, value, result]) => value === result)
    ? tree
    : Object.fromEntries(entries.map(([key, , result]) => [key, result]));
}

/** The templates in the body of a holder. */
export const templatesIn = (holder: TemplateHolder, body: NodeAt): NodeAt[] =>
  holder.templates.flatMap(path => at(body, path)).filter(present);

/** The link in the body of a holder, where there is one. */
export const linkIn = (holder: TemplateHolder, body: NodeAt): NodeAt | undefined =>
  holder.link === undefined ? undefined : at(body, holder.link).find(present);

/** The location that a holder says its deployments have; `undefined` where it says none. */
export const locationIn = (holder: TemplateHolder, body: NodeAt): Tree | undefined =>
  holder.location === undefined ? undefined : at(body, holder.location).find(present)?.node;

/** The values that a holder gives to its templates' parameters. `assigned` are those that somebody gives to its own. */
export function parametersIn(
  holder: TemplateHolder,
  body: NodeAt,
  run: Run,
  assigned: Tree | undefined,
): Tree | undefined {
  const first = (path: string | undefined) => (path === undefined ? undefined : at(body, path).find(present)?.node);
  // They stand in a file that was not handed over.
  if (first(holder.parametersLink) !== undefined) return new Withheld("hidden");
  const given = first(holder.parameters);
  if (holder.later === undefined || given === undefined) return given;
  const declared = first(holder.later);
  const parameters = isObject(declared) ? declared : {};
  return evaluate(given, scopeOf({ parameters }, assigned, run, { ungiven: "assigned" }));
}

const present = ({ node }: NodeAt): boolean => !isAbsent(node);

const at = (body: NodeAt, path: string): NodeAt[] => nodesAt(body, path, armNaming);
