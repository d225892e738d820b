import { childType } from "../../catalogue/arm-id";
import { mayAskForMachines, speaksOfMachines } from "../by-shape/glance";
import type { Opaque } from "../facts";
import { text } from "../leaf";
import { linkedTemplate, opaque } from "../opaque";
import { isList, isObject, joinName, type NodeAt } from "../tree";
import { looksAlike } from "../types/left-out/look-alikes";
import { known, multiplied, type Tree, type Value, Withheld } from "../value";
import { isLoopList, iterations } from "./copy";
import { evaluate } from "./evaluate";
import { truth } from "./functions/logic";
import {
  bodyOf,
  isDeployment,
  linkIn,
  parametersIn,
  type TemplateHolder,
  templateHolderOf,
  templatesIn,
} from "./holders/arm-types";
import { scopeOf } from "./inputs";
import { fromJson } from "./json";
import { member } from "./members";
import { maxSize } from "./partial";
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

/** What is said of a deployment beside its template. */
export interface Deployed {
  readonly location?: Tree | undefined;
  /** Where what names no scope is deployed: `/` is the tenant, and nothing means below it. */
  readonly scope?: Tree | undefined;
}

export interface Given {
  /** Values of the template's parameters, as a deployment gives them: `{name: {value}}`. */
  readonly parameters?: Tree | undefined;
  /** Where the template stands in its resource. */
  readonly path: string;
  readonly isRead?: IsRead;
  readonly deployed?: Deployed;
}

/** Whether a row says what is read of a type. Of others it is the region, and what looks like machines. */
export type IsRead = (type: string) => boolean;

const all: IsRead = () => true;

/** Templates in templates and children in children beyond this are not read; Azure allows five levels. */
const maxLevels = 16;

/** What is made of a resource is read by every rule, so it is dear even where it is small. */
const costOfResource = 1024;

