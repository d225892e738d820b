import { isAbsent, isObject, type NodeAt } from "../tree";
import { type Tree, Withheld } from "../value";
import { type Expression, isExpression } from "./expression";
import { Kept, sourceOf } from "./kept";
import { member } from "./members";
import { groupLocation, hintsOf, PartialText, Plain, plainText, Runtime } from "./partial";
import type { References, Run } from "./scope";

/**
 * The resources of one template, as `reference()` finds them: by symbolic name, by name or by id. What a deployment among them puts
 * out is worked out when it is first asked for, and the region of any is the one that is written there.
 */

/** How the template's own text is worked out, and what its deployments hold. */
export interface Workings {
  readonly run: Run;
  evaluate(tree: Tree): Tree;
  /** What a deployment of this template puts out under a name; `undefined` where that is not known. */
  output(deployment: NodeAt, name: string): Tree | undefined;
  isDeployment(type: string): boolean;
}

interface Neighbour {
  readonly written: { readonly [key: string]: Tree };
  readonly path: string;
  /** In lower case; undefined where it is an expression. */
  readonly type: string | undefined;
}

interface Index {
  readonly bySymbol: ReadonlyMap<string, Neighbour>;
  readonly byName: ReadonlyMap<string, readonly Neighbour[]>;
  /** By the expression of the name: what is made by a hash is known by it alone. */
  readonly byExpression: ReadonlyMap<string, readonly Neighbour[]>;
  /** No resource stands here under a name that nobody can work out. */
  readonly isWhole: boolean;
}

export class Neighbours implements References {
  private found: Index | undefined;

  constructor(
    private readonly resources: NodeAt,
    private readonly workings: Workings,
  ) {}

  reference(said: Expression | undefined, of: Tree, full: boolean): Tree {
    const own = this.find(said, of);
    const hints = hintsOf([of]);
    return new Runtime(hints, name => {
      if (identifiers.has(name)) return new Plain("expression", hints);
      if (own && !full && name === "outputs") return this.outputsOf(own, hints);
      if (full && name === "location") return this.locationOf(own);
      if (full && name === "properties" && own) return this.reference(said, of, false);
      return full && !own ? this.keptOf(of, hints, name) : undefined;
    });
  }

  /** A part of what stands elsewhere already, as it is there. */
  private keptOf(of: Tree, hints: readonly string[], path: string): Tree | undefined {
    const source = this.index().isWhole ? sourceOf(of) : undefined;
    if (!source) return undefined;
    this.workings.run.kept = true;
    return new Kept(hints, source, path);
  }

  private outputsOf(own: Neighbour, hints: readonly string[]): Tree | undefined {
    if (own.type === undefined || !this.workings.isDeployment(own.type)) return undefined;
    return new Runtime(hints, name => {
      const value = this.workings.output({ node: own.written, path: own.path }, name);
      return value === undefined ? value : new Runtime(hints, part => (part === "value" ? value : undefined));
    });
  }

  /** Of what stands elsewhere already, and of what stands in this template without a region, the region is its own. */
  private locationOf(own: Neighbour | undefined): Tree | undefined {
    if (!own) return this.index().isWhole ? groupLocation : undefined;
    const location = member(own.written, "location");
    if (!isAbsent(location)) return this.workings.evaluate(location);
    return member(own.written, "existing") === true ? groupLocation : undefined;
  }

  /** The resource that a name or an id means; `undefined` where it is none of these, or more than one. */
  find(said: Expression | undefined, of: Tree): Neighbour | undefined {
    const { bySymbol, byName, byExpression } = this.index();
    const text = plainText(of);
    const symbol = text === undefined ? text : bySymbol.get(text.toLowerCase());
    if (symbol) return symbol;
    const { type, name } = text === undefined ? partsOfCall(said) : partsOfText(text);
    const end = of instanceof PartialText ? partsOfText(of.certain.at(-1) ?? "") : undefined;
    const candidates = [
      ...(byName.get(text === undefined ? (end?.type === undefined ? "" : end.name) : name) ?? []),
      ...(text === undefined ? (byExpression.get(name) ?? []) : []),
    ];
    const wanted = type ?? end?.type;
    const fitting = new Set(candidates.filter(one => wanted === undefined || one.type === wanted));
    return fitting.size === 1 ? [...fitting][0] : undefined;
  }

