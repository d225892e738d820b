import { isList, isObject } from "../tree";
import { OneOf, type Tree, Withheld, type WithheldState } from "../value";
import { oneOf } from "./choices";
import { isLoopList, unrolled } from "./copy";
import { evaluate } from "./evaluate";
import { isExpression, literalsOf, parse, unescapedLiteral } from "./expression";
import { member } from "./members";
import { hintsOf, leftOver, Plain, plainText, Word } from "./partial";
import { type Names, noNames, onceEach, ownFunctions, type Run, type TemplateScope } from "./scope";

/** The region of a deployment that does not say it: there always is one, and its name is a word. */
const notSaid = new Word("expression");

/** What is known of the place where the template is deployed. */
interface Around {
  readonly location?: Tree | undefined;
  /** The state of a parameter that has no default and was not given a value. */
  readonly ungiven?: WithheldState;
}

/** What a template's expressions refer to: its parameters as they are given or by default, its variables, its functions. */
export function scopeOf(
  template: Tree,
  given: Tree | undefined,
  run: Run,
  { location = notSaid, ungiven = "expression" }: Around = {},
): TemplateScope {
  const functions = ownFunctions(member(template, "functions"));
  const base = { run, functions, location, loops: new Map(), locals: new Map() };
  const declared = member(template, "parameters");
  const definitions = member(template, "definitions");
  const parameters: Names = onceEach(name =>
    parameter(
      defined(member(declared, name), definitions),
      given instanceof Withheld ? given : standing(member(given, name)),
      {
        scope: { ...base, parameters, variables: noNames },
        mayBeGiven: given instanceof Withheld,
        ungiven,
      },
    ),
  );
  return { ...base, parameters, variables: variables(member(template, "variables"), { ...base, parameters }) };
}

/** Definitions that refer to each other any deeper are an attempt to get lost. */
const mostDefinitions = 16;

/** A declaration with what stands in the user-defined type that it refers to (language version 2.0). */
function defined(declared: Tree | undefined, definitions: Tree | undefined, left = mostDefinitions): Tree | undefined {
  const ref = member(declared, "$ref");
  const [, name] = (typeof ref === "string" && left > 0 && /^#\/definitions\/(.+)$/i.exec(ref)) || [];
  const type = name === undefined ? name : defined(member(definitions, name), definitions, left - 1);
  return isObject(declared) && isObject(type) ? { ...type, ...declared } : declared;
}

/** The value of one parameter; `undefined` where it is neither declared nor given. */
function parameter(
  declared: Tree | undefined,
  given: Tree | undefined,
  { scope, mayBeGiven, ungiven }: { scope: TemplateScope; mayBeGiven: boolean; ungiven: WithheldState },
): Tree | undefined {
  if (declared === undefined && given === undefined) return undefined;
  const type = member(declared, "type");
  const secure = typeof type === "string" && /^secure/i.test(type);
  const stood = mayBeGiven ? undefined : given;
  const value =
    stood === undefined || stood === null
      ? byDefault(declared, secure ? "hidden" : ungiven, scope)
      : within(stood, declared, secure, scope);
  if (secure && !(value instanceof Withheld)) for (const text of hintsOf([value])) scope.run.secrets.add(text);
  // Where all values are withheld, nobody can say whether the default holds: it is a hint.
  return mayBeGiven && given instanceof Withheld ? leftOver(secure ? [] : [value], given.state) : value;
}

function byDefault(declared: Tree | undefined, ungiven: WithheldState, scope: TemplateScope): Tree {
  const standard = member(declared, "defaultValue");
  if (standard !== undefined) return evaluate(standard, scope);
  if (member(declared, "nullable") === true) return null;
  const type = member(declared, "type");
  const isPlain = ungiven !== "hidden" && typeof type === "string" && /^(string|int|bool)$/i.test(type);
  return within(isPlain ? new Plain(ungiven) : new Withheld(ungiven), declared, ungiven === "hidden", scope);
}

/** A value that is not known is one of those that are allowed: Azure refuses any other. Of a list, it allows each item. */
function within(given: Tree, declared: Tree | undefined, secure: boolean, scope: TemplateScope): Tree {
  if (!(given instanceof Withheld) || given instanceof OneOf || secure) return given;
  const type = member(declared, "type");
  const allowed = member(declared, "allowedValues");
  if (!isList(allowed) || allowed.length === 0 || (typeof type === "string" && /^(array|object)$/i.test(type)))
    return given;
  return oneOf(
    allowed.map(value => evaluate(value, scope)),
    given.state,
  );
}

/**
 * Parameters are given as `{value}`, as a `{reference}` into a key vault, or, by older types, plainly. A value that reads like an
 * expression is one of somebody else's, such as a policy's or a blueprint's.
 */
function standing(given: Tree | undefined): Tree | undefined {
  const stood = valueIn(given);
  const foreign = typeof stood === "string" && isExpression(stood) && parse(stood) !== undefined;
  return foreign ? new Withheld("expression", literalsOf(stood)) : stood;
}

function valueIn(given: Tree | undefined): Tree | undefined {
  if (!isObject(given)) return given;
  if (member(given, "reference") !== undefined) return new Withheld("hidden");
  if (member(given, "expression") !== undefined) return new Withheld("expression");
  const value = member(given, "value");
  return value === undefined && Object.keys(given).length ? given : value;
}

function variables(section: Tree | undefined, scope: Omit<TemplateScope, "variables">): Names {
  if (section instanceof Withheld) return () => section;
  const loops = member(section, "copy");
  const listed = loops !== undefined && isLoopList(loops) ? loops : [];
  const whole: TemplateScope = { ...scope, variables: name => find(name) };
  const { named, others } = byName(listed);
  const nameOf = (loop: Tree): Tree => evaluate(member(loop, "name") as Tree, whole);
  const find = onceEach(name => {
    const written = member(section, name);
    if (written !== undefined) return evaluate(written, whole);
    const loop = named.get(name) ?? others.find(one => plainText(nameOf(one))?.toLowerCase() === name);
    return loop === undefined ? undefined : unrolled([loop], whole, evaluate)[0]?.[1];
  });
  return find;
}

/** Loops by name, to be looked up; and those whose names are made of other variables, and so have to be worked out. */
function byName(loops: readonly Tree[]): { named: ReadonlyMap<string, Tree>; others: readonly Tree[] } {
  const named = new Map<string, Tree>();
  const others: Tree[] = [];
  for (const loop of loops) {
    const name = member(loop, "name");
    const plain = typeof name === "string" && !isExpression(name) ? unescapedLiteral(name).toLowerCase() : undefined;
    if (plain === undefined) others.push(loop);
    else if (!named.has(plain)) named.set(plain, loop);
  }
  return { named, others };
}
