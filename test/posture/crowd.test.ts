import assert from "node:assert/strict";
import { Crowd } from "../../posture/facts/crowd";

const nameOf = (n: number) => `person${String(n).padStart(4, "0")}`;

describe("crowds", () => {
  it("are counted, and the first of them are named, in whatever order they come", () => {
    const [one, other] = [new Crowd(), new Crowd()];
    for (let n = 0; n < 1000; n++) (n % 3 === 0 ? one : other).add(nameOf((n * 617) % 1000));
    const { count, names } = Crowd.together([one, other]);
    assert.equal(count, 1000);
    assert.deepEqual(
      names,
      Array.from({ length: 50 }, (_, n) => nameOf(n)),
    );
  });

  it("of few are named whole", () => {
    const one = new Crowd();
    for (const n of [3, 1, 2]) one.add(nameOf(n));
    assert.deepEqual(Crowd.together([one]), { count: 3, names: [1, 2, 3].map(nameOf) });
    assert.deepEqual(Crowd.together([]), { count: 0, names: [] });
  });
});
