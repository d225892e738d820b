import assert from "node:assert/strict";
import { expandTemplate } from "../../compute/template/expand";
import { type Tree, Withheld } from "../../compute/value";

/** What an expression yields in a template with these sections around it. */
function value(expression: Tree, sections: { readonly [key: string]: Tree } = {}, parameters: Tree = {}): Tree {
  const resources = [{ type: "Microsoft.Contoso/things", name: "thing", properties: { of: expression } }];
  const { resources: found } = expandTemplate({ ...sections, resources }, { parameters, path: "template" });
  return (found[0]!.resource as { properties: { of: Tree } }).properties.of;
}

const withheld = (...hints: string[]) => ({ state: "expression", hints });
const partly = (tree: Tree) => (tree instanceof Withheld ? { state: tree.state, hints: [...tree.hints] } : tree);

/** Expected values are those of Microsoft's reference of template functions, example by example. */
const documented: Record<string, readonly (readonly [expression: string, expected: Tree])[]> = {
  "string functions": [
    ["[base64('one, two, three')]", "b25lLCB0d28sIHRocmVl"],
    ["[base64ToString('b25lLCB0d28sIHRocmVl')]", "one, two, three"],
    ["[base64ToJson(base64('{''one'': ''a'', ''two'': ''b''}'))]", { one: "a", two: "b" }],
    ["[concat('prefix', '-', 'x')]", "prefix-x"],
    ["[concat(createArray('1-1', '1-2'), createArray('2-1'))]", ["1-1", "1-2", "2-1"]],
    ["[contains('OneTwoThree', 'e')]", true],
    ["[contains('OneTwoThree', 'z')]", false],
    ["[dataUri('Hello')]", "data:text/plain;charset=utf8;base64,SGVsbG8="],
    ["[dataUriToString('data:;base64,SGVsbG8sIFdvcmxkIQ==')]", "Hello, World!"],
    ["[empty('')]", true],
    ["[endsWith('abcdef', 'ef')]", true],
    ["[endsWith('abcdef', 'F')]", true],
    ["[endsWith('abcdef', 'e')]", false],
    ["[startsWith('abcdef', 'A')]", true],
    ["[startsWith('abcdef', 'e')]", false],
    ["[first('One Two Three')]", "O"],
    ["[last('One Two Three')]", "e"],
    [
      "[format('{0}, {1}. Formatted number: {2:N0}', 'Hello', 'User', 8175133)]",
      "Hello, User. Formatted number: 8,175,133",
    ],
    ["[format('{{{0}}}', 1)]", "{1}"],
    ["[indexOf('test', 't')]", 0],
    ["[lastIndexOf('test', 't')]", 3],
    ["[indexOf('abcdef', 'CD')]", 2],
    ["[lastIndexOf('abcdef', 'AB')]", 0],
    ["[indexOf('abcdef', 'z')]", -1],
    ["[join(createArray('one', 'two'), ',')]", "one,two"],
    ["[length('One Two Three')]", 13],
    ["[padLeft('123', 10, '0')]", "0000000123"],
    ["[replace('123-123-1234', '-', '')]", "1231231234"],
    ["[replace('123-123-1234', '1234', 'xxxx')]", "123-123-xxxx"],
    ["[skip('one two three', 4)]", "two three"],
    ["[split('one,two,three', ',')]", ["one", "two", "three"]],
    ["[split('one;two,three', createArray(',', ';'))]", ["one", "two", "three"]],
    ["[string(createArray('a', 'b', 'c'))]", '["a","b","c"]'],
    ["[string(5)]", "5"],
    ["[substring('one two three', 4, 3)]", "two"],
    ["[take('one two three', 2)]", "on"],
    ["[toLower('One Two Three')]", "one two three"],
    ["[toUpper('One Two Three')]", "ONE TWO THREE"],
    ["[trim('    one two three   ')]", "one two three"],
    ["[uri('http://contoso.org/firstpath', 'myscript.sh')]", "http://contoso.org/myscript.sh"],
    ["[uri('http://contoso.org/firstpath/', 'myscript.sh')]", "http://contoso.org/firstpath/myscript.sh"],
    [
      "[uri('http://contoso.org/firstpath/azuredeploy.json', 'myscript.sh')]",
      "http://contoso.org/firstpath/myscript.sh",
    ],
    ["[uriComponent('http://contoso.com/a b')]", "http%3A%2F%2Fcontoso.com%2Fa%20b"],
    ["[uriComponentToString('http%3A%2F%2Fcontoso.com')]", "http://contoso.com"],
  ],
  "arrays and objects": [
    ["[array(1)]", [1]],
    ["[array(createObject('a', 'b'))]", [{ a: "b" }]],
    ["[contains(createObject('one', 'a'), 'ONE')]", true],
    ["[contains(createArray('one', 'two'), 'two')]", true],
    ["[contains(createArray('one', 'two'), 'four')]", false],
    [
      "[createObject('intProp', 1, 'boolProp', true(), 'nullProp', null())]",
      { intProp: 1, boolProp: true, nullProp: null },
    ],
    ["[empty(json('{}'))]", true],
    ["[first(createArray('one', 'two'))]", "one"],
    ["[last(createArray('one', 'two'))]", "two"],
    [
      '[intersection(json(\'{"one": "a", "two": "b", "three": "c"}\'), json(\'{"one": "a", "two": "z", "three": "c"}\'))]',
      { one: "a", three: "c" },
    ],
    ["[intersection(createArray('one', 'two', 'three'), createArray('two', 'three'))]", ["two", "three"]],
    [
      '[items(json(\'{"b": 2, "a": 1}\'))]',
      [
        { key: "a", value: 1 },
        { key: "b", value: 2 },
      ],
    ],
    ["[length(createArray('one', 'two', 'three'))]", 3],
    ["[min(createArray(0, 3, 2, 5, 4))]", 0],
    ["[max(0, 3, 2, 5, 4)]", 5],
    ["[range(5, 3)]", [5, 6, 7]],
    ["[skip(createArray('one', 'two', 'three'), 2)]", ["three"]],
    ["[take(createArray('one', 'two', 'three'), 2)]", ["one", "two"]],
    [
      '[union(json(\'{"one": "a", "three": "c1"}\'), json(\'{"three": "c2", "four": "d"}\'))]',
      { one: "a", three: "c2", four: "d" },
    ],
    ["[union(createArray('one', 'two', 'three'), createArray('three', 'four'))]", ["one", "two", "three", "four"]],
    [
      '[union(json(\'{"p": {"one": "a", "three": "c1"}}\'), json(\'{"p": {"three": "c2"}}\'))]',
      { p: { one: "a", three: "c2" } },
    ],
    ['[shallowMerge(createArray(json(\'{"n": {"a": 1}}\'), json(\'{"n": {"b": 2}}\')))]', { n: { b: 2 } }],
    ["[createObject('a', createArray('x', 'y')).a[1]]", "y"],
    ["[createObject('a', 1).?b]", null],
    ["[tryGet(createObject('a', createArray(1, 2)), 'a', 1)]", 2],
  ],
  logic: [
    ["[and(bool('true'), bool('false'))]", false],
    ["[or(bool('true'), bool('false'))]", true],
    ["[not(bool('true'))]", false],
    ["[bool(1)]", true],
    ["[if(equals('a', 'a'), 'yes', 'no')]", "yes"],
    ["[if(equals('A', 'a'), 'yes', 'no')]", "no"],
    ["[equals(createObject('a', 1), json('{\"a\": 1}'))]", true],
    ["[coalesce(null(), null(), 'string')]", "string"],
    ["[less(1, 2)]", true],
    ["[greater('A', 'a')]", false],
    ["[greaterOrEquals(2, 2)]", true],
    ["[lessOrEquals(3, 2)]", false],
  ],
  numbers: [
    ["[add(5, 3)]", 8],
    ["[sub(7, 3)]", 4],
    ["[mul(5, 3)]", 15],
    ["[div(8, 3)]", 2],
    ["[mod(7, 3)]", 1],
    ["[int('4')]", 4],
    ["[float('3.0')]", 3],
  ],
  lambdas: [
    ["[filter(range(0, 10), lambda('i', equals(0, mod(lambdaVariables('i'), 2))))]", [0, 2, 4, 6, 8]],
    [
      "[map(createArray('Evie', 'Casper'), lambda('dog', format('Hello {0}!', lambdaVariables('dog'))))]",
      ["Hello Evie!", "Hello Casper!"],
    ],
    [
      "[reduce(createArray(5, 3, 2, 8), 1, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next'))))]",
      19,
    ],
    [
      "[sort(createArray(5, 3, 8, 2), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))]",
      [2, 3, 5, 8],
    ],
    ["[toObject(createArray('x', 'y'), lambda('e', lambdaVariables('e')), lambda('e', 1))]", { x: 1, y: 1 }],
    [
      "[groupBy(createArray('foo', 'bar', 'baz'), lambda('x', substring(lambdaVariables('x'), 0, 1)))]",
      { f: ["foo"], b: ["bar", "baz"] },
    ],
    ["[flatten(createArray(createArray('a', 'b'), createArray('c')))]", ["a", "b", "c"]],
    ["[indexFromEnd(createArray('a', 'b', 'c'), 1)]", "c"],
    ["[tryIndexFromEnd(createArray('a'), 2)]", null],
    ["[mapValues(createObject('foo', 'foo'), lambda('v', toUpper(lambdaVariables('v'))))]", { foo: "FOO" }],
  ],
  resources: [
    [
      "[tenantResourceId('Microsoft.Authorization/roleDefinitions', 'r')]",
      "/providers/Microsoft.Authorization/roleDefinitions/r",
    ],
    [
      "[resourceId('00000000-0000-0000-0000-000000000001', 'group', 'Microsoft.Network/virtualNetworks/subnets', 'net', 'sub')]",
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/group/providers/Microsoft.Network/virtualNetworks/net/subnets/sub",
    ],
    [
      "[extensionResourceId('/subscriptions/s', 'Microsoft.Authorization/locks', 'l')]",
      "/subscriptions/s/providers/Microsoft.Authorization/locks/l",
    ],
  ],
};

