import assert from "node:assert/strict";
import type { Facts, MachineOrder } from "../../compute/facts";
import { factsOf, factsOfArm } from "../../compute/read";
import { rowOf, rowOfArm, surface } from "../../compute/surface";
import { type Tree, Withheld, type WithheldState } from "../../compute/value";
import { type Truth, truths, withoutSize } from "./read-truths";

const gpu = "Standard_ND96asr_v4";
const states: readonly WithheldState[] = ["unknown", "expression", "hidden"];

type Branch = { [key: string]: Tree };

/** Lays a leaf into a tree at a path such as `a[].b{}.c`: one item in a list, one entry in a map. */
function put(tree: Tree | undefined, [head, ...rest]: readonly string[], leaf: Tree): Tree {
  if (head === undefined) return leaf;
  const object = { ...(tree as Branch | undefined) };
  const key = head.replace(/\[\]$|\{\}$/, "");
  const inner = object[key];
  if (head.endsWith("[]")) object[key] = [put((inner as Tree[] | undefined)?.[0], rest, leaf)];
  else if (head.endsWith("{}")) object[key] = { one: put((inner as Branch | undefined)?.one, rest, leaf) };
  else object[key] = put(inner, rest, leaf);
  return object;
}

const isArm = (type: string) => !type.includes(":");

function judged(type: string, leaves: { readonly [path: string]: Tree }): Facts {
  const start: Tree = isArm(type) ? { type, location: "West Europe" } : { location: "West Europe" };
  const tree = Object.entries(leaves).reduce<Tree>((all, [path, leaf]) => put(all, path.split("."), leaf), start);
  const facts = isArm(type) ? factsOfArm(tree) : factsOf(type, tree);
  assert.ok(facts, `${type} is read`);
  return facts;
}

const written = (path: string) => path.replaceAll("[]", "[0]").replaceAll("{}", ".one");

function orderOf({ type, what }: Truth, leaves: { readonly [path: string]: Tree }): MachineOrder | undefined {
  const found = judged(type, leaves).orders.filter(order => order.what === what);
  return found.find(({ accelerator }) => accelerator.state !== "absent") ?? found[0];
}

const title = ({ type, what, size, asks, count }: Truth) =>
  `${type}: ${what} (${size ?? asks?.[0]}, ${count ?? "one"})`;

describe("reading orders", () => {
  for (const truth of truths) {
    const { size, asks, count, ceiling, beside = {} } = truth;
    it(title(truth), () => {
      const path = size ?? asks![0];
      const leaf = size ? "size" : "accelerator";
      const value = size ? gpu : asks![1];
      const full = { ...beside, [path]: value, ...(count && { [count]: 7 }), ...(ceiling && { [ceiling]: "90" }) };

      const order = orderOf(truth, full);
      assert.deepEqual(order?.[leaf], { state: "known", value: size ? gpu : asks![2], path: written(path) });
      if (count) assert.deepEqual(order.count, { state: "known", value: 7, path: written(count) });
      if (ceiling) assert.deepEqual(order.ceiling, { state: "known", value: 90, path: written(ceiling) });
      assert.deepEqual(order.region, { state: "known", value: "westeurope", path: "location" });

      for (const state of states) {
        // A GPU's number asks for it too, whatever its model.
        const withheld = orderOf(truth, { ...(size ? full : beside), [path]: new Withheld(state) });
        assert.equal(withheld?.[leaf].state, state);
        if (size && count) assert.equal(withheld.count.state, "known", "an unknown size loses nothing beside it");
        const [top = ""] = path.split(/[.[{]/);
        const whole = orderOf(truth, { ...beside, [top]: new Withheld(state) });
        assert.equal(whole?.[leaf].state, state, `${top} as a whole`);
        for (const number of [count, ceiling].filter(known => known !== undefined)) {
          const key = number === count ? "count" : "ceiling";
          const counted = orderOf(truth, { ...full, [number]: new Withheld(state) });
          assert.equal(counted?.[key].state, state, key);
          assert.equal(counted[leaf].state, "known", "an unknown number loses no size");
        }
      }

      for (const number of [count, ceiling].filter(known => known !== undefined)) {
        const key = number === count ? "count" : "ceiling";
        for (const odd of ["many", -1, true, {}])
          assert.equal(orderOf(truth, { ...full, [number]: odd })?.[key].state, "expression", `${key} ${odd}`);
        const { [number]: _, ...without } = full;
        assert.equal(orderOf(truth, without)?.[key].state, "absent");
      }
    });

    if (size)
      it(`${truth.type}: ${truth.what} without a size`, () => {
        // The place stays, so that only the size is missing.
        const inside = size.includes(".") ? `${size.slice(0, size.lastIndexOf("."))}.name2` : "name2";
        const order = orderOf(truth, { ...beside, [inside]: "x" });
        if (truth.without === "nothing") assert.equal(order, undefined);
        else assert.deepEqual([order?.size.state, order?.sizeAbsent], ["absent", truth.without ?? "unreadable"]);
        for (const odd of [5, true, { name: gpu }]) {
          const misread = orderOf(truth, { ...beside, [size]: odd });
          assert.deepEqual([misread?.size.state, misread?.sizeAbsent], ["absent", "unreadable"], JSON.stringify(odd));
        }
      });
    else
      it(`${truth.type}: ${truth.what} that asks for nothing`, () => {
        for (const no of [false, 0, "", null])
          assert.notEqual(orderOf(truth, { ...beside, [asks![0]]: no })?.accelerator.state, "known");
      });
  }

  it("is tried for every row, order and language", () => {
    const tried = new Set(
      truths.map(
        ({ type, what }) =>
          `${(isArm(type) ? rowOfArm(type) : rowOf(type))?.arm} ${isArm(type) ? "arm" : type.split(/[:_]/)[0]} ${what}`,
      ),
    );
    const missing = surface.flatMap(row => {
      const of = (language: string, orders: readonly { what: string; asks?: readonly { path?: string }[] }[] = []) =>
        orders
          .filter(({ what, asks }) => !withoutSize.has(what) && !asks?.every(({ path }) => path === undefined))
          .map(({ what }) => `${row.arm} ${language} ${what}`);
      return [
        ...of("azure-native", row.orders),
        ...(row.classic ?? []).flatMap(({ orders }) => of("azure", orders)),
      ].filter(order => !tried.has(order));
    });
    assert.deepEqual([...new Set(missing)], []);
    const armless = surface.filter(
      ({ arm, orders }) =>
        orders?.some(({ what }) => !withoutSize.has(what)) && ![...tried].some(one => one.startsWith(`${arm} arm `)),
    );
    assert.deepEqual(
      armless.map(({ arm }) => arm),
      [],
    );
  });
});
