import assert from "node:assert/strict";
import type { Certainty } from "../../catalogue/certainty";
import { type GrantRequest, judgeCondition } from "../../catalogue/condition-judgement";

const write = "Microsoft.Authorization/roleAssignments/write";
const remove = "Microsoft.Authorization/roleAssignments/delete";
const [reader, maker] = ["acdd72a7-3385-48ef-bd42-f606fba81ae7", "9980e02c-c2be-4d73-94e8-173b1dc7cf3c"];
const attribute = (name: string) => `@Request[Microsoft.Authorization/roleAssignments:${name}]`;
const guarded = (inner: string, action = write) => `((!(ActionMatches{'${action}'})) OR (${inner}))`;

/** The portal's templates for delegated administration, as Microsoft Learn prints them. */
const onlyReader = guarded(`${attribute("RoleDefinitionId")} ForAnyOfAnyValues:GuidEquals {${reader}}`);
const allBut = guarded(`${attribute("RoleDefinitionId")} ForAnyOfAllValues:GuidNotEquals {${reader}}`);
const toGroups = guarded(
  `${attribute("RoleDefinitionId")} ForAnyOfAnyValues:GuidEquals {${reader}, ${maker}} AND ${attribute("PrincipalType")} ForAnyOfAnyValues:StringEqualsIgnoreCase {'Group'}`,
);
const both = `${onlyReader} AND ${guarded("@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {x}", remove)}`;

const cases: Readonly<Record<string, readonly [string, string, GrantRequest, Certainty]>> = {
  "the role that is allowed": [onlyReader, write, { role: reader.toUpperCase() }, "yes"],
  "another role": [onlyReader, write, { role: maker }, "no"],
  "a role that is not known": [onlyReader, write, {}, "unknown"],
  "another action": [onlyReader, "Microsoft.Compute/virtualMachines/write", {}, "yes"],
  "a role that is left out": [allBut, write, { role: reader }, "no"],
  "any but that": [allBut, write, { role: maker }, "yes"],
  "a kind of principal, in any letter case": [toGroups, write, { role: maker, principalType: "group" }, "yes"],
  "another kind": [toGroups, write, { role: maker, principalType: "User" }, "no"],
  "a kind that is not known": [toGroups, write, { role: maker }, "unknown"],
  "a wrong role of an unknown kind": [toGroups, write, { role: "x" }, "no"],
  "each term speaks of its own action": [both, write, { role: reader }, "yes"],
  "what is there already is not read": [both, remove, {}, "unknown"],
  "NOT and && and ||": [
    `NOT (${attribute("PrincipalId")} GuidEquals 'a') && (ActionMatches{'*'} || ActionMatches{'x'})`,
    write,
    { principal: "b" },
    "yes",
  ],
  "an attribute that is not known": [guarded("@Principal[x] StringEquals 'b'"), write, { role: reader }, "unknown"],
  "words that are no condition": ["stated by the role", write, { role: reader }, "unknown"],
  "a bracket left open": [`${onlyReader} AND (`, write, { role: reader }, "unknown"],
};

describe("a condition, judged", () => {
  for (const [name, [condition, action, request, verdict]] of Object.entries(cases))
    it(`${name}: ${verdict}`, () => assert.equal(judgeCondition(condition, action, request), verdict));
});
