import assert from "node:assert/strict";
import type { Example } from "../../policies/policy";
import unapprovedRegion from "../../policies/unapproved-region";
import { estateOf, violations } from "./kit";

describe("a text in the place of a region that somebody fills in later", () => {
  const estate = estateOf({ regions: ["westeurope"] });
  const level = (example: Example) => violations(unapprovedRegion, example, estate).map(({ level }) => level);
  const assignment = (location: string): Example => [
    "azure-native:authorization:PolicyAssignment",
    { location, policyDefinitionId: "/providers/Microsoft.Authorization/policyDefinitions/a" },
  ];
  const machine = (location: string): Example => [
    "azure-native:compute:VirtualMachine",
    { location, hardwareProfile: { vmSize: "Standard_B2s" } },
  ];
  const placeholders = [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what the file says
    "${default_location}",
    "<region>",
    "{{location}}",
    "[parameters('vnetRegion')]",
    "#{location}#",
  ];

  it("is only said where no machines are placed", () => {
    for (const text of placeholders) assert.deepEqual(level(assignment(text)), ["advisory"], text);
    for (const region of ["westeurope", "West Europe", "global"])
      assert.deepEqual(level(assignment(region)), [], region);
  });

  it("is refused where machines are, as any region that is not approved is anywhere", () => {
    for (const text of placeholders) assert.deepEqual(level(machine(text)), [undefined], text);
    for (const region of ["brazilsouth", "Brazil South", "(US) East US", "nowhere1"]) {
      assert.deepEqual(level(assignment(region)), [undefined], region);
      assert.deepEqual(level(machine(region)), [undefined], region);
    }
  });
});