  private index(): Index {
    this.found ??= this.indexed();
    return this.found;
  }

  private indexed(): Index {
    const { node, path } = this.resources;
    const bySymbol = new Map<string, Neighbour>();
    const byName = new Map<string, Neighbour[]>();
    const byExpression = new Map<string, Neighbour[]>();
    const isSymbolic = isObject(node);
    let isWhole = !(node instanceof Withheld);
    // while the names are worked out, they refer to none
    this.found = { bySymbol, byName, byExpression, isWhole: false };
    for (const [key, written] of Object.entries(isAbsent(node) || node instanceof Withheld ? {} : node) as [
      string,
      Tree,
    ][]) {
      if (!isObject(written)) {
        isWhole = false;
        continue;
      }
      this.workings.run.pay(64);
      const type = member(written, "type");
      const one: Neighbour = {
        written,
        path: isSymbolic ? `${path}.${key}` : `${path}[${key}]`,
        type: typeof type === "string" ? type.split("@", 1)[0]!.toLowerCase() : undefined,
      };
      if (!isAbsent(member(written, "copy")) || !isAbsent(member(written, "resources"))) isWhole = false;
      if (!isAbsent(member(written, "copy"))) continue;
      if (isSymbolic) bySymbol.set(key.toLowerCase(), one);
      const said = member(written, "name");
      const name = typeof said === "string" ? this.workings.evaluate(said) : undefined;
      const parsed = typeof said === "string" && isExpression(said) ? this.workings.run.parse(said) : undefined;
      if (typeof name === "string") add(byName, name.toLowerCase(), one);
      else if (parsed) add(byExpression, canonical(parsed), one);
      else isWhole = false;
    }
    return { bySymbol, byName, byExpression, isWhole };
  }
}

function add<T>(index: Map<string, T[]>, key: string, value: T): void {
  const others = index.get(key);
  if (others) others.push(value);
  else index.set(key, [value]);
}

/** Properties that hold a name or an id, whatever the type. */
const identifiers: ReadonlySet<string> = new Set([
  "id",
  "name",
  "type",
  "resourceid",
  "resourcegroup",
  "subscriptionid",
  "tenantid",
  "principalid",
  "clientid",
  "apiversion",
]);

/** One text for the same expression, however it is spaced. */
const canonical = (tree: Expression): string => JSON.stringify(tree).toLowerCase();

/** `…/providers/Microsoft.Resources/deployments/one` has a type and a name; any other text is a name. */
function partsOfText(text: string): { readonly type?: string; readonly name: string } {
  const at = text.toLowerCase().lastIndexOf("/providers/");
  if (at < 0) return { name: text.toLowerCase() };
  const [namespace, ...rest] = text
    .slice(at + "/providers/".length)
    .toLowerCase()
    .split("/");
  const types = rest.filter((_, i) => i % 2 === 0);
  const names = rest.filter((_, i) => i % 2 === 1);
  return { type: [namespace, ...types].join("/"), name: names.join("/") };
}

const idOf = /^(?:resourceid|subscriptionresourceid|tenantresourceid|managementgroupresourceid|extensionresourceid)$/;

/** The type in a call such as `resourceId(…, 'Microsoft.Resources/deployments', name)`, and the expression of the name in it. */
function partsOfCall(said: Expression | undefined): { readonly type?: string; readonly name: string } {
  if (said?.kind !== "call" || !idOf.test(said.name)) return { name: said ? canonical(said) : "" };
  const at = said.args.findIndex(
    arg => arg.kind === "literal" && typeof arg.value === "string" && /\.[^/]*\//.test(arg.value),
  );
  const type = said.args[at];
  const last = said.args.at(-1);
  if (type?.kind !== "literal" || last === undefined || at !== said.args.length - 2) return { name: "" };
  return { type: String(type.value).toLowerCase().replace(/\/+$/, ""), name: canonical(last) };
}
