import assert from "node:assert/strict";
import type { Elevation } from "../../posture/evidence/elevations";
import { assignment, denied, type Gaps, guid, healthy, type Rows, roleIds } from "./checks-tenant";
import { derived } from "./derived-kit";

const ann = { id: guid(101), name: "user101@contoso.com", kind: "user" } as const;
const bob = { id: guid(102), name: "user102@contoso.com", kind: "user" } as const;
const log = (at: string, change: Partial<Elevation> = {}): Elevation => ({
  source: "activityLog",
  id: `log ${at}`,
  at: `2026-11-18T${at}Z`,
  action: "elevated",
  succeeded: true,
  by: ann,
  ...change,
});
const audit = (at: string, change: Partial<Elevation> = {}) =>
  log(at, { source: "entraAudit", id: `audit ${at}`, ...change });
const removed = { action: "removed" } as const;
const acts = (elevations: readonly Elevation[], change: Partial<Rows> = {}, gaps: Gaps = {}) =>
  derived(
    { elevations, ...change },
    gaps,
  )("elevationHistory").value.map(({ id, by, undoneAt, stands, succeeded }) =>
    [id, by.id.slice(-3), succeeded ? "" : "failed", undoneAt?.slice(11, 19) ?? "", stands]
      .join(" ")
      .replaceAll(/ +/g, " "),
  );

describe("elevation history", () => {
  const stands = {
    roleAssignments: [...healthy.roleAssignments, assignment(513, 101, roleIds.userAccessAdministrator, "/")],
  };
  const table: readonly (readonly [string, readonly Elevation[], readonly string[]])[] = [
    ["nothing", [], []],
    ["one log", [log("10:00:00")], ["log 10:00:00 101 no"]],
    ["the other log", [audit("10:00:00")], ["audit 10:00:00 101 no"]],
    ["both logs, one act", [audit("10:00:05"), log("10:00:00")], ["log 10:00:00 101 no"]],
    ["times with decimals", [audit("10:00:00.9999999"), log("10:00:00")], ["log 10:00:00 101 no"]],
    ["hours apart, two acts", [log("10:00:00"), audit("14:00:00")], ["log 10:00:00 101 no", "audit 14:00:00 101 no"]],
    [
      "two quick acts, each in both logs",
      [log("10:00:00"), audit("10:00:02"), log("10:01:00"), audit("10:01:02")],
      ["log 10:00:00 101 no", "log 10:01:00 101 no"],
    ],
    [
      "two people at one time",
      [log("10:00:00"), audit("10:00:01", { by: bob })],
      ["log 10:00:00 101 no", "audit 10:00:01 102 no"],
    ],
    [
      "one person, whom one log knows by name only",
      [log("10:00:00", { by: { ...ann, id: "user101@contoso.com" } }), audit("10:00:01")],
      ["log 10:00:00 101 no"],
    ],
    ["undone", [log("10:00:00"), log("11:00:00", removed)], ["log 10:00:00 101 11:00:00 no"]],
    [
      "undone by somebody else",
      [log("10:00:00"), audit("11:00:00", { ...removed, by: bob, target: ann.id })],
      ["log 10:00:00 101 11:00:00 no"],
    ],
    [
      "somebody else's undone",
      [log("10:00:00"), audit("11:00:00", { ...removed, target: bob.id })],
      ["log 10:00:00 101 no"],
    ],
    ["undone before is not undone", [log("10:00:00"), log("09:00:00", removed)], ["log 10:00:00 101 no"]],
    [
      "each undone by its own",
      [log("10:00:00"), log("11:00:00", removed), log("12:00:00"), log("13:00:00", removed)],
      ["log 10:00:00 101 11:00:00 no", "log 12:00:00 101 13:00:00 no"],
    ],
    [
      "the second not undone",
      [log("10:00:00"), log("11:00:00", removed), log("12:00:00")],
      ["log 10:00:00 101 11:00:00 no", "log 12:00:00 101 no"],
    ],
    [
      "a removal that failed",
      [log("10:00:00"), log("11:00:00", { ...removed, succeeded: false })],
      ["log 10:00:00 101 no"],
    ],
    ["a failure, then a success", [log("10:00:00", { succeeded: false }), log("10:00:30")], ["log 10:00:30 101 no"]],
    ["a failure alone", [log("10:00:00", { succeeded: false })], ["log 10:00:00 101 failed no"]],
  ];
  for (const [name, elevations, expected] of table) {
    it(name, () => assert.deepEqual(acts(elevations), expected));
    it(`${name}, the other way round`, () => assert.deepEqual(acts([...elevations].reverse()), expected));
  }
  it("stands where the grant is at the root", () =>
    assert.deepEqual(acts([log("10:00:00")], stands), ["log 10:00:00 101 yes"]));
  it("is open where the root could not be read", () =>
    assert.deepEqual(acts([log("10:00:00")], {}, { roleAssignments: [denied("root", ["/"])] }), [
      "log 10:00:00 101 unknown",
    ]));
  it("does not stand where only a subscription could not be read", () =>
    assert.deepEqual(acts([log("10:00:00")], {}, { roleAssignments: [denied("sub", [guid(2)])] }), [
      "log 10:00:00 101 no",
    ]));
});
