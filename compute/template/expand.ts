import { childType } from "../../catalogue/arm-id";
import { isAccelerator } from "../../catalogue/sizes";
import type { Reading } from "../../payloads/search";
import { mayAskForMachines } from "../by-shape/glance";
import type { Opaque } from "../facts";
import { alternatives, text } from "../leaf";
import { linkedTemplate, opaque } from "../opaque";
import { isList, isObject, joinName, type NodeAt } from "../tree";
import { looksAlike } from "../types/left-out/look-alikes";
import { choicesIn, known, multiplied, type Tree, type Value, Withheld } from "../value";
import { assignedTemplates, assignersIn, type Definitions } from "./assignments";
import { spread, unlike } from "./choices";
import { isLoopList, iterations, type Pass } from "./copy";
import { evaluate } from "./evaluate";
import { ordersNothing } from "./extension-resources";
import { truth } from "./functions/logic";
import { isDeployment, linkIn, type TemplateHolder, templateHolderOf } from "./holders/arm-types";
import { withoutKept } from "./kept";
import { member } from "./members";
import { type Deployed, type Held, hold, holdWritten, mostCopies, type Opened, open } from "./opened";
import { hintsOf, maxSize, PartialText, pathBesideOwn, staysBelow } from "./partial";
import { Run, type TemplateScope } from "./scope";
import { weigh } from "./weight";

/** What a template asks for: its resources with their expressions worked out, and the parts that cannot be read. */
export interface Expansion {
  readonly resources: readonly ExpandedResource[];
  readonly opaque: readonly Opaque[];
}

export interface ExpandedResource {
  /**
   * The resource with its full type, `Withheld` where an expression is left over, `groupLocation` where it follows its group. Child
   * resources stand beside it, not in it. A resource that carries a template is replaced by what that holds.
   */
  readonly resource: Tree;
  /** Where it stands in the original template; copies share it. */
  readonly path: string;
  /**
   * For how many resources it stands: 1, but for the last copy of a long loop, which stands for all the rest, and for a loop
   * whose count is not known.
   */
  readonly copies: Value<number>;
  /** The scope that its deployment is made at, where one is named. */
  readonly scope?: Tree | undefined;
}

export interface Given {
  /** Values of the template's parameters, as a deployment gives them: `{name: {value}}`. */
  readonly parameters?: Tree | undefined;
  /** Where the template stands in its resource. */
  readonly path: string;
  readonly isRead?: IsRead;
  readonly deployed?: Deployed;
  /** What is left of the work on the resource that holds it. */
  readonly reading?: Reading;
}

/** Whether a row says what is read of a type. Of others it is the region, and what looks like machines. */
export type IsRead = (type: string) => boolean;

const all: IsRead = () => true;

/** Templates in templates and children in children beyond this are not read; Azure allows five levels. */
const maxLevels = 16;

/** What is made of a resource is read by every rule, so it is dear even where it is small. */
const costOfResource = 4096;

/** The resources of a template. Pure, bounded in time and memory, never throws. */
export function expandTemplate(template: Tree, given: Given): Expansion {
  const { path, parameters, isRead, deployed = {}, reading } = given;
  return expansion({ path, isRead, reading }, expander =>
    expander.template({ node: template, path }, parameters, { copies: known(1, path), level: 0, deployed }),
  );
}

/**
 * What a resource that carries a template asks for, `undefined` where its type carries none. `body` is what ARM calls
 * `properties` and stands at `path`; nothing in it is an expression of a template around it.
 */
export function expandHeldTemplates(
  type: string,
  body: NodeAt,
  isRead?: IsRead,
  said: Deployed = {},
  reading?: Reading,
): Expansion | undefined {
  const holder = templateHolderOf(type);
  const deployed = holder && isDeployment(holder) ? said : {};
  return (
    holder &&
    expansion({ path: body.path, isRead, reading }, expander =>
      expander.held(holder, hold(holder, body, expander.run, deployed), {
        copies: known(1, body.path),
        level: 0,
        deployed,
      }),
    )
  );
}

/** What Azure may deploy for those who give values to policies' parameters, as far as the definitions are at hand. */
export const expandAssigned = (
  assigning: NodeAt,
  definitions: Definitions,
  isRead?: IsRead,
  reading?: Reading,
): Expansion =>
  expansion({ path: assigning.path, isRead, reading }, expander => {
    const assigners = assignersIn(assigning, expander.run);
    for (const opened of assignedTemplates(assigners, definitions, expander.run))
      expander.contents(opened, { copies: known(1, assigning.path), level: 0, deployed: {} });
  });

interface Asked {
  readonly path: string;
  readonly isRead?: IsRead | undefined;
  readonly reading?: Reading | undefined;
}

function expansion({ path, isRead = all, reading }: Asked, work: (expander: Expander) => void): Expansion {
  const expander = new Expander(isRead, new Run(reading));
  work(expander);
  const { resources, opaque } = expander;
  if (expander.run.cutOff)
    opaque.push({ path, why: "the template is too large or too deep to be read whole", state: "cutOff" });
  return { resources, opaque };
}

