import assert from "node:assert/strict";
import { exactly, total } from "../../posture/facts/amount";
import { identityRoads, type TakenBy } from "../../posture/facts/identity-roads";
import type { CreateRight, RoadStep } from "../../posture/facts/principal-rights";

const right = (assignment: string, subscription: string, more: Partial<CreateRight> = {}): CreateRight => {
  const road = more.road ?? [];
  const own = `Contributor at /subscriptions/${subscription}`;
  const before = road.map(({ says }) => says).join("; ");
  return {
    assignment,
    scope: `/subscriptions/${subscription}`,
    role: "contributor",
    roleName: "Contributor",
    custom: false,
    tenure: "standing",
    by: "create",
    conditional: false,
    creates: [],
    computeQuota: true,
    subscriptions: [subscription],
    path: `${before ? `${before}: ` : ""}${own}${more.via ? `, through group ${more.via.name}` : ""}`,
    ...more,
  };
};
const owns = (name: string): RoadStep => ({
  kind: "app-owner",
  says: `owns application ${name}`,
  to: { id: name, name },
  through: "application",
});
const builders = { id: "g1", name: "Builders" };

/** Each subscription holds so much idle quota, once. */
const worth: Readonly<Record<string, number>> = { small: 10, large: 100, third: 10 };
const takenBy: TakenBy = (rights, left) => {
  const kept = new Set(left.flatMap(({ subscriptions }) => subscriptions));
  const lost = new Set(rights.flatMap(({ subscriptions }) => subscriptions).filter(id => !kept.has(id)));
  return { usdPerDay: total([...lost].map(id => exactly(worth[id]!))), spotUsdPerDay: exactly(0) };
};
const roads = (...rights: readonly CreateRight[]) => identityRoads(rights, takenBy);
/** The marked edge of each road. */
const marked = ({ shown }: ReturnType<typeof roads>) =>
  shown.map(({ edges, weakest }) => (weakest === undefined ? "" : edges[weakest]));

describe("the roads of an identity", () => {
  it("go from the identity to the right, edge by edge", () =>
    assert.deepEqual(
      roads(
        right("a1", "small", { via: builders }),
        right("a2", "large", {
          road: [owns("app"), { kind: "runs", says: "runs as it", to: { id: "mi", name: "mi" }, through: "" }],
        }),
        right("a3", "third"),
      ).shown.map(({ edges }) => edges),
      [
        ["Contributor at /subscriptions/third"],
        ["is a member of group Builders", "Contributor at /subscriptions/small"],
        ["owns application app", "runs as it", "Contributor at /subscriptions/large"],
      ],
    ));
  it("have their weakest edge where the most money is, not where most roads are", () => {
    const found = roads(
      right("a1", "small", { via: builders }),
      right("a2", "third", { via: builders }),
      right("a3", "large"),
    );
    assert.deepEqual(marked(found).filter(Boolean), ["Contributor at /subscriptions/large"]);
    assert.deepEqual([found.ends, found.usdPerDay], [1, exactly(100)]);
  });
  it("have it on an edge that several share, where together they carry the most", () => {
    const found = roads(
      right("a1", "large", { via: builders }),
      right("a2", "small", { via: builders }),
      right("a3", "small"),
    );
    assert.deepEqual(marked(found).filter(Boolean), ["is a member of group Builders", "is a member of group Builders"]);
    assert.deepEqual([found.ends, found.usdPerDay], [2, exactly(100)]);
  });
  it("have it nearest to the identity where edges take as much: what lies further is shared", () => {
    const found = roads(right("a1", "large", { road: [owns("app")] }));
    assert.deepEqual(marked(found), ["owns application app"]);
    assert.deepEqual([found.count, found.ends, found.usdPerDay], [1, 1, exactly(100)]);
  });
  it("take nothing away where another road leads to the same money", () => {
    const found = roads(right("a1", "large"), right("a2", "large", { via: builders }));
    assert.deepEqual(found.usdPerDay, exactly(0));
  });
  it("are ten at most, and each once", () => {
    const many = Array.from({ length: 14 }, (_, i) => right(`a${i}`, "small", { road: [owns(`app${i}`)] }));
    const found = roads(...many, ...many);
    assert.deepEqual([found.count, found.shown.length], [14, 10]);
  });
});
