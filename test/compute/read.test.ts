import assert from "node:assert/strict";
import type { ComputeRequest, Facts } from "../../compute/facts";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { type ComputeType, computeTypeOf, computeTypeOfArm, computeTypes } from "../../compute/types";
import { type Tree, Withheld, type WithheldState } from "../../compute/value";
import { machineTruths, type Truth } from "./read-truths";
import { rareTruths } from "./read-truths-rare";
import { serviceTruths } from "./read-truths-services";
import { put } from "./tree";

const gpu = "Standard_ND96asr_v4";
const states: readonly WithheldState[] = ["unknown", "expression", "hidden"];

const isArm = (type: string) => !type.includes(":");

function judged(type: string, leaves: { readonly [path: string]: Tree }): Facts {
  const start: Tree = isArm(type) ? { type, location: "West Europe" } : { location: "West Europe" };
  const tree = Object.entries(leaves).reduce<Tree>((all, [path, leaf]) => put(all, path.split("."), leaf), start);
  const facts = isArm(type) ? factsOfArm(tree) : factsOf(type, tree);
  assert.ok(facts, `${type} is read`);
  return facts;
}

const written = (path: string) => path.replaceAll("[]", "[0]").replaceAll("{}", ".one").replaceAll("!", "");

function orderOf({ type, what }: Truth, leaves: { readonly [path: string]: Tree }): ComputeRequest | undefined {
  const found = judged(type, leaves).requests.filter(request => request.what === what);
  return found.find(({ accelerator }) => accelerator.state !== "absent") ?? found[0];
}

const title = ({ type, what, size, tier, asks, count }: Truth) =>
  `${type}: ${what} (${size ?? tier ?? asks?.[0] ?? "no size"}, ${count ?? "one"})`;

/** What a withheld leaf is put in the place of: a text of JSON is withheld whole. */
const holder = (path: string) => path.replace(/!.*/, "");
const isInText = (path: string) => path.includes("!");

const truths = [...machineTruths, ...serviceTruths, ...rareTruths];

describe("reading requests", () => {
  for (const truth of truths) {
    const { size, tier, asks, count, ceiling, extra = {} } = truth;
    const path = size ?? tier ?? asks?.[0];
    const leaf = size ? "size" : "accelerator";
    const value = size ? gpu : tier ? "NC24-A100" : asks?.[1];
    const numbers = [
      ...(count ? [["count", count, 7] as const] : []),
      ...(ceiling ? [["ceiling", ceiling, 90] as const] : []),
    ];
    const full: { readonly [path: string]: Tree } = {
      ...extra,
      ...(path && value !== undefined && { [path]: value }),
      ...Object.fromEntries(numbers.map(([, at, number]) => [at, number === 90 ? "90" : number])),
    };

    it(title(truth), () => {
      const request = orderOf(truth, full);
      if (path)
        assert.deepEqual(request?.[leaf], { state: "known", value: asks ? asks[2] : value, path: written(path) });
      else assert.deepEqual([request?.size.state, request?.sizeAbsent], ["absent", "sizeless"]);
      for (const [key, at, number] of numbers)
        assert.deepEqual(request?.[key], { state: "known", value: number, path: written(at) });
      assert.deepEqual(request?.region, { state: "known", value: "westeurope", path: "location" });

      for (const state of states) {
        if (path) {
          // A GPU's number asks for it too, whatever its model.
          const withheld = orderOf(truth, { ...(asks ? extra : full), [holder(path)]: new Withheld(state) });
          assert.equal(withheld?.[leaf].state, state);
          if (!asks && count && !isInText(count))
            assert.equal(withheld.count.state, "known", "an unknown size loses nothing beside it");
          const [top = ""] = path.split(/[.[{!]/);
          const whole = orderOf(truth, { ...extra, [top]: new Withheld(state) });
          assert.equal(whole?.[leaf].state, state, `${top} as a whole`);
        }
        for (const [key, at] of numbers.filter(([, at]) => !isInText(at))) {
          const counted = orderOf(truth, { ...full, [at]: new Withheld(state) });
          assert.equal(counted?.[key].state, state, key);
          if (path) assert.equal(counted[leaf].state, "known", "an unknown number loses no size");
        }
      }

      for (const [key, at] of numbers) {
        for (const odd of ["many", -1, true, {}])
          assert.equal(orderOf(truth, { ...full, [at]: odd })?.[key].state, "malformed", `${key} ${odd}`);
        const { [at]: _, ...without } = full;
        const left = orderOf(truth, without);
        if (path || numbers.length > 1) assert.equal(left?.[key].state, "absent");
      }
    });

    // The place stays, so that only the leaf is missing.
    const inside = path?.includes(".") ? `${path.slice(0, path.lastIndexOf("."))}.name2` : "name2";
    if (size)
      it(`${truth.type}: ${truth.what} without a size (${size})`, () => {
        const request = orderOf(truth, { ...extra, [inside]: "x" });
        if (truth.without === "nothing") assert.equal(request, undefined);
        else assert.deepEqual([request?.size.state, request?.sizeAbsent], ["absent", truth.without ?? "unreadable"]);
        for (const odd of [5, true, { name: gpu }]) {
          const misread = orderOf(truth, { ...extra, [size]: odd });
          assert.equal(misread?.size.state, "malformed", JSON.stringify(odd));
        }
      });
    else if (tier)
      it(`${truth.type}: ${truth.what} of an ordinary tier`, () => {
        for (const ordinary of ["D4", "Standard", "Medium", "P1v3"]) {
          const request = orderOf(truth, { ...full, [tier]: ordinary });
          assert.deepEqual(
            [request?.accelerator.state, request?.size.state, request?.sizeAbsent, request?.count.state],
            ["absent", "absent", "sizeless", count ? "known" : "absent"],
          );
        }
        for (const odd of [5, true, { name: "D4" }])
          assert.equal(orderOf(truth, { ...full, [tier]: odd })?.accelerator.state, "malformed");
        assert.equal(orderOf(truth, { ...extra, [inside]: "x" })?.accelerator.state, "absent");
      });
    else if (asks)
      it(`${truth.type}: ${truth.what} that asks for nothing`, () => {
        for (const no of [false, 0, "", null])
          assert.notEqual(orderOf(truth, { ...extra, [asks[0]]: no })?.accelerator.state, "known");
      });
  }

  it("is tried for every row, order and language", () => {
    const tried = new Set(
      truths.flatMap(({ type, what }) => {
        const row = isArm(type) ? computeTypeOfArm(type) : computeTypeOf(type);
        const named = isArm(type) ? "arm" : type.startsWith("azure:") ? type.slice("azure:".length) : "azure-native";
        return `${row?.arm} ${named} ${what}`;
      }),
    );
    const missing = computeTypes.flatMap(({ arm, native, requests = [], classic = [] }) => {
      const of = (name: string, some: ComputeType["requests"] = []) =>
        some
          .filter(({ asks }) => !asks?.every(({ path }) => path === undefined))
          .map(({ what }) => `${arm} ${name} ${what}`);
      return [
        ...of("arm", requests.slice(0, 1)),
        ...(native.length > 0 ? of("azure-native", requests) : []),
        ...classic.flatMap(shape => shape.types.flatMap(type => of(type, shape.requests))),
      ].filter(request => !tried.has(request));
    });
    const unproved = [...new Set(missing)];
    assert.deepEqual(unproved, [], `no truth in read-truths*.ts for: ${unproved.join("; ")}`);
  });
});
