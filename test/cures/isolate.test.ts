import assert from "node:assert/strict";
import type { Finding, Outcome } from "../../catalogue/outcome";
import type { Cure } from "../../posture/cures/cure";
import { isolateMachine, stopCompute } from "../../posture/cures/stop-compute";
import { actsOf } from "../../posture/run/acts";
import { sample } from "../report/sample";
import { faultsOf } from "./az-faults";

const of = (type: string, name = "a") => ({
  kind: "resource" as const,
  id: `/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg/providers/${type}/${name}`,
  name,
});
const verbs = ({ commands }: Pick<Cure, "commands">) => commands.map(({ line }) => line.split(" --")[0]);

describe("a machine on which a miner was seen", () => {
  const cases: readonly (readonly [type: string, commands: readonly string[]])[] = [
    [
      "Microsoft.Compute/virtualMachines",
      ["az vm get-instance-view", "az vm boot-diagnostics get-boot-log", "az vm run-command list", "az vm deallocate"],
    ],
    [
      "Microsoft.Compute/virtualMachineScaleSets",
      ["az vmss get-instance-view", "az vmss list-instances", "az vmss deallocate"],
    ],
    ["Microsoft.ContainerInstance/containerGroups", ["az container show", "az container logs", "az container stop"]],
    ["Microsoft.App/containerApps", ["az resource show", "az rest"]],
    ["Microsoft.Automation/automationAccounts", ["az resource show"]],
  ];
  for (const [type, commands] of cases)
    it(`is saved before it is stopped: ${type}`, () => {
      const cure = isolateMachine(of(type));
      assert.deepEqual(verbs(cure), commands);
      assert.deepEqual(cure.commands.flatMap(faultsOf), []);
    });
  it("has no command where a log names what is no resource of the tenant", () =>
    assert.deepEqual(isolateMachine({ kind: "resource", id: "192.0.2.7", name: "192.0.2.7" }).commands, []));
  it("is only stopped where it merely burns", () =>
    assert.deepEqual(verbs(stopCompute(of("Microsoft.Compute/virtualMachines"))), ["az vm deallocate"]));

  for (const order of ["found first", "found last"])
    it(`is saved before it is stopped where it burns too, ${order}`, () => {
      const subject = of("Microsoft.ContainerInstance/containerGroups");
      const finding = (fingerprint: string): Finding => ({
        ...sample.outcomes[0]!.findings[0]!,
        ...{ subject, fingerprint },
      });
      const cures = new Map([
        ["mines", isolateMachine(subject)],
        ["burns", stopCompute(subject)],
      ]);
      const marks = order === "found first" ? ["mines", "burns"] : ["burns", "mines"];
      const outcome: Outcome = { ...sample.outcomes[0]!, findings: marks.map(finding) };
      const [act, ...others] = actsOf([outcome], cures, { blastRadius: [] });
      assert.deepEqual([act!.id, others], ["stopCompute", []]);
      assert.deepEqual(verbs(act!.targets[0]!), ["az container show", "az container logs", "az container stop"]);
      assert.deepEqual(Object.keys(act!.targets[0]!.commands[0]!), ["shell", "line"]);
    });
});
