import { all, any, type Certainty, not } from "./certainty";
import { restricts } from "./condition";
import { fits } from "./wildcard";

/**
 * What a condition of a role definition or assignment says of one action. It is evaluated where it speaks of who is given
 * which role, as the portal's templates for delegated administration do; of anything else it is not known.
 * Source: Microsoft Learn, "Azure role assignment condition format and syntax" and "Delegate role assignment management".
 */
/** The role assignment that somebody asks for. What is left out is not known. */
export interface GrantRequest {
  /** GUID of the role definition. */
  readonly role?: string;
  /** Object ids: the principal, or any of several that would do. */
  readonly principal?: string;
  readonly principalType?: string;
}

type Expression = (action: string, request: GrantRequest) => Certainty;

const parsed = new Map<string, Expression>();

/** Whether the condition lets the action through. A condition in another form holds everything up that it may speak of. */
export function judgeCondition(condition: string, action: string, request: GrantRequest = {}): Certainty {
  let expression = parsed.get(condition);
  if (!expression) {
    expression = parse(condition) ?? (action => (restricts(condition, action) ? "unknown" : "yes"));
    parsed.set(condition, expression);
  }
  return expression(action.toLowerCase(), request);
}

/** Whether it matters to the condition who is given the role. */
export const speaksOfPrincipals = (condition: string): boolean => /:\s*principal(id|type)\b/i.test(condition);

/** The object ids that the condition names: all of its GUIDs, of which some are roles. */
export const idsIn = (condition: string): readonly string[] =>
  condition.toLowerCase().match(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g) ?? [];

const token = /\s*(?:'([^']*)'|(@\w+\s*\[[^\]]*\])|(&&|\|\||[!(){},])|([\w.:-]+))/y;

type Token = { readonly text: string; readonly kind: "quoted" | "attribute" | "sign" | "word" };

function tokensOf(text: string): readonly Token[] | undefined {
  const found: Token[] = [];
  const end = text.trimEnd().length;
  token.lastIndex = 0;
  while (token.lastIndex < end) {
    const [, quoted, attribute, sign, word] = token.exec(text) ?? [];
    if (quoted !== undefined) found.push({ text: quoted, kind: "quoted" });
    else if (attribute !== undefined) found.push({ text: attribute.toLowerCase(), kind: "attribute" });
    else if (sign !== undefined) found.push({ text: sign, kind: "sign" });
    else if (word !== undefined) found.push({ text: word.toLowerCase(), kind: "word" });
    else return undefined;
  }
  return found;
}

/** OR binds weaker than AND, and AND weaker than NOT. */
function parse(text: string): Expression | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  let at = 0;
  const next = (...texts: readonly string[]): boolean => {
    const here = tokens[at];
    if (!here || here.kind === "quoted" || !texts.includes(here.text)) return false;
    at++;
    return true;
  };
  const series =
    (
      one: () => Expression | undefined,
      join: (parts: readonly Certainty[]) => Certainty,
      ...words: readonly string[]
    ) =>
    () => {
      const parts = [one()];
      while (next(...words)) parts.push(one());
      const whole = parts.filter(part => part !== undefined);
      if (whole.length < parts.length) return undefined;
      return whole.length === 1
        ? whole[0]
        : (action: string, request: GrantRequest) => join(whole.map(part => part(action, request)));
    };
  const single = (): Expression | undefined => {
    if (next("!", "not")) {
      const inner = single();
      return inner && ((action, request) => not(inner(action, request)));
    }
    if (next("(")) {
      const inner = either();
      return next(")") ? inner : undefined;
    }
    if (next("actionmatches")) {
      const [pattern] = list() ?? [];
      return pattern === undefined ? undefined : action => (fits(pattern, action, "segments") ? "yes" : "no");
    }
    if (next("suboperationmatches")) return list() && (() => "unknown");
    return comparison();
  };
  const either = series(
    series(single, parts => all(...parts), "and", "&&"),
    parts => any(() => parts),
    "or",
    "||",
  );

  /** `{a, b}`, `'a'` or a bare word, in lower case. */
  function list(): readonly string[] | undefined {
    const values: string[] = [];
    if (!next("{")) {
      const here = tokens![at++];
      return here && (here.kind === "quoted" || here.kind === "word") ? [here.text.toLowerCase()] : undefined;
    }
    while (!next("}")) {
      const here = tokens![at++];
      if (!here || (here.kind === "sign" && here.text !== ",")) return undefined;
      if (here.kind !== "sign") values.push(here.text.toLowerCase());
    }
    return values;
  }
  function comparison(): Expression | undefined {
    if (next("exists")) return tokens![at++]?.kind === "attribute" ? () => "unknown" : undefined;
    const left = tokens![at++];
    const operator = tokens![at++];
    if (left?.kind !== "attribute" || operator?.kind !== "word") return undefined;
    const isAttribute = tokens![at]?.kind === "attribute";
    if (isAttribute) at++;
    const values = isAttribute ? [] : list();
    if (!values) return undefined;
    const field = fields[/^@request\s*\[microsoft\.authorization\/roleassignments:(\w+)\]$/.exec(left.text)?.[1] ?? ""];
    const compare = comparisons[operator.text.replace(/^forany/, "")] ?? comparisons[operator.text];
    if (!field || !compare || values.length === 0) return () => "unknown";
    return (_, request) => {
      const value = request[field]?.toLowerCase();
      return value === undefined ? "unknown" : compare(value, values) ? "yes" : "no";
    };
  }

  const whole = either();
  return at === tokens.length ? whole : undefined;
}

const fields: { readonly [attribute: string]: keyof GrantRequest } = {
  roledefinitionid: "role",
  principalid: "principal",
  principaltype: "principalType",
};

type Compare = (value: string, values: readonly string[]) => boolean;
const among: Compare = (value, values) => values.includes(value);
const unlikeAll: Compare = (value, values) => !values.includes(value);
const unlikeAny: Compare = (value, values) => values.some(other => other !== value);

/** The request has one value of each, so "for any" and "for all" of its values are the same. */
const comparisons: { readonly [operator: string]: Compare } = Object.fromEntries(
  ["guid", "string", "stringignorecase"].flatMap(kind => {
    const [base, suffix] = kind === "stringignorecase" ? ["string", "ignorecase"] : [kind, ""];
    const [equals, differs] = [`${base}equals${suffix}`, `${base}notequals${suffix}`];
    return [
      [equals, among],
      [`ofanyvalues:${equals}`, among],
      [`ofanyvalues:${differs}`, unlikeAny],
      [`ofallvalues:${differs}`, unlikeAll],
      [`forallofanyvalues:${equals}`, among],
      [`forallofanyvalues:${differs}`, unlikeAny],
      [`forallofallvalues:${differs}`, unlikeAll],
    ] as const;
  }),
);
