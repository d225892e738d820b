import { Reading } from "../../payloads/search";
import { isList, isObject } from "../tree";
import { type Tree, Withheld } from "../value";
import { type Expression, parse } from "./expression";
import { member } from "./members";

/** How deep values may lie in each other: nested data, calls in calls, variables made of variables. */
const maxDepth = 256;

/**
 * What one step costs of the work on the resource: a million of them, nodes and blocks of text, are all of it. That is far more than the
 * 4 MB that Azure takes need.
 */
const costOfStep = 8;

const blockOfText = 16;
/** To make and weigh a part of a large tree takes as long as to handle so many characters. */
const costOfPart = 4;

type Parsed = Map<string, Expression | undefined>;

/** Short expressions by their text: a stack deploys the same few templates again and again. */
const shortExpressions: Parsed = new Map();
const mostParsed = 5000;
const short = 200;

/** What the whole of one expansion shares: the budget of its resource, and the secrets that it must not repeat. */
export class Run {
  private depth = 0;
  private readonly paid = new Set<string>();
  private readonly long: Parsed = new Map();
  /** Something was left out for want of budget. */
  cutOff: boolean;
  /** A value is one of a few somewhere. */
  chosen = false;
  /** Something is written back that was read of what exists. */
  kept = false;
  /** Texts of secure parameters; no hint may hold one. */
  readonly secrets = new Set<string>();

  /** @param reading what is left of the work on the resource that holds the templates */
  constructor(private readonly reading = new Reading()) {
    this.cutOff = this.spent;
  }

  get spent(): boolean {
    return this.reading.left === 0;
  }

  /** Pays for handling a text or a tree of `size` characters and nodes. */
  pay(size: number): void {
    this.reading.pay(Math.ceil(size / blockOfText) * costOfStep);
    this.cutOff ||= this.spent;
  }

  /** Pays for parts of a large tree that were weighed. */
  readonly weighed = (parts: number): void => this.pay(parts * costOfPart);

  /** Does one step, if budget and depth allow. */
  step<T>(work: () => T, otherwise: T): T {
    this.reading.pay(costOfStep);
    if (this.spent || this.depth >= maxDepth) {
      this.cutOff = true;
      return otherwise;
    }
    this.depth++;
    try {
      return work();
    } finally {
      this.depth--;
    }
  }

  parse(text: string): Expression | undefined {
    if (!this.paid.has(text)) {
      this.pay(text.length);
      this.paid.add(text);
    }
    const cache = text.length <= short ? shortExpressions : this.long;
    if (!cache.has(text)) {
      if (cache.size >= mostParsed) cache.clear();
      cache.set(text, parse(text));
    }
    return cache.get(text);
  }
}

/** A member of the template's `functions`: its parameters' names in lower case, and what it returns. */
export interface OwnFunction {
  readonly parameters: readonly string[];
  readonly output: Tree;
}

/** Looks a name up, in any letter case; `undefined` where it is not declared. */
export type Names = (name: string) => Tree | undefined;

/** Where `reference()` stands, and whether it asks for a resource with all of itself. */
export interface Asked {
  readonly full: boolean;
  readonly scope: TemplateScope;
}

/** The resources of a template, as `reference()` finds them. */
export interface References {
  /** What `reference()` yields for its first argument, which stands in the template as `said` and was worked out as `of`. */
  reference(said: Expression | undefined, of: Tree, asked: Asked): Tree;
  /** What `references()` yields for the symbolic name of a copy loop: a list where it is known how many it makes. */
  references(of: Tree, full: boolean): Tree;
}

/** What an expression can refer to. */
export interface TemplateScope {
  readonly run: Run;
  readonly parameters: Names;
  readonly variables: Names;
  readonly functions: ReadonlyMap<string, OwnFunction>;
  /** The running copy loops by name in lower case, "" for the resource's own: index, or withheld where it stands for several. */
  readonly loops: ReadonlyMap<string, Tree>;
  /** Lambda variables by name in lower case. */
  readonly locals: ReadonlyMap<string, Tree>;
  /** The location of the deployment that deploys the template. */
  readonly location: Tree;
  /** The resources that stand beside each other in the template. */
  readonly neighbours?: References;
  /** In a template inside a template: its copy loops and inner templates are not for the outer one to work out. */
  readonly inTemplate?: boolean;
  /** Whether the template's variables or parameters name an accelerator. */
  readonly speaksOfMachines?: () => boolean;
}

export const noNames: Names = () => undefined;

/** Works each named value out once, when it is first asked for. A value that is made of itself stays an expression. */
export function onceEach(work: Names): Names {
  const done = new Map<string, Tree | undefined>();
  return name => {
    const key = name.toLowerCase();
    if (!done.has(key)) {
      done.set(key, new Withheld("expression"));
      done.set(key, work(key));
    }
    return done.get(key);
  };
}

/** The template's user-defined functions, by namespace and name. */
export function ownFunctions(section: Tree | undefined): ReadonlyMap<string, OwnFunction> {
  const found = new Map<string, OwnFunction>();
  for (const space of isList(section) ? section : []) {
    const namespace = member(space, "namespace");
    const members = member(space, "members");
    if (typeof namespace !== "string" || !isObject(members)) continue;
    for (const [name, body] of Object.entries(members)) {
      const parameters = member(body, "parameters");
      const names = isList(parameters) ? parameters.map(one => member(one, "name")) : [];
      const output = member(member(body, "output"), "value");
      if (output === undefined || !names.every(one => typeof one === "string")) continue;
      const lower = names.map(one => one.toLowerCase());
      found.set(`${namespace}.${name}`.toLowerCase(), { parameters: lower, output });
    }
  }
  return found;
}
