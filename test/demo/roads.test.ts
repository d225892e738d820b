import assert from "node:assert/strict";
import { evidence } from "../../posture/evidence/all";
import type { Call } from "../../posture/evidence/calls";
import type { Evidenced, Gathered } from "../../posture/evidence/gathered";
import { becomes } from "../../posture/facts/access/becomes/all";
import { resolverFor } from "../../posture/run/resolve";
import { sampled } from "../depth";
import { contosoGathered, estate, healthyGathered } from "./audited";

const knowing = ({ gathered, manifest }: Evidenced) => resolverFor(gathered, { estate, manifest });

/** Who has a right at the end of a road, and the kinds of its steps: every road to compute, or to another capability. */
function roadsIn(evidenced: Evidenced): readonly (readonly [who: string, tenure: string, kinds: readonly string[]])[] {
  const know = knowing(evidenced);
  const capabilities = know("capabilities").value;
  const creators = new Map(know("computeCreators").value.map(({ principal, rights }) => [principal.id, rights]));
  return [...know("users").value, ...know("servicePrincipals").value].flatMap(({ id, name }) =>
    [...(creators.get(id) ?? []), ...capabilities(id)].flatMap(({ tenure, road }) =>
      road ? [[name, tenure, road.map(({ kind }) => kind)] as const] : [],
    ),
  );
}

const rightOf = (call: Call): readonly string[] => (call.api === "graph" ? [call.permission] : call.actions);

/** The kinds of the steps of every road of Contoso to a right, by the rules that decide who can become whom. */
describe("the roads of Contoso", () => {
  it("has one of each kind that leads somebody to compute, or to another capability", async () => {
    const kinds = new Set(roadsIn(await contosoGathered()).flatMap(([, , steps]) => steps));
    assert.deepEqual(
      becomes.map(({ kind }) => kind).filter(kind => !kinds.has(kind)),
      [],
    );
  });

  it("are all planted, but for those of administrators, and of whoever joins a group once somebody approves", async () => {
    const told = roadsIn(await healthyGathered()).map(([who, tenure, kinds]) => `${who}, ${tenure}: ${kinds}`);
    assert.deepEqual([...new Set(told)].sort(), [
      "Avery Howard, activated: elevation",
      "Emergency Access One, standing: elevation",
      "Kim Novak, eligible: elevation",
      "Morgan Blake, activated: elevation",
      "Riley Chen, eligible: group-eligibility",
    ]);
  });

  // Each kind of road needs some of these.
  for (const need of sampled([...new Set(becomes.flatMap(({ needs }): readonly (keyof Gathered)[] => needs))], 6))
    it(`are not all known where ${need} is refused: who can create compute then lacks the permission`, async () => {
      const { gathered, manifest } = await contosoGathered();
      const { title: what, calls } = evidence[need];
      for (const missing of new Set(Object.values<Call>(calls).flatMap(rightOf))) {
        const refused = { ...gathered, [need]: { value: [], gaps: [{ what, missing, reason: "denied" }] } };
        const { gaps } = knowing({ gathered: refused, manifest })("computeCreators");
        assert(
          gaps.some(gap => gap.what === what && gap.missing === missing),
          `without ${missing}: ${JSON.stringify(gaps)}`,
        );
      }
    });
});