describe("ARM expressions: the functions' documented examples", () => {
  for (const [group, rows] of Object.entries(documented))
    it(group, () => {
      for (const [expression, expected] of rows) assert.deepEqual(value(expression), expected, expression);
    });
});

describe("ARM expressions: the language", () => {
  const rows: readonly (readonly [Tree, Tree])[] = [
    ["[CONCAT('It''s', ' ', 'so')]", "It's so"],
    ["[ concat ( 'a' , \n 'b' ) ]", "ab"],
    ["[[literal]", "[literal]"],
    ["[literal", "[literal"],
    ["[[literal", "[[literal"],
    ["plain", "plain"],
    ["[-5]", -5],
    ["['text']", "text"],
    [{ "[concat('vm', 'Size')]": "Standard_NC6s_v3" }, { vmSize: "Standard_NC6s_v3" }],
  ];
  for (const [written, expected] of rows) it(JSON.stringify(written), () => assert.deepEqual(value(written), expected));

  it("names of parameters, variables and properties in any letter case", () => {
    const variables = { Sizes: { Small: "[parameters('SIZE')]" } };
    const parameters = { size: { type: "string", defaultValue: "Standard_B1s" } };
    assert.equal(value("[variables('sizes').SMALL]", { variables, parameters }), "Standard_B1s");
  });

  it("user-defined functions see their own parameters only", () => {
    const output = {
      type: "string",
      value: "[concat('Standard_', parameters('family'), coalesce(variables('v'), ''))]",
    };
    const plain = { type: "string", value: "[concat('Standard_', parameters('Family'))]" };
    const parameters = [{ name: "family", type: "string" }];
    const functions = [
      { namespace: "contoso", members: { bad: { parameters, output }, size: { parameters, output: plain } } },
    ];
    assert.equal(value("[Contoso.Size('NC6s_v3')]", { functions, variables: { v: "x" } }), "Standard_NC6s_v3");
    assert.ok(value("[contoso.bad('NC6')]", { functions, variables: { v: "x" } }) instanceof Withheld);
  });
});

