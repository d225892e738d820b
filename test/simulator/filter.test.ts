import assert from "node:assert/strict";
import fc from "fast-check";
import { FilterError, parseFilter } from "../../simulator/filter";
import type { Row } from "../../simulator/json";
import { contoso } from "../../simulator/scenario/contoso";
import { runs } from "../depth";
import { withSimulator } from "./tenant";

const row: Row = {
  name: "O'Brien",
  enabled: true,
  count: 5,
  at: "2026-11-24T12:00:00.0000000Z",
  nothing: null,
  user: { mail: "a@contoso.com" },
  kinds: ["interactiveUser", "servicePrincipal"],
};

const holds: readonly (readonly [string, boolean])[] = [
  ["name eq 'o''brien'", true],
  ["name ne 'x'", true],
  ["enabled eq true", true],
  ["enabled eq false", false],
  ["count ge 5 and count lt 6", true],
  ["at ge 2026-11-24T12:00:00Z", true],
  ["at gt 2026-11-24T12:00:00.000Z", false],
  ["nothing eq null", true],
  ["missing eq null", true],
  ["missing eq 'x'", false],
  ["startsWith(name,'o')", true],
  ["user/mail eq 'A@contoso.com'", true],
  ["kinds/any(t: t eq 'servicePrincipal')", true],
  ["kinds/any(t:t eq 'other')", false],
  ["name in ('x', 'O''Brien')", true],
  ["not (count eq 5) or enabled eq true", true],
  ["count eq 1 or count eq 2 and enabled eq true", false],
];

const refused = [
  "",
  "name",
  "name eq",
  "name eq 'x' and",
  "name like 'x'",
  "name eq x y",
  "(name eq 'x'",
  "name eq 'x",
  "contains(name,'x')",
  "eq 'x'",
];

describe("OData filters", () => {
  for (const [source, expected] of holds) it(source, () => assert.equal(parseFilter(source).test(row), expected));
  for (const source of refused)
    it(`refuses: ${source}`, () => assert.throws(() => parseFilter(source).test(row), FilterError));

  it("never fail in any other way than by refusing", () => {
    const word = fc.constantFrom(
      "name",
      "eq",
      "ne",
      "'x'",
      "(",
      ")",
      "and",
      "or",
      "not",
      "in",
      ",",
      "any",
      ":",
      "startsWith",
      "5",
      "null",
      "kinds/any",
      "t",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word, { maxLength: 10 }).map(words => words.join(" ")),
        ),
        source => {
          try {
            parseFilter(source).test(row);
          } catch (error) {
            assert.ok(error instanceof FilterError, String(error));
          }
        },
      ),
      { numRuns: runs(500) },
    );
  });
});

describe("Graph lists", () => {
  const scenario = contoso();

  it("want advanced queries announced", () =>
    withSimulator({ scenario }, async ({ graph }) => {
      assert.equal((await graph("/v1.0/users?$filter=userType ne 'Guest'")).status, 400);
      const announced = await graph("/v1.0/users?$filter=userType ne 'Guest'&$count=true", {
        headers: { ConsistencyLevel: "eventual" },
      });
      const members = scenario.graph.users.filter(({ userType }) => userType !== "Guest");
      assert.deepEqual([announced.status, announced.body["@odata.count"]], [200, members.length]);
    }));

  it("send only standard properties of a user unless others are selected, and know no others", () =>
    withSimulator({ scenario }, async ({ graph }) => {
      const keys = async (query: string) =>
        Object.keys(((await graph(`/v1.0/users${query}`)).body.value as Row[])[0] ?? {});
      assert.ok(!(await keys("")).includes("accountEnabled"));
      assert.deepEqual(await keys("?$select=id,accountEnabled"), ["id", "accountEnabled"]);
      assert.equal((await graph("/v1.0/users?$select=id,shoeSize")).status, 400);
    }));

  it("leave out of v1.0 what only beta has", () =>
    withSimulator({ scenario }, async ({ graph }) => {
      const first = async (version: string) =>
        ((await graph(`/${version}/auditLogs/signIns`)).body.value as Row[])[0] ?? {};
      assert.ok(!("authenticationRequirement" in (await first("v1.0"))));
      assert.ok("authenticationRequirement" in (await first("beta")));
    }));

  it("take only the documented patterns for the activity log, with flat errors", () =>
    withSimulator({ scenario }, async ({ arm }) => {
      const log = (filter: string, subscription = 1) =>
        arm(
          `/subscriptions/00000000-0000-0000-0005-00000000000${subscription}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01${filter}`,
        );
      for (const filter of [
        "",
        "&$filter=operationName eq 'x'",
        "&$filter=eventTimestamp ge 'soon'",
        "&$filter=eventTimestamp le '2026-11-24T00:00:00Z'",
      ]) {
        const { status, body } = await log(filter);
        assert.deepEqual([status, body.code], [400, "BadRequest"], filter);
      }
      const from = "eventTimestamp ge '2026-11-01T00:00:00Z'";
      const compute = await log(`&$filter=${from} and resourceProvider eq 'microsoft.compute'`);
      const quota = await log(
        `&$filter=${from} and resourceProvider eq 'Microsoft.Quota'&$select=operationName,eventTimestamp`,
        3,
      );
      assert.equal(compute.status, 200);
      assert.deepEqual(Object.keys((quota.body.value as Row[])[0] ?? {}).sort(), ["eventTimestamp", "operationName"]);
    }));
});
