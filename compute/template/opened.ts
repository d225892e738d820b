import { speaksOfMachines } from "../by-shape/glance";
import { isObject, type NodeAt } from "../tree";
import { choicesIn, type Tree, Withheld } from "../value";
import { spread } from "./choices";
import { evaluate } from "./evaluate";
import { isExpression } from "./expression";
import {
  bodyOf,
  deploymentHolder,
  isDeployment,
  locationIn,
  parametersIn,
  policyHolder,
  type TemplateHolder,
  templateHolderOf,
  templatesIn,
  unescaped,
} from "./holders/arm-types";
import { scopeOf } from "./inputs";
import { fromJson } from "./json";
import { member } from "./members";
import { Neighbours } from "./neighbours";
import type { Run, TemplateScope } from "./scope";

/** What is said of a deployment beside its template. */
export interface Deployed {
  readonly location?: Tree | undefined;
  /** Where what names no scope is deployed: `/` is the tenant, and nothing means below it. */
  readonly scope?: Tree | undefined;
}

/** A template, and what its expressions refer to. */
export interface Opened {
  readonly template: Tree;
  readonly path: string;
  readonly resources: NodeAt;
  readonly scope: TemplateScope;
  /** The `properties` of a policy, or of a set of them, that stands among its resources, as an id in it names it. */
  definition(id: NodeAt, said: Tree | undefined): Tree | undefined;
  /** What a deployment among its resources holds. It is worked out once, whoever asks: what deploys it, or what refers to its outputs. */
  holding(deployment: NodeAt): Held;
}

/** What a holder of templates holds. */
export interface Held {
  /** Its `properties`, worked out. */
  readonly body: NodeAt;
  readonly templates: readonly Opened[];
  readonly deployed: Deployed;
}

/** A template with its scope; several, where it is one of a few. */
export function open(
  { node, path }: NodeAt,
  parameters: Tree | undefined,
  run: Run,
  deployed: Deployed,
): readonly Opened[] {
  const choices = choicesIn(node);
  if (choices) return choices.flatMap(choice => open({ node: choice, path }, parameters, run, deployed));
  const template = (typeof node === "string" ? (fromJson(node) ?? node) : node) ?? null;
  const resources = { node: member(template, "resources") ?? null, path: `${path}.resources` };
  const held = new Map<Tree, Held>();
  const holding = (deployment: NodeAt): Held => {
    const written = deployment.node as Tree;
    const known = held.get(written);
    if (known) return known;
    const one = holdWritten(deploymentHolder, deployment, scope, deployed);
    held.set(written, one);
    return one;
  };
  const neighbours = new Neighbours(resources, {
    run,
    evaluate: tree => evaluate(tree, scope),
    isDeployment: isDeploymentType,
    output(deployment, name) {
      const [only, ...others] = holding(deployment).templates;
      return only && others.length === 0 ? outputOf(only, name) : undefined;
    },
  });
  const around = scopeOf(template, parameters, run, { location: deployed.location ?? undefined });
  const scope: TemplateScope = {
    ...around,
    neighbours,
    speaksOfMachines: lazily(() =>
      [member(template, "variables"), member(template, "parameters"), parameters].some(part => speaksOfMachines(part)),
    ),
  };
  const definition = (id: NodeAt, said: Tree | undefined): Tree | undefined => {
    const parsed = typeof said === "string" && isExpression(said) ? run.parse(said) : undefined;
    const found = neighbours.find(parsed, id.node ?? null);
    return found?.type !== undefined && definitionTypes.has(found.type)
      ? bodyOf(policyHolder, member(found.written, "properties"), scope)
      : undefined;
  };
  return [{ template, path, resources, scope, definition, holding }];
}

/** What a holder holds that stands in a template with this scope. */
export function holdWritten(
  holder: TemplateHolder,
  { node, path }: NodeAt,
  scope: TemplateScope,
  around: Deployed,
): Held {
  const { run } = scope;
  const worked = bodyOf(holder, member(node, "properties"), scope);
  const body = { node: run.chosen ? spread(worked) : worked, path: `${path}.properties` };
  return hold(
    holder,
    body,
    run,
    isDeployment(holder) ? nestedBy(key => evaluate(member(node, key) ?? null, scope), around) : {},
  );
}

/** What a holder holds; nothing in its body is an expression of a template around it. `assigned` are the values of a policy's own parameters. */
export function hold(
  holder: TemplateHolder,
  written: NodeAt,
  run: Run,
  deployed: Deployed,
  assigned?: Tree | undefined,
): Held {
  const body = holder.later === undefined ? written : { ...written, node: unescaped(written.node ?? null) };
  if (body.node instanceof Withheld) return { body, templates: [], deployed };
  const parameters = parametersIn(holder, body, run, assigned);
  const location = locationIn(holder, body);
  const within = location === undefined ? deployed : { ...deployed, location };
  const templates = templatesIn(holder, body).flatMap(template => open(template, parameters, run, within));
  return { body, templates, deployed };
}

const definitionTypes: ReadonlySet<string> = new Set([
  "microsoft.authorization/policydefinitions",
  "microsoft.authorization/policysetdefinitions",
]);

/** What a deployment inside another says of itself; what it leaves out is as around it, but below the tenant if it names a place there. */
function nestedBy(said: (key: string) => Tree, around: Deployed): Deployed {
  const scope = said("scope");
  const isBelow = said("subscriptionId") !== null || said("resourceGroup") !== null;
  return {
    location: said("location") ?? around.location,
    scope: scope ?? (isBelow ? undefined : around.scope),
  };
}

function isDeploymentType(type: string): boolean {
  const holder = templateHolderOf(type);
  return holder !== undefined && isDeployment(holder);
}

/** The value that a template puts out under a name; `undefined` where it is not known. What is secret nobody gets to see. */
function outputOf({ template, scope }: Opened, name: string): Tree | undefined {
  const output = member(member(template, "outputs"), name);
  const value = member(output, "value");
  if (!isObject(output) || value === undefined) return undefined;
  const type = member(output, "type");
  if (typeof type === "string" && /^secure/i.test(type)) return new Withheld("hidden");
  return evaluate(value, scope);
}

function lazily<T extends boolean>(work: () => T): () => T {
  let done: T | undefined;
  return () => (done ??= work());
}