describe("ARM expressions: what cannot be worked out", () => {
  const parameters = {
    x: { type: "string" },
    one: { type: "string", allowedValues: ["Standard_B1s"] },
    two: { type: "string", allowedValues: ["a", "b"] },
    secret: { type: "secureString" },
    open: { type: "securestring", defaultValue: "Passw0rd" },
    b: { type: "bool" },
    size: { type: "string", defaultValue: "Standard_D2s_v3" },
  };
  const variables = {
    sizes: { small: "Standard_D2s_v3", large: "Standard_NC6s_v3" },
    list: ["a", "b"],
    self: "[variables('self')]",
  };
  const rows: readonly (readonly [string, unknown])[] = [
    ["[parameters('x')]", withheld()],
    ["[parameters('nowhere')]", withheld()],
    ["[parameters('one')]", "Standard_B1s"],
    ["[parameters('two')]", withheld("a", "b")],
    ["[parameters('secret')]", { state: "hidden", hints: [] }],
    ["[concat('a', parameters('secret'))]", { state: "hidden", hints: ["a"] }],
    ["[parameters('open')]", "Passw0rd"],
    ["[concat('user:', parameters('open'), parameters('x'))]", withheld()],
    ["[concat('Standard_N', parameters('x'))]", withheld("Standard_N")],
    ["[format('Standard_{0}_{1}', 'NC', parameters('x'))]", withheld("Standard_NC_")],
    ["[base64(concat('#!/bin/sh', parameters('x')))]", withheld("#!/bin/sh")],
    ["[if(parameters('b'), 'Standard_D2s_v3', 'Standard_NC6s_v3')]", withheld("Standard_D2s_v3", "Standard_NC6s_v3")],
    ["[if(parameters('b'), 'same', 'same')]", "same"],
    ["[variables('sizes')[parameters('x')]]", withheld("Standard_D2s_v3", "Standard_NC6s_v3")],
    ["[variables('self')]", withheld()],
    ["[and(parameters('b'), false())]", false],
    ["[or(parameters('b'), true())]", true],
    ["[and(parameters('b'), true())]", withheld()],
    ["[empty(uniqueString('x'))]", false],
    ["[empty(guid('x'))]", false],
    ["[empty(concat('vm', parameters('x')))]", false],
    ["[length(createArray(parameters('x'), 'b'))]", 2],
    ["[createArray(parameters('x'), 'b')[1]]", "b"],
    ["[reference('vm').location]", withheld("vm")],
    ["[listKeys('id', '2021-01-01').keys[0].value]", withheld("id", "2021-01-01")],
    ["[environment().suffixes.batch]", withheld()],
    [
      "[environment().suffixes.storage]",
      withheld("core.windows.net", "core.usgovcloudapi.net", "core.chinacloudapi.cn"),
    ],
    ["[deployment().name]", withheld()],
    [
      "[resourceId('Microsoft.Compute/images', 'miner')]",
      withheld("/subscriptions/", "/resourceGroups/", "/providers/Microsoft.Compute/images/miner"),
    ],
    [
      "[uri('https://contoso.com/templates/', 'https://example.net/x.json')]",
      withheld("https://contoso.com/templates/", "https://example.net/x.json"),
    ],
    ["[uri('https://contoso.com/templates/', '../x.json')]", withheld("https://contoso.com/templates/", "../x.json")],
    ["[noSuchFunction('Standard_N')]", withheld("Standard_N")],
    ["[concat('Standard_N',]", withheld("Standard_N")],
    ["[div(1, 0)]", withheld()],
    ["[json('{')]", withheld("{")],
    ["[copyIndex()]", withheld()],
  ];
  for (const [expression, expected] of rows)
    it(expression, () => assert.deepEqual(partly(value(expression, { parameters, variables })), expected));

  it("what is given wins over the default, in any of its shapes", () => {
    const given = (size: Tree) => partly(value("[parameters('size')]", { parameters }, { SIZE: size }));
    assert.equal(given({ value: "Standard_NC6s_v3" }), "Standard_NC6s_v3");
    assert.equal(given("Standard_NC6s_v3"), "Standard_NC6s_v3");
    assert.deepEqual(given({ reference: { keyVault: { id: "id" }, secretName: "size" } }), {
      state: "hidden",
      hints: [],
    });
    assert.deepEqual(given({ value: new Withheld("unknown") }), { state: "unknown", hints: [] });
    assert.deepEqual(given({ value: "[parameters('skuOfPolicy')]" }), withheld("skuOfPolicy"));
  });

  it("a parameter is as the user-defined type says that it refers to", () => {
    const definitions = {
      optional: { type: "string", nullable: true },
      again: { $ref: "#/definitions/optional" },
      key: { type: "secureString" },
      itself: { $ref: "#/definitions/itself" },
    };
    const of = (name: string, more: object = {}) => ({
      definitions,
      parameters: { a: { $ref: `#/definitions/${name}`, ...more } },
    });
    for (const name of ["optional", "again"])
      assert.equal(value("[coalesce(parameters('a'), 'Standard_D2s_v5')]", of(name)), "Standard_D2s_v5");
    assert.deepEqual(value("[parameters('a')]", of("key")), new Withheld("hidden"));
    const secret = value("[concat('x', reference('y').z, parameters('a'))]", of("key", { defaultValue: "secret" }));
    assert.deepEqual(partly(secret), { state: "expression", hints: ["x", "y"] });
    assert.deepEqual(value("[parameters('a')]", of("itself")), new Withheld("expression"));
  });

  it("where all parameters are withheld, a default is a hint", () => {
    const all = partly(value("[parameters('size')]", { parameters }, new Withheld("unknown")));
    assert.deepEqual(all, { state: "unknown", hints: ["Standard_D2s_v3"] });
  });

  it("what hides more wins", () => {
    const given = { x: { value: new Withheld("unknown") } };
    const of = (expression: string) => (value(expression, { parameters }, given) as Withheld).state;
    assert.equal(of("[concat(parameters('x'), 'a')]"), "unknown");
    assert.equal(of("[concat(parameters('x'), parameters('two'))]"), "expression");
    assert.equal(of("[concat(parameters('two'), parameters('secret'), parameters('x'))]"), "hidden");
  });

  it("of a name that stands twice nobody can say which one Azure takes", () => {
    const twice = { size: "Standard_D2s_v3", SIZE: "Standard_NC6s_v3" };
    assert.deepEqual(
      partly(value("[variables('size')]", { variables: twice })),
      withheld("Standard_D2s_v3", "Standard_NC6s_v3"),
    );
  });
});
