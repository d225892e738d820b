import { isAbsent, type NodeAt } from "../tree";
import { type Tree, Withheld } from "../value";
import { evaluate } from "./evaluate";
import type { Expression } from "./expression";
import { Kept, sourceOf } from "./kept";
import { member } from "./members";
import { type Index, indexOf, type Neighbour, type Turns } from "./neighbour-index";
import { groupLocation, hintsOf, PartialText, Plain, plainText, Runtime } from "./partial";
import { canonical, partsOfCall, partsOfText } from "./resource-names";
import type { Asked, References, Run, TemplateScope } from "./scope";

/**
 * The resources of one template, as `reference()` finds them: by symbolic name, by name or by id. What a deployment among them puts
 * out is worked out when it is first asked for, and the region of any is the one that is written there.
 */

/** How the template's own text is worked out, and what its deployments hold. */
export interface Workings {
  readonly run: Run;
  turns(place: NodeAt): Turns;
  /** What a deployment of this template puts out under a name; `undefined` where that is not known. */
  output(deployment: NodeAt, scope: TemplateScope, name: string): Tree | undefined;
  isDeployment(type: string): boolean;
}

export class Neighbours implements References {
  private found: Index | undefined;

  constructor(
    private readonly resources: NodeAt,
    private readonly workings: Workings,
  ) {}

  reference(said: Expression | undefined, of: Tree, { full, scope }: Asked): Tree {
    return this.runtime(this.find(said, of, scope), of, full);
  }

  references(of: Tree, full: boolean): Tree {
    const collection = this.index().collections.get(plainText(of)?.toLowerCase() ?? "");
    const hints = hintsOf([of]);
    if (!collection) return new Withheld("expression", hints);
    const { all, any } = collection;
    this.workings.run.pay(64 * (all?.length ?? 1));
    return (
      all?.map(one => this.runtime(one, of, full)) ??
      new Runtime(hints, index => (/^\d+$/.test(index) ? this.runtime(any, of, full) : undefined))
    );
  }

  private runtime(own: Neighbour | undefined, of: Tree, full: boolean): Tree {
    const hints = hintsOf([of]);
    return new Runtime(hints, name => {
      if (identifiers.has(name)) return new Plain("expression", hints);
      if (own && !full && name === "outputs") return this.outputsOf(own, hints);
      if (full && name === "location") return this.locationOf(own);
      if (full && name === "properties" && own) return this.runtime(own, of, false);
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
      const value = this.workings.output({ node: own.written, path: own.path }, own.scope, name);
      return value === undefined ? value : new Runtime(hints, part => (part === "value" ? value : undefined));
    });
  }

  /** Of what stands elsewhere already, and of what stands in this template without a region, the region is its own. */
  private locationOf(own: Neighbour | undefined): Tree | undefined {
    if (!own) return this.index().isWhole ? groupLocation : undefined;
    const location = member(own.written, "location");
    if (!isAbsent(location)) return evaluate(location, own.scope);
    return member(own.written, "existing") === true ? groupLocation : undefined;
  }

  /** The resource that a name or an id means, said in a place with this scope; `undefined` where it is none of these, or more than one. */
  find(said: Expression | undefined, of: Tree, scope: TemplateScope): Neighbour | undefined {
    const { bySymbol, collections, byName } = this.index();
    const text = plainText(of);
    const [first, last] = of instanceof PartialText ? [of.parts[0], of.parts.at(-1)] : [];
    const symbol = text === undefined ? collections.get(loopIn(first) ?? "")?.any : bySymbol.get(text.toLowerCase());
    if (symbol) return symbol;
    const called = partsOfCall(said);
    const end = text ?? (typeof last === "string" && last.includes("/providers/") ? last : undefined);
    const { type = called.type, name } = end === undefined ? { name: undefined } : partsOfText(end);
    const ofType = (found: readonly Neighbour[] = []) => found.filter(one => type === undefined || one.type === type);
    const named = ofType(byName.get(name ?? ""));
    const isOpen = text === undefined && named.length === 0 && called.name !== undefined;
    const [only, ...others] = isOpen ? ofType(this.byExpression(called.name, scope)) : named;
    return others.length === 0 ? only : undefined;
  }

  /** An index that is known is told apart where the loop's are known too. */
  private byExpression(name: Expression, scope: TemplateScope): readonly Neighbour[] {
    const { byExpression } = this.index();
    return byExpression.get(canonical(name, scope)) ?? byExpression.get(canonical(name)) ?? [];
  }

  private index(): Index {
    if (this.found) return this.found;
    // while the names are worked out, they refer to none
    this.found = nothing;
    this.found = indexOf(this.resources, place => this.workings.turns(place));
    return this.found;
  }
}

const nothing: Index = {
  bySymbol: new Map(),
  collections: new Map(),
  byName: new Map(),
  byExpression: new Map(),
  isWhole: false,
};

/** `net[` before an index that is open: any of the loop `net`. */
const loopIn = (start: Tree | undefined): string | undefined =>
  typeof start === "string" ? /^(\w+)\[$/.exec(start)?.[1]?.toLowerCase() : undefined;

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