/** The resources of a template. Pure, bounded in time and memory, never throws. */
export function expandTemplate(template: Tree, given: Given): Expansion {
  const { path, parameters, isRead, deployed = {} } = given;
  return expansion(path, isRead, expander =>
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
): Expansion | undefined {
  const holder = templateHolderOf(type);
  const deployed = holder && isDeployment(holder) ? said : {};
  return (
    holder &&
    expansion(body.path, isRead, expander =>
      expander.held(holder, body, { copies: known(1, body.path), level: 0, deployed }),
    )
  );
}

function expansion(path: string, isRead: IsRead = all, work: (expander: Expander) => void): Expansion {
  const expander = new Expander(isRead);
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
  /** Resources by symbolic name: only then Azure knows `existing`. */
  readonly symbolic?: boolean;
  /** The full type of the resource whose child this is. */
  readonly parent?: string;
}

class Expander {
  readonly run = new Run();
  readonly resources: ExpandedResource[] = [];
  readonly opaque: Opaque[] = [];
  /** What may still be handed on, in characters and nodes, written out. */
  private room = 4 * maxSize;

  constructor(private readonly isRead: IsRead) {}

  template({ node, path }: NodeAt, parameters: Tree | undefined, at: Level): void {
    const template = typeof node === "string" ? (fromJson(node) ?? node) : node;
    const resources = member(template, "resources") ?? null;
    if (template instanceof Withheld) this.hidden(path, "the template", template);
    else if (resources === null) this.refused(path, "no template stands here that can be read");
    else {
      const scope = {
        ...scopeOf(template ?? null, parameters, this.run, at.deployed.location ?? undefined),
        speaksOfMachines: lazily(() =>
          [member(template, "variables"), member(template, "parameters"), parameters].some(part =>
            speaksOfMachines(part),
          ),
        ),
      };
      this.list({ node: resources, path: `${path}.resources` }, { ...at, scope });
    }
  }

  /** Resources as a list, or by symbolic name (language version 2.0). */
  private list({ node, path }: NodeAt, around: Around): void {
    if (node instanceof Withheld) this.hidden(path, "the list of resources", node);
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
    if (node instanceof Withheld) this.hidden(path, "a resource", node);
    else if (!isObject(node)) this.refused(path, "a resource is no object");
    else
      for (const { scope, copies } of iterations(member(node, "copy"), path, around.scope, evaluate)) {
        if (this.run.spent || this.room <= 0) break;
        this.one(node, path, { ...around, scope, copies: nestedCopies(around.copies, copies) });
      }
  }

  private one(written: { readonly [key: string]: Tree }, path: string, around: Around): void {
    const { scope, copies, level, parent, symbolic, deployed } = around;
    this.run.pay(costOfResource);
    const said = (key: string): Tree => evaluate(member(written, key) ?? null, scope);
    const kind = said("type");
    const type = typeof kind === "string" ? childType(withoutVersion(kind), parent) : undefined;
    const children = member(written, "resources") ?? null;
    // A condition holds for the resource itself, not for its children. Children of what cannot be read are as opaque as that.
    if (children !== null && type !== undefined)
      this.list({ node: children, path: `${path}.resources` }, { ...around, level: level + 1, parent: type });
    if (truth(said("condition") ?? true) === false || (symbolic && said("existing") === true)) return;
    const holder = type === undefined ? undefined : templateHolderOf(type);
    if (kind instanceof Withheld) this.hidden(`${path}.type`, "the type of a resource", kind);
    else if (type === undefined) this.refused(path, "a resource has no type");
    else if ((said("import") ?? said("extension")) !== null && !isOfGraph(type))
      this.refused(path, "a resource of an extension of Bicep, which is not read");
    else if (holder) {
      const body = bodyOf(holder, member(written, "properties"), scope);
      const nested = isDeployment(holder) ? nestedBy(said, deployed) : {};
      this.held(holder, { node: body, path: `${path}.properties` }, { copies, level, deployed: nested });
    } else {
      const resource = this.isRead(type) ? worked(written, type, scope) : looked(written, type, scope);
      this.emit({ resource, path, copies, scope: deployed.scope });
    }
  }

  private emit(expanded: ExpandedResource): void {
    this.room -= weigh(expanded.resource).size;
    if (this.room > 0) this.resources.push(expanded);
    else this.run.cutOff = true;
  }

  /** What a holder's templates ask for. */
  held(holder: TemplateHolder, body: NodeAt, at: Level): void {
    const link = linkIn(holder, body);
    const templates = templatesIn(holder, body);
    if (body.node instanceof Withheld) this.hidden(body.path, "what is deployed", body.node);
    else {
      if (link) this.linked(link);
      else if (!templates.length && isDeployment(holder)) this.refused(body.path, "the deployment holds no template");
      const parameters = parametersIn(holder, body, this.run);
      for (const template of templates) this.template(template, parameters, { ...at, level: at.level + 1 });
    }
  }

  private linked({ node, path }: NodeAt): void {
    const key = ["uri", "id", "relativePath"].find(name => (member(node, name) ?? null) !== null);
    // an object without any of them names no source
    const said = key !== undefined ? member(node, key) : isObject(node) ? undefined : node;
    const where = key === undefined ? path : `${path}.${key}`;
    this.opaque.push(linkedTemplate(path, text({ node: said, path: where })));
  }

  private hidden(path: string, what: string, node: Withheld): void {
    this.opaque.push(opaque(what, { node, path }));
  }

  private refused(path: string, why: string, state: "malformed" | "cutOff" = "malformed"): void {
    this.opaque.push({ path, why, state });
  }
}

/** What a deployment inside another says of itself; what it leaves out is as around it, but below the tenant if it names a place there. */
function nestedBy(said: (key: string) => Tree, around: Deployed): Deployed {
  const scope = said("scope");
  const isBelow = said("subscriptionId") !== null || said("resourceGroup") !== null;
  return {
    location: said("location") ?? around.location,
    scope: scope ?? (isBelow ? undefined : around.scope),
  };
}

/** Resources of an extension have their version behind the type: `Microsoft.Graph/groups@v1.0`. */
const withoutVersion = (type: string): string => type.split("@", 1)[0]!;

/** Microsoft Graph's resources are written as ARM's are. */
const isOfGraph = (type: string): boolean => /^microsoft\.graph\//i.test(type);

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
  return { type, ...resource };
}

function lazily<T extends boolean>(work: () => T): () => T {
  let done: T | undefined;
  return () => (done ??= work());
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