/** Where in the templates a template stands. */
interface Level {
  /** How often what stands here is made. */
  readonly copies: Value<number>;
  readonly level: number;
  readonly deployed: Deployed;
}

/** Where in the templates a resource stands. */
interface Around extends Level {
  readonly scope: TemplateScope;
  /** The template that it stands in. */
  readonly opened: Opened;
  /** Resources by symbolic name: only then Azure knows `existing`. */
  readonly symbolic?: boolean;
  /** The full type of the resource whose child this is. */
  readonly parent?: string;
}

class Expander {
  readonly resources: ExpandedResource[] = [];
  readonly opaque: Opaque[] = [];
  /** What may still be handed on, in characters and nodes, written out. */
  private room = 4 * maxSize;

  constructor(
    private readonly isRead: IsRead,
    readonly run: Run,
  ) {}

  template(place: NodeAt, parameters: Tree | undefined, at: Level): void {
    for (const opened of open(place, parameters, this.run, at.deployed)) this.contents(opened, at);
  }

  contents(opened: Opened, at: Level): void {
    const { template, path, resources, scope } = opened;
    if (template instanceof Withheld) this.hidden(path, "the template", template);
    else if (resources.node === null) this.refused(path, "no template stands here that can be read");
    else this.list(resources, { ...at, scope, opened });
  }

  /** Resources as a list, or by symbolic name (language version 2.0). */
  private list({ node, path }: NodeAt, around: Around): void {
    const choices = choicesIn(node);
    if (choices)
      for (const { node } of unlike(choices.map(node => ({ node, path })))) this.list({ node, path }, around);
    else if (node instanceof Withheld) this.hidden(path, "the list of resources", node);
    else if (!isList(node) && !isObject(node)) this.refused(path, "the resources are neither a list nor an object");
    else if (around.level > maxLevels) this.refused(path, "resources lie too deep in each other", "cutOff");
    else
      for (const [key, one] of Object.entries(node) as [string, Tree][]) {
        if (this.run.spent || this.room <= 0) break;
        const at = isList(node) ? `${path}[${key}]` : joinName(path, key);
        this.each({ node: one, path: at }, { ...around, symbolic: !isList(node) });
      }
  }

  /** One resource as it is written: each of its copies. */
  private each({ node, path }: NodeAt, around: Around): void {
    const choices = choicesIn(node);
    if (choices) for (const choice of choices) this.each({ node: choice, path }, around);
    else if (node instanceof Withheld) this.hidden(path, "a resource", node);
    else if (!isObject(node)) this.refused(path, "a resource is no object");
    else
      for (const { scope, copies } of this.passes({ node, path }, around)) {
        if (this.run.spent || this.room <= 0) break;
        this.one(node, path, { ...around, scope, copies: nestedCopies(around.copies, copies) });
      }
  }

  private passes(place: NodeAt, { opened, scope }: Around): readonly Pass[] {
    if (scope === opened.scope) return opened.passes(place);
    return iterations(member(place.node, "copy"), place.path, scope, evaluate, mostCopies(place.node as Tree));
  }

  private one(written: { readonly [key: string]: Tree }, path: string, around: Around): void {
    const { scope, opened, copies, level, parent, symbolic, deployed } = around;
    this.run.pay(costOfResource);
    const said = (key: string): Tree => evaluate(member(written, key) ?? null, scope);
    const kind = said("type");
    const named = extensionType(kind);
    const type = named === undefined ? undefined : childType(withoutVersion(named), parent);
    const children = member(written, "resources") ?? null;
    // A condition holds for the resource itself, not for its children. Children of what cannot be read are as opaque as that.
    if (children !== null && type !== undefined)
      this.list({ node: children, path: `${path}.resources` }, { ...around, level: level + 1, parent: type });
    if (truth(said("condition") ?? true) === false || (symbolic && said("existing") === true)) return;
    const holder = type === undefined ? undefined : templateHolderOf(type);
    const extension = said("import") ?? said("extension");
    if (type === undefined && kind instanceof Withheld) this.hidden(`${path}.type`, "the type of a resource", kind);
    else if (type === undefined) this.refused(path, "a resource has no type");
    else if (extension !== null && !ordersNothing(type, extension, opened.template))
      this.refused(path, "a resource of an extension of Bicep, which is not read");
    else if (holder) {
      const place = { node: written, path };
      const held = isDeployment(holder) ? opened.holding(place, scope) : holdWritten(holder, place, scope, deployed);
      this.held(holder, held, { copies, level, deployed: held.deployed });
    } else {
      const resource = this.isRead(type) ? worked(written, type, scope) : looked(written, type, scope);
      this.emit({ resource, path, copies, scope: deployed.scope });
      if (assigning.test(type)) this.assigned(written, path, around);
    }
  }

