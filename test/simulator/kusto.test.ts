import assert from "node:assert/strict";
import { logs, resourceGraph } from "../../simulator/kql/language";
import { parseQuery } from "../../simulator/kql/query";
import { QueryError } from "../../simulator/kql/tokens";
import { asJson } from "../../simulator/kql/types";
import { at, conditions, names, notUnderstood, queries, refusedByKusto, rows, scalars, schemas } from "../kql/queries";

const table = (name: string) => {
  const columns = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  return columns && { columns, rows: () => rows[name] ?? [] };
};
const understood = (query: string, language = logs) => parseQuery(query, { language, now: at, table });
const answer = (query: string) => {
  const { columns, rows: all } = understood(query);
  return all().map(row => columns.map(({ name, type }) => asJson(row[name] ?? null, type)));
};

describe("the query language of logs", () => {
  for (const [query, expected] of [...scalars, ...conditions, ...queries])
    it(query, () => assert.deepEqual(answer(query), expected));

  for (const [query, expected] of names)
    it(`names the columns of ${query}`, () =>
      assert.deepEqual(
        understood(query).columns.map(({ name }) => name),
        expected,
      ));

  for (const query of [...refusedByKusto, ...notUnderstood])
    it(`refuses ${query}`, () => assert.throws(() => answer(query), QueryError));

  it("says where it could not read on, and what it does not know", () => {
    const said = (query: string) => {
      try {
        answer(query);
      } catch (error) {
        return error instanceof QueryError ? (error.place ?? error.message) : error;
      }
      return undefined;
    };
    assert.deepEqual(said("Events\n| wher Ok"), { line: 2, character: 2, token: "wher" });
    assert.equal(
      said("Nowhere | where Ok"),
      "'where' operator: Failed to resolve table or column expression named 'Nowhere'",
    );
    assert.equal(said("Nowhere"), "Failed to resolve table or column expression named 'Nowhere'");
    assert.equal(
      said("Events | where Account == 'x'"),
      "'where' operator: Failed to resolve column or scalar expression named 'Account'",
    );
  });

  it("of Resource Graph is narrower: it knows none of what only logs know", () => {
    const plain = "Events | where Who =~ 'ann' | summarize n = count() by Who | order by n";
    assert.doesNotThrow(() => understood(plain, resourceGraph));
    for (const query of [
      "let n = 5; Events | where N == n",
      "union Events, People",
      "Events | union People",
      "Events | join kind=inner (People) on Who",
      "Events | where At > ago(1d)",
      "Events | where At > now()",
      "Events | where Took > 5m",
      "Events | where At > datetime(2026-11-24)",
      "Events | where N between (1 .. 2)",
      "Events | where Who in (People)",
      "Events | where Who has_any ('a')",
      "Events | where Who matches regex 'a'",
      "Events | where Who in (dynamic(['a']))",
      "Events | extend x = extract('a', 0, Who)",
      "Events | extend x = replace_string(Who, 'a', 'b')",
      "Events | extend x = case(Ok, 1, 2)",
      "Events | extend x = bin(N, 2)",
      "Events | extend x = N % 2",
      "Events | extend x = column_ifexists('Who', '')",
      "Events | summarize countif(Ok)",
      "Events | summarize arg_max(N, Who)",
      "Events | summarize make_set_if(Who, Ok)",
      "Events | mv-expand x = Bag.tags to typeof(string)",
    ]) {
      assert.doesNotThrow(() => understood(query), query);
      assert.throws(() => understood(query, resourceGraph), QueryError, query);
    }
  });
});
