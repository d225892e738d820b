import * as fc from "fast-check";
import { builtins } from "../../compute/template/functions/all";

/** Expressions of ARM's language, after its grammar and past it. */

/** Texts, numbers, lists, objects, truths, and any of them. */
type Kind = "T" | "N" | "L" | "O" | "B" | "A";

/** What is of each kind. A capital that stands by itself is a place for an expression of that kind. */
const forms: { readonly [kind in Kind]: readonly string[] } = {
  T: [
    ...[
      "''",
      "'a'",
      "'it''s'",
      "'Standard_NC6s_v3'",
      "'Standard_'",
      "'westeurope'",
      "'[1, 2]'",
      "'QUJD'",
      "'%zz'",
      "'é'",
    ],
    ...[
      "'\ud800'",
      "'\n'",
      "'=='",
      "'a,b;c'",
      "'{a: b'",
      "'800'",
      "'true'",
      "'https://files.contoso.com/a'",
      "'_proto_'",
    ],
    ...[
      "parameters('size')",
      "variables('plain')",
      "resourceGroup().location",
      "deployment().location",
      "field(T)",
      "tenant().tenantId",
      "string(A)",
    ],
    // the secret is never known: what is made of it is left over
    ...["concat(parameters('secret'), reference('x').a)", "concat(toUpper(parameters('secret')), uniqueString(T))"],
    ...[
      "concat(T, T)",
      "toLower(T)",
      "toUpper(T)",
      "trim(T)",
      "substring(T, N, N)",
      "replace(T, T, T)",
      "padLeft(T, N, '0')",
    ],
    ...["format('{0}-{1:D3}', A, N)", "format(T, A)", "base64(T)", "base64ToString(base64(T))", "base64ToString(T)"],
    ...["dataUri(T)", "dataUriToString(dataUri(T))", "dataUriToString(T)", "uri('https://files.contoso.com/a', T)"],
    ...["uri(T, T)", "uriComponent(T)", "uriComponentToString(T)", "join(L, T)", "first(T)", "last(T)", "take(T, N)"],
    ...["skip(T, N)", "guid(T)", "newGuid()", "utcNow()", "resourceId('Contoso.Things/things', T)", "resourceId(T, T)"],
    ...["subscriptionResourceId('Contoso.Things/things', T)", "tenantResourceId('Contoso.Things/things', T)"],
    ...["managementGroupResourceId('Contoso.Things/things', T)", "extensionResourceId(T, 'Contoso.Things/things', T)"],
  ],
  N: [
    ...["0", "1", "-3", "2.5", "800", "99999999", "9007199254740993", "parameters('count')", "copyIndex()"],
    ...[
      "copyIndex('pools', N)",
      "add(N, N)",
      "sub(N, N)",
      "mul(N, N)",
      "div(N, N)",
      "mod(N, N)",
      "min(N, N)",
      "max(N, N, N)",
    ],
    ...[
      "min(range(N, 3))",
      "max(L)",
      "int(T)",
      "int(N)",
      "float(T)",
      "length(L)",
      "length(T)",
      "length(O)",
      "indexOf(T, T)",
    ],
    ...["lastIndexOf(T, T)", "indexOf(L, A)", "lastIndexOf(L, A)"],
  ],
  L: [
    "references(T)",
    ...[
      "parameters('list')",
      "variables('loop')",
      "createArray()",
      "createArray(A, A)",
      "concat(L, L)",
      "split(T, ',')",
    ],
    ...["split(T, createArray(T, T))", "range(N, N)", "range(0, 3)", "union(L, L)", "intersection(L, L)", "take(L, N)"],
    ...[
      "skip(L, N)",
      "flatten(L)",
      "flatten(createArray(L, L))",
      "array(A)",
      "items(O)",
      "objectKeys(O)",
      "json('[1, [2], {\"a\": 3}]')",
    ],
    ...[
      "map(L, lambda('a', A))",
      "map(L, lambda('a', 'b', add(lambdaVariables('b'), N)))",
      "filter(L, lambda('a', B))",
    ],
    ...["sort(L, lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))", "sort(L, lambda('a', 'b', B))"],
  ],
  O: [
    ...[
      "variables('bare')",
      "createObject('a', A)",
      "createObject('toString', A, 'valueOf', A)",
      "createObject(T, A, T, A)",
      "union(O, O)",
      "intersection(O, O)",
      "resourceGroup()",
      "deployment()",
    ],
    ...[
      "shallowMerge(createArray(O, O))",
      "json(string(O))",
      "json('{a: {''b'': 1}}')",
      "base64ToJson(base64(string(O)))",
    ],
    ...["toObject(L, lambda('a', string(lambdaVariables('a'))), lambda('a', A))", "toObject(L, lambda('a', T))"],
    ...[
      "groupBy(L, lambda('a', string(lambdaVariables('a'))))",
      "mapValues(O, lambda('a', A))",
      "subscription()",
      "managementGroup()",
      "deployment()",
    ],
  ],
  B: [
    ...[
      "true()",
      "false()",
      "equals(A, A)",
      "less(N, N)",
      "lessOrEquals(T, T)",
      "greater(T, N)",
      "greaterOrEquals(N, N)",
    ],
    ...[
      "and(B, B)",
      "or(B, B, B)",
      "not(B)",
      "bool(T)",
      "bool(N)",
      "contains(T, T)",
      "contains(L, A)",
      "contains(O, T)",
    ],
    ...["empty(A)", "startsWith(T, T)", "endsWith(T, T)"],
  ],
  A: [
    ...[
      "null()",
      "T",
      "T",
      "N",
      "L",
      "O",
      "B",
      "first(L)",
      "last(L)",
      "L[N]",
      "O.a",
      "O[T]",
      "O[A]",
      "O.?b",
      "O[?T].?c",
      "A.name",
    ],
    ...[
      "if(B, A, A)",
      "coalesce(A, A)",
      "tryGet(O, A, N)",
      "indexFromEnd(L, N)",
      "tryIndexFromEnd(L, N)",
      "lambdaVariables('a')",
      "lambdaVariables(A)",
      "reduce(L, A, lambda('a', 'b', A))",
    ],
    ...["reduce(L, createArray(), lambda('a', 'b', concat(lambdaVariables('a'), createArray(lambdaVariables('b')))))"],
    ...[
      "variables('around')",
      "parameters('none')",
      "variables(T)",
      "parameters(T)",
      "contoso.sized(A)",
      "contoso.none()",
    ],
    ...["reference(T).a", "listKeys(T, T)[N]", "environment()", "providers(T)", "constructor(A)", "lambda('a', A)"],
  ],
};

