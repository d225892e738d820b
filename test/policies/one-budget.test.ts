import assert from "node:assert/strict";
import { factsOf, factsOfArm } from "../../compute/facts-of";
import { expandTemplate } from "../../compute/template/expand";
import type { Tree } from "../../compute/value";
import { Reading, readingOf, searchForMining } from "../../payloads/search";
import mining from "../../policies/mining-payload";
import { judge } from "../../policies/policy";
import { base64, deployed, deployment, miner, script, sized, times, vm } from "./hostile-kit";

/** The work on one resource is counted once, over its templates and its payloads together. */

const all = new Reading().left;
/** A template that costs about a tenth of the work: ten thousand calls, with what they give. */
const dear: Tree = {
  resources: [
    {
      type: "Microsoft.Network/virtualNetworks",
      name: "net",
      location: "[string(map(range(0, 10000), lambda('a', string(lambdaVariables('a')))))]",
    },
  ],
};
const withScript = vm({ ...(sized("Standard_D2s_v5") as object), osProfile: { customData: base64(script) } });
const body = (n: number): Tree => ({ resources: [...Array.from({ length: n }, () => deployment(dear)), withScript] });

/** Resources that hold some templates, and a machine with a miner behind them. */
const holders: { readonly [what: string]: (n: number) => ReturnType<typeof factsOf> } = {
  "a deployment of templates": n => factsOf(...deployed(body(n))),
  "a resource of azapi, with others in it": n =>
    factsOf("azapi:resources:Resource", { type: "Microsoft.Resources/resourceGroups@2024-03-01", body: body(n) }),
  "a resource that runs already": n =>
    factsOfArm({ type: "Microsoft.Resources/resourceGroups", ...(body(n) as object) } as Tree),
};

const messages = (facts: ReturnType<typeof factsOf>): readonly string[] =>
  judge(mining, facts, mining.options.parse({})).map(({ message }) => message);

describe("the one budget of a resource", () => {
  for (const [what, of] of Object.entries(holders)) {
    it(`${what}: a few leave enough for the payload, which is read`, () => {
      const facts = of(1);
      const { left } = readingOf(facts?.payloads)!;
      assert(left > all / 2 && left < all, `${left} of ${all} are left`);
      assert.match(messages(facts).join(), /names the miner|xmrig/);
      assert.equal(facts?.opaque.length, 0);
    });

    it(`${what}: many take all of it, and what is left out is said`, () => {
      const facts = of(100);
      assert(facts?.opaque.some(({ state }) => state === "cutOff"));
      assert.notEqual(readingOf(facts?.payloads)?.left ?? 0, all);
    });
  }

  it("a second expansion has what the first one left", () => {
    const reading = new Reading();
    const left = [1, 2].map(() => {
      expandTemplate(dear, { path: "", reading });
      return reading.left;
    });
    const [first = 0, second = 0] = left;
    assert(first < all && Math.abs(all - first - (first - second)) < (all - first) / 2, `${left}`);
  });

  it("the parts of a long list are paid for, each time that one is made", () => {
    const cost = (text: string): number => {
      const reading = new Reading();
      expandTemplate({ resources: [{ type: "a.b/c", name: "x", location: text }] }, { path: "", reading });
      return all - reading.left;
    };
    const [one, two] = [cost("[range(0, 10000)]"), cost("[concat(range(0, 10000), range(0, 10000))]")];
    assert(one > 20_000 && two > 3.5 * (one - cost("[range(0, 1)]")), `${one}, ${two}`);
  });

  it("nothing is expanded in silence where nothing is left", () => {
    const reading = new Reading(0);
    const { resources, opaque } = expandTemplate({ resources: [withScript] }, { path: "", reading });
    assert.deepEqual([resources.length, opaque.map(({ state }) => state)], [0, ["cutOff"]]);
  });

  it("a payload for which nothing is left is said to be unread", () => {
    // a text that nobody has searched yet
    const customData = base64(`${script}# once\n`);
    const facts = factsOfArm(vm({ ...(sized("Standard_D2s_v5") as object), osProfile: { customData } }));
    const spent = new Reading(0);
    const [said] = judge(mining, facts, mining.options.parse({}), spent);
    assert.match(said?.message ?? "", /could not be decoded to the end/);
    assert.equal(said?.level, undefined, "at the level of the rule");
  });

  it("lines that may be signs cost more than others, and are cut where the work ends", () => {
    const remarks = (word: string) => `#!/bin/sh\n${times(20_000, i => `rm -rf /tmp/${i}/${word}\n`)}`;
    const cost = (text: string): number => {
      const reading = new Reading();
      searchForMining(text, false, reading);
      return all - reading.left;
    };
    assert(cost(remarks("xmrig")) > 2 * cost(remarks("files")));
    const few = new Reading(600_000);
    const { indicators, cutOff } = searchForMining(`${remarks("xmrig ")}${miner}`, false, few);
    assert.deepEqual([indicators, few.left], [[], 0]);
    assert.match(cutOff ?? "", /more text than is read/);
  });

  it("a text that was cut for one resource is read anew for the next", () => {
    const text = `#!/bin/sh\n${times(20_000, i => `rm -rf /srv/${i}/xmrig\n`)}${miner}`;
    assert(searchForMining(text, false, new Reading(600_000)).cutOff);
    assert.deepEqual(searchForMining(text).indicators[0]?.name, "xmrig");
  });
});
