import assert from "node:assert/strict";
import { Secret, unknownCheckingProxy } from "@pulumi/policy";
import { asset, output } from "@pulumi/pulumi";
import * as fc from "fast-check";
import { Withheld } from "../../compute/value";
import { plain } from "../../policies/pulumi/plain";
import { sampled } from "../depth";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const hidden = new Withheld("hidden");
/** Hidden, but nobody's secret: a rule takes it for a text that is not followed to its end. */
const unread = new Withheld("hidden", [], {
  indicators: [],
  cutOff: "it is an asset or an archive of Pulumi, whose content is not read",
});
const later = new Withheld("unknown");

/** A tree as ordinary JSON-like data, to compare with what was written. */
const ordinary = (tree: unknown): unknown =>
  Array.isArray(tree)
    ? tree.map(ordinary)
    : typeof tree === "object" && tree !== null && !(tree instanceof Withheld)
      ? Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, ordinary(value)]))
      : tree;

const read = (props: object) => ordinary(plain(unknownCheckingProxy(props)));

describe("the SDK's proxies as plain trees", () => {
  it("any JSON comes out as it went in", () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), props => {
        assert.equal(JSON.stringify(plain(unknownCheckingProxy(props))), JSON.stringify(props));
      }),
    ));

  it("one unknown value does not hide its neighbours, at any depth and in lists", () =>
    assert.deepEqual(
      read({ sku: { name: "Standard_NC6s_v3", capacity: unknown }, zones: ["1", unknown, "3"], tags: unknown }),
      {
        sku: { name: "Standard_NC6s_v3", capacity: later },
        zones: ["1", later, "3"],
        tags: later,
      },
    ));

  it("secrets are unwrapped, also those that are not known yet", () =>
    assert.deepEqual(
      read({ size: new Secret("Standard_NC6s_v3"), list: [new Secret({ a: new Secret(1) })], x: new Secret(unknown) }),
      {
        size: "Standard_NC6s_v3",
        list: [{ a: 1 }],
        x: later,
      },
    ));

  it("what `pulumi policy analyze` puts for a secret is hidden, not a text", () =>
    assert.deepEqual(read({ customData: "[secret]", note: "a [secret] place" }), {
      customData: hidden,
      note: "a [secret] place",
    }));

  it("what is no data is hidden, and breaks nothing", () =>
    assert.deepEqual(
      read({
        file: new asset.FileAsset("./script.sh"),
        text: new asset.StringAsset("#!/bin/sh"),
        archive: new asset.AssetArchive({ a: new asset.StringAsset("b") }),
        promise: Promise.resolve(1),
        output: output("x"),
        call: () => 1,
        size: "Standard_B2s",
      }),
      {
        file: unread,
        text: unread,
        archive: unread,
        promise: hidden,
        output: hidden,
        call: hidden,
        size: "Standard_B2s",
      },
    ));

  it("undefined is left out of objects, and null in lists", () =>
    assert.deepEqual(read({ a: undefined, b: null, c: [undefined, 1] }), { b: null, c: [null, 1] }));

  it("keys that JavaScript gives a meaning to are only keys", () => {
    const tree = plain(
      unknownCheckingProxy(JSON.parse('{"__proto__": {"vmSize": "x"}, "constructor": 1, "hasOwnProperty": 2}')),
    );
    assert.equal(Object.getPrototypeOf(tree), null);
    assert.deepEqual(Object.keys(tree as object), ["__proto__", "constructor", "hasOwnProperty"]);
  });

  it("cycles end, and what lies too deep is hidden", () => {
    const wide: { [key: string]: unknown } = {};
    for (const key of sampled(["a", "b", "c"], 2)) wide[key] = wide;
    plain(wide);
    let deep: unknown = "bottom";
    for (let i = 0; i < 50_000; i++) deep = { deep };
    assert.match(JSON.stringify(plain(deep)), /"state":"hidden"/);
  });

  it("an error that is not about unknown values is not swallowed", () =>
    assert.throws(
      () =>
        plain({
          get broken() {
            throw new TypeError("broken");
          },
        }),
      TypeError,
    ));
});