  /** What an assignment of a policy, or a set of policies, lets Azure deploy with the values that it gives. */
  private assigned(written: Tree, path: string, { scope, opened, copies, level }: Around): void {
    const at = `${path}.properties`;
    const said = { node: member(written, "properties"), path: at };
    const ids = new Map(assignersIn(said, this.run).map(({ id }) => [id.path, id.node]));
    const assigners = assignersIn({ node: evaluate(said.node ?? null, scope), path: at }, this.run);
    for (const each of assignedTemplates(assigners, id => opened.definition(id, ids.get(id.path), scope), this.run))
      this.contents(each, { copies, level: level + 1, deployed: {} });
  }

  private emit(expanded: ExpandedResource): void {
    this.room -= weigh(expanded.resource).size;
    const { resource } = expanded;
    if (this.room > 0) this.resources.push(this.run.chosen ? { ...expanded, resource: spread(resource) } : expanded);
    else this.run.cutOff = true;
  }

  /** What a holder's templates ask for. */
  held(holder: TemplateHolder, { body, templates }: Held, at: Level): void {
    const link = linkIn(holder, body);
    if (body.node instanceof Withheld) this.hidden(body.path, "what is deployed", body.node);
    else {
      // a template that is trusted with its parent is not trusted with an accelerator that the parent hands to it
      const asks = hintsOf([member(body.node, "parameters") ?? null]).some(isAccelerator);
      if (link) this.linked(link, { isNested: at.level > 0, asks });
      else if (!templates.length && isDeployment(holder)) this.refused(body.path, "the deployment holds no template");
      for (const opened of templates) this.contents(opened, { ...at, level: at.level + 1 });
    }
  }

  private linked({ node, path }: NodeAt, { isNested, asks }: { isNested: boolean; asks: boolean }): void {
    const key = ["uri", "id", "relativePath"].find(name => (member(node, name) ?? null) !== null);
    // an object without any of them names no source
    const said = key !== undefined ? member(node, key) : isObject(node) ? undefined : node;
    const where = key === undefined ? path : `${path}.${key}`;
    for (const source of alternatives({ node: said, path: where })) {
      const { node } = source;
      const isRelative = key === "relativePath" && isNested && typeof node === "string" && staysBelow(node);
      const beside = isRelative ? node : pathBesideOwn(node);
      this.opaque.push({ ...linkedTemplate(path, text(source)), ...(beside && !asks && { beside }) });
    }
  }

  private hidden(path: string, what: string, node: Withheld): void {
    this.opaque.push(opaque(what, { node, path }));
  }

  private refused(path: string, why: string, state: "malformed" | "cutOff" = "malformed"): void {
    this.opaque.push({ path, why, state });
  }
}

/** Resources of an extension have their version behind the type: `Microsoft.Graph/groups@v1.0`. */
const withoutVersion = (type: string): string => type.split("@", 1)[0]!;

/** A type. What extends a resource of any type is known by what stands behind `providers` at its end. */
function extensionType(kind: Tree): string | undefined {
  if (typeof kind === "string") return kind;
  const end = kind instanceof PartialText ? kind.parts.at(-1) : undefined;
  if (typeof end !== "string" || end.endsWith("/")) return undefined;
  const at = end.toLowerCase().indexOf("/providers/", Math.max(0, end.lastIndexOf("//")));
  return at < 0 ? undefined : `Microsoft.Resources/any/providers/${end.slice(at + "/providers/".length)}`;
}

const assigning = /^microsoft\.authorization\/policy(?:assignments|setdefinitions)$/i;

/** What the expander has seen to already. */
const seenTo: ReadonlySet<string> = new Set(["resources", "type", "dependson"]);

/** A resource with its expressions worked out. */
function worked(written: { readonly [key: string]: Tree }, type: string, scope: TemplateScope): Tree {
  const own = Object.entries(written).filter(([key, value]) => {
    const lower = key.toLowerCase();
    return !seenTo.has(lower) && (lower !== "copy" || isLoopList(value));
  });
  const resource = evaluate(Object.fromEntries(own), scope);
  if (!isObject(resource)) return { type, properties: resource };
  return { type, ...(scope.run.kept ? withoutKept(resource, type) : resource) };
}

/** A resource of a type without a row: its region, and the rest only where something in it looks like machines. */
function looked(written: { readonly [key: string]: Tree }, type: string, scope: TemplateScope): Tree {
  if (mayAskForMachines(written, scope.speaksOfMachines?.() ? "any" : "of sizes") && !looksAlike(type)) {
    const whole = worked(written, type, scope);
    if (mayAskForMachines(whole)) return whole;
  }
  return { type, location: evaluate(member(written, "location") ?? null, scope) };
}

/** A loop inside another: both counts multiply. A count that is not known is named by its own path, the outer one first. */
function nestedCopies(outer: Value<number>, inner: Value<number>): Value<number> {
  return outer.state === "known" || inner.state !== "known" ? multiplied(inner, outer) : outer;
}
