import assert from "node:assert/strict";
import * as z from "zod";
import { evidence, evidenceKinds } from "../../posture/evidence/all";
import { fitsOf } from "../../posture/run/exact-row";
import { SharedTexts } from "../../posture/run/shared-texts";
import { gather, healthyBut } from "./checks-tenant";

const schema = z.object({
  id: z.string(),
  kind: z.enum(["one", "other"]),
  names: z.array(z.string()),
  count: z.number().exactOptional(),
  inner: z.object({ on: z.boolean() }).exactOptional(),
});
const good = { id: "a", kind: "one", names: ["b"], count: 1, inner: { on: true } };
const { count: _, inner: __, ...least } = good;

const cases: readonly (readonly [what: string, value: unknown, fits: boolean])[] = [
  ["a whole row", good, true],
  ["a row without what may be left out", least, true],
  ["a row with a field that nobody knows", { ...good, more: 1 }, false],
  ["a row with such a field in a part", { ...good, inner: { on: true, more: 1 } }, false],
  ["a field named like the prototype", JSON.parse('{"id":"a","kind":"one","names":[],"__proto__":{}}'), false],
  ["a row without what it must have", { ...least, id: undefined }, false],
  ["a field of another type", { ...good, id: 1 }, false],
  ["a word that is not among the known", { ...good, kind: "third" }, false],
  ["a list with something else in it", { ...good, names: ["b", 1] }, false],
  ["a number without end", { ...good, count: JSON.parse("1e999") }, false],
  ["null for what may be left out", { ...good, count: null }, false],
  ["a list", [good], false],
  ["nothing", undefined, false],
];

describe("rows that need no copy", () => {
  const fits = fitsOf(schema)!;
  for (const [what, value, expected] of cases)
    it(`${what}: ${expected ? "is taken as it is" : "is left to the schema"}`, () => {
      assert.equal(fits(value), expected);
      const read = schema.safeParse(value);
      assert.equal(read.success && JSON.stringify(read.data) === JSON.stringify(value), expected);
    });

  it("are not looked for where a schema asks for more than types", () => {
    for (const more of [
      z.object({ at: z.iso.datetime() }),
      z.object({ n: z.int() }),
      z.object({ s: z.string().min(1) }),
    ])
      assert.equal(fitsOf(more), undefined);
    assert.equal(fitsOf(z.strictObject({ s: z.string() })), undefined);
  });

  it("are what the schemas of evidence give back", () => {
    const gathered = gather(healthyBut({}));
    for (const kind of evidenceKinds)
      for (const row of gathered[kind].value) {
        const read = evidence[kind].row.safeParse(row);
        if (fitsOf(evidence[kind].row)?.(row)) assert.deepEqual(read.data, row);
      }
    assert(fitsOf(evidence.users.row) && fitsOf(evidence.memberships.row) && fitsOf(evidence.roleAssignments.row));
  });
});

describe("texts that rows share", () => {
  it("change no row", () => {
    const texts = new SharedTexts();
    const fields = new Map();
    const rows = Array.from({ length: 20_000 }, (_, n) => ({
      id: `00000000-0000-0000-0000-${String(n % 700).padStart(12, "0")}`,
      name: `the name of number ${n}`,
      scope: `/subscriptions/${n % 9}`,
      methods: [["fido2SecurityKey"], ["mobilePhone", "softwareOneTimePasscode"], [], ["a", "b", "c", "d", "e"]][
        n % 4
      ]!,
      mixed: [n % 2 === 0 ? "1" : 1],
      split: n % 2 === 0 ? ["one\ntwo"] : ["one", "two"],
      on: n % 2 === 0,
    }));
    const before = structuredClone(rows);
    for (const row of rows) texts.share(fields, row);
    assert.deepEqual(rows, before);
  });
});