/** The functions of the language of which no form is made. */
export const neverCalled: readonly string[] = [...builtins.keys()].filter(
  name => !Object.values(forms).some(some => some.join(" ").toLowerCase().includes(`${name}(`)),
);

const ofKind = fc.letrec<{ readonly [kind in Kind]: string }>(tie => {
  const filled = (form: string): fc.Arbitrary<string> => {
    const parts = form.split(/\b([TNLOBA])\b/).map((part, i) => (i % 2 ? tie(part as Kind) : fc.constant(part)));
    return fc.tuple(...parts).map(some => some.join(""));
  };
  // a call of any function with anything
  const wild = fc
    .tuple(fc.constantFrom(...builtins.keys()), fc.array(tie("A"), { maxLength: 4 }))
    .map(([name, args]) => `${name}(${args.join(", ")})`);
  const of = (kind: Kind) => fc.oneof({ depthSize: "small", withCrossShrink: true }, ...forms[kind].map(filled), wild);
  return { T: of("T"), N: of("N"), L: of("L"), O: of("O"), B: of("B"), A: of("A") };
});

const grammatical = fc.oneof({ weight: 2, arbitrary: ofKind.T }, ofKind.N, ofKind.A);

const signs = [..."()[]',.?{}\\\" ", "[[", "''", "\n", "\0", "\ud800", "parameters", "("];

/** One that is spoilt at a place. */
const ungrammatical = fc
  .tuple(grammatical, fc.nat(), fc.nat({ max: 3 }), fc.constantFrom(...signs))
  .map(([text, at, gone, sign]) => {
    const from = at % (text.length + 1);
    return `${text.slice(0, from)}${sign}${text.slice(from + gone)}`;
  });

export const expression: fc.Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: grammatical.map(text => `[${text}]`) },
  { weight: 4, arbitrary: ungrammatical.map(text => `[${text}]`) },
  fc.constantFrom("[", "]", "[]", "[[x]", "[ ]", "[secret]", "x]", "[x"),
);
