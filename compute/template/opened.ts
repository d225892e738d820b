import { speaksOfMachines } from "../by-shape/glance";
import { isObject, type NodeAt } from "../tree";
import { choicesIn, type Tree, Withheld } from "../value";
import { spread } from "./choices";
import { isLooped, items, iterations, maxCopies, maxItems, type Pass, turnsIn } from "./copy";
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
import type { Turns } from "./neighbour-index";
import { Neighbours } from "./neighbours";
import { onceEach, type Run, type TemplateScope } from "./scope";

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
  /** The `properties` of a policy, or of a set of them, that stands among its resources, as an id names it in a place with this scope. */
  definition(id: NodeAt, said: Tree | undefined, at: TemplateScope): Tree | undefined;
  /**
   * What a deployment among its resources holds, in its own turn where it is in a loop. It is worked out once, whoever asks: what deploys
   * it, or what refers to its outputs.
   */
  holding(deployment: NodeAt, scope: TemplateScope): Held;
  /** The turns of one of its resources: the same ones, whoever asks. */
  passes(resource: NodeAt): readonly Pass[];
  /** The value that it puts out under a name; `undefined` where it is not known. What is secret nobody gets to see. */
  output(name: string): Tree | undefined;
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
  const held = new Map<TemplateScope, Map<Tree, Held>>();
  const holding = (deployment: NodeAt, scope: TemplateScope): Held => {
    const written = deployment.node as Tree;
    const inScope = held.get(scope) ?? new Map<Tree, Held>();
    const one = inScope.get(written) ?? holdWritten(deploymentHolder, deployment, scope, deployed);
    held.set(scope, inScope.set(written, one));
    return one;
  };
  const loops = new Map<Tree, readonly Pass[]>();
  const passes = ({ node, path }: NodeAt): readonly Pass[] => {
    const written = node as Tree;
    const made = loops.get(written) ?? iterations(member(written, "copy"), path, scope, evaluate, mostCopies(written));
    loops.set(written, made);
    return made;
  };
  const neighbours = new Neighbours(resources, {
    run,
    turns: place => turnsOf(place.node as Tree, passes(place), scope),
    isDeployment: isDeploymentType,
    output(deployment, scope, name) {
      const [only, ...others] = holding(deployment, scope).templates;
      return only && others.length === 0 ? only.output(name) : undefined;
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
  const definition = (id: NodeAt, said: Tree | undefined, at: TemplateScope): Tree | undefined => {
    const parsed = typeof said === "string" && isExpression(said) ? run.parse(said) : undefined;
    const found = neighbours.find(parsed, id.node ?? null, at);
    return found?.type !== undefined && definitionTypes.has(found.type)
      ? bodyOf(policyHolder, member(found.written, "properties"), found.scope)
      : undefined;
  };
  const output = onceEach(name => outputOf(template, scope, name));
  return [{ template, path, resources, scope, definition, holding, passes, output }];
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

function outputOf(template: Tree, scope: TemplateScope, name: string): Tree | undefined {
  const output = member(member(template, "outputs"), name);
  if (!isObject(output)) return undefined;
  const type = member(output, "type");
  if (typeof type === "string" && /^secure/i.test(type)) return new Withheld("hidden");
  const value = member(output, "value");
  const loop = member(output, "copy");
  if (value !== undefined) return evaluate(value, scope);
  return isObject(loop) ? items(loop, "", scope, evaluate) : undefined;
}

/** The turns of a resource as those who refer to it tell them apart. */
function turnsOf(written: Tree, passes: readonly Pass[], scope: TemplateScope): Turns {
  const loop = member(written, "copy");
  const each = passes.map(pass => pass.scope).filter(({ loops }) => !(loops.get("") instanceof Withheld));
  if (!isLooped(loop)) return { each: [scope], isAll: true, any: undefined };
  const any = turnsIn(loop, scope, evaluate)(new Withheld("expression"));
  return { each, isAll: each.length === passes.length, any };
}

/** What holds templates is another template in each copy, as a landing zone's policies are, so that one cannot stand for all the rest. */
export function mostCopies(written: Tree): number {
  const type = member(written, "type");
  return typeof type === "string" && templateHolderOf(type) ? maxItems : maxCopies;
}

function lazily<T extends boolean>(work: () => T): () => T {
  let done: T | undefined;
  return () => (done ??= work());
}
