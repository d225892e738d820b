import assert from "node:assert/strict";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import * as fc from "fast-check";
import { referencesOf } from "../../catalogue/exemptions";
import { coverageLines } from "../../posture/report/coverage";
import { formats } from "../../posture/report/formats";
import { reportJsonSchema } from "../../posture/report/stored-schema";
import { pairedParameters } from "../../scan/parameter-files";
import { scanFiles } from "../../scan/scan";
import { Unreadable } from "../../scan/scan-file";
import { runs } from "../depth";
import { printed } from "../report/printed";
import { at, estate, faultsOf, fileOf, machine, scanned, template } from "./kit";

const gpu = "Standard_NC24ads_A100_v4";
const parametrised = {
  ...template(machine("[parameters('size')]")),
  parameters: { size: { type: "string" }, other: { type: "int", defaultValue: 1 } },
};
const valuesOf = (size: string) => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  contentVersion: "1.0.0.0",
  parameters: { size: { value: size } },
});

/** A plan of Terraform for one machine. */
const plan = (size: string) => ({
  format_version: "1.2",
  resource_changes: [
    {
      address: "azurerm_linux_virtual_machine.web",
      mode: "managed",
      type: "azurerm_linux_virtual_machine",
      change: { actions: ["create"], after: { location: "westeurope", size }, after_unknown: {} },
    },
  ],
});

describe("scan: manifests beside a document that is none", () => {
  const pod = (image: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: ${image}}]}\n`;

  it("are judged, and the other is a gap, for kubectl applies them all the same", () => {
    const report = scanned({ "a.yaml": `${pod("xmrig/xmrig")}---\nnot: a manifest\n---\n# nothing\n` });
    assert.deepEqual(faultsOf(report), ["mining-payload: Pod a spec.containers[0].image"]);
    assert.deepEqual(
      report.gaps.map(({ what }) => what),
      ["a.yaml, document 2"],
    );
  });

  it("leave no gap where all are manifests, and a file without any is of no kind", () => {
    assert.deepEqual(scanned({ "a.yaml": `${pod("nginx")}---\n# nothing\n---\n${pod("nginx")}` }).gaps, []);
    const left = scanned({ "a.yaml": "not: a manifest\n---\nneither: this\n" }).coverage.files?.leftOut;
    assert.deepEqual(
      left?.map(({ name }) => name),
      ["a.yaml"],
    );
  });
});

describe("parameter files", () => {
  it("belong to the template that they are named after", () => {
    const names = [
      "a/main.json",
      "a/main.parameters.json",
      "a/main.prod.parameters.json",
      "a/main.parameters.test.json",
      "a/mainframe.parameters.json",
      "b/azuredeploy.json",
      "b/parameters.json",
      "c/one.json",
      "c/two.json",
      "c/parameters.json",
    ];
    assert.deepEqual(
      [...pairedParameters(names)],
      [
        ["a/main.json", ["a/main.parameters.json", "a/main.prod.parameters.json", "a/main.parameters.test.json"]],
        ["b/azuredeploy.json", ["b/parameters.json"]],
      ],
    );
  });

  it("a template is judged once with each", () => {
    const report = scanned({
      "main.json": parametrised,
      "main.test.parameters.json": valuesOf("Standard_B2s"),
      "main.prod.parameters.json": valuesOf(gpu),
    });
    assert.deepEqual(faultsOf(report), [
      "unapproved-gpu-size: main.json with main.prod.parameters.json resources[0].properties.hardwareProfile.vmSize",
    ]);
    assert.deepEqual(report.coverage.files, { judged: 1, leftOut: [] });
  });

  it("without one, a size that only they would say cannot be read", () =>
    assert.deepEqual(faultsOf(scanned({ "main.json": parametrised })), [
      "unreadable-size: main.json resources[0].properties.hardwareProfile.vmSize",
    ]));

  it("that are given serve every template that has none of its own", () => {
    const parameters = [{ name: "given.json", text: () => JSON.stringify(valuesOf("Standard_B2s")) }];
    assert.deepEqual(faultsOf(scanned({ "main.json": parametrised, "more.json": parametrised }, { parameters })), []);
  });

  const gapsOf = (files: Readonly<Record<string, unknown>>, given: Readonly<Record<string, unknown>> = {}) => {
    const parameters = Object.entries(given).map(([name, content]) => fileOf(name, content));
    return scanned(files, { parameters }).gaps.map(({ what, missing }) => `${what}: ${missing}`);
  };
  const plainValues = valuesOf("Standard_B2s");
  const withoutSchema = { parameters: plainValues.parameters };
  const more = {
    ...plainValues,
    parameters: { ...plainValues.parameters, ghost: { value: 1 }, "a\nb": { value: "s3cret" } },
  };

  /** What is given to a template, and what is said of it. */
  const said: readonly (readonly [what: string, gaps: readonly string[], expected: readonly string[]])[] = [
    [
      "in a file that is named after its template",
      gapsOf({ "main.json": parametrised, "main.parameters.json": plainValues }),
      [],
    ],
    [
      "in the words of Azure's command line",
      gapsOf({ "main.json": parametrised, "main.parameters.json": withoutSchema }),
      [],
    ],
    [
      "as names and values alone",
      gapsOf({ "main.json": parametrised, "main.parameters.json": plainValues.parameters }),
      [],
    ],
    ["in a file that is given", gapsOf({ "main.json": parametrised }, { "given.json": plainValues }), []],
    [
      "in a file of the folder that is given",
      gapsOf({ "main.json": parametrised, "prod.json": plainValues }, { "prod.json": plainValues }),
      [],
    ],
    [
      "in a file that is named after no template",
      gapsOf({ "main.json": parametrised, "prod.json": plainValues }),
      ["prod.json: the template that it has values for: name that, and this file with --parameters"],
    ],
    [
      "in a file without a template",
      gapsOf({ "lone.parameters.json": plainValues }),
      ["lone.parameters.json: the template that it has values for: name that, and this file with --parameters"],
    ],
    [
      "in a file named after something that is no template",
      gapsOf({ "main.json": { name: "shop" }, "main.parameters.json": plainValues }),
      ["main.parameters.json: the template that it has values for: name that, and this file with --parameters"],
    ],
    [
      "to no template",
      gapsOf({ "a.yaml": "apiVersion: v1\nkind: Namespace\n" }, { "given.json": plainValues }),
      ["given.json: the template that it has values for: name that, and this file with --parameters"],
    ],
    [
      "in a file that holds none",
      gapsOf({ "main.json": parametrised }, { "given.json": { name: "shop" }, "given.txt": "size=1" }),
      ["given.json: values for the parameters of a template", "given.txt: values for the parameters of a template"],
    ],
    [
      "for parameters that it has not",
      gapsOf({ "main.json": parametrised, "main.parameters.json": more }),
      ["main.parameters.json: parameters that its template has, which ghost, a b are not"],
    ],
    [
      "for parameters that one of several has",
      gapsOf(
        { "main.json": parametrised, "b.json": { ...template(), parameters: { GHOST: { type: "int" } } } },
        { "given.json": { ...more, parameters: { ...plainValues.parameters, ghost: { value: 1 } } } },
      ),
      [],
    ],
    // parameters of policies are called by the same names
    [
      "for a policy",
      gapsOf({ "policy.json": { name: "shop" }, "policy.parameters.json": { effect: { type: "String" } } }),
      [],
    ],
  ];
  for (const [what, gaps, expected] of said) it(`values ${what}`, () => assert.deepEqual(gaps, expected));

  it("in the words of Azure's command line are taken", () =>
    assert.deepEqual(
      faultsOf(
        scanned({ "main.json": parametrised, "main.parameters.json": { parameters: valuesOf(gpu).parameters } }),
      ),
      ["unapproved-gpu-size: main.json with main.parameters.json resources[0].properties.hardwareProfile.vmSize"],
    ));
});

describe("a scan", () => {
  it("adds up what is deployed together", () => {
    const limited = { ...estate, gpuSizes: [{ size: "Standard_NC*_A100_v4", max: 1 }] };
    const two = template(machine(gpu), { ...machine(gpu), name: "other" });
    assert.deepEqual(faultsOf(scanned({ "two.json": two }, { estate: limited })), ["exceeded-approval: two.json"]);
    const apart = { "one.json": template(machine(gpu)), "another.json": template(machine(gpu)) };
    assert.deepEqual(faultsOf(scanned(apart, { estate: limited })), []);
  });

  it("leaves out a rule for which the estate says too little, and tells why", () => {
    const judged = ({ regions }: { readonly regions?: readonly string[] }) => {
      const { regions: _, ...rest } = estate;
      return scanned({ "main.json": template() }, { estate: regions ? { ...rest, regions: [...regions] } : rest });
    };
    const about = (report: ReturnType<typeof judged>) => [
      report.outcomes.some(({ rule }) => rule.id === "unapproved-region"),
      report.coverage.notTested?.map(({ rule }) => rule),
    ];
    assert.deepEqual(about(judged({})), [false, ["unapproved-region"]]);
    assert.deepEqual(about(judged({ regions: ["westeurope"] })), [true, undefined]);
  });

  it("takes exceptions by the path of a file, and by URN", () => {
    const exception = (resource: string) => ({
      rule: "unapproved-gpu-size",
      resource,
      reason: "training of the vision team",
      owner: "ml@contoso.com",
      until: "2026-12-31",
    });
    const files = { "ml/train.json": template(machine(gpu)), "web/main.json": template(machine(gpu)) };
    const report = scanned(files, { estate: { ...estate, exceptions: [exception("ml/**")] } });
    assert.deepEqual(faultsOf(report), [
      "unapproved-gpu-size: web/main.json resources[0].properties.hardwareProfile.vmSize",
    ]);
    assert.equal(report.excepted.length, 1);
  });

  describe("takes exceptions by the path of a file", () => {
    const exceptions = [
      {
        rule: "unapproved-gpu-size",
        resource: "ml/**",
        reason: "training of the vision team",
        owner: "ml@contoso.com",
        until: "2026-12-31",
      },
    ];
    const type = "azure-native:compute:VirtualMachine";
    const urn = `urn:pulumi:prod::ml::${type}::train`;
    const state = {
      version: 3,
      deployment: {
        resources: [{ urn, type, inputs: { location: "westeurope", hardwareProfile: { vmSize: gpu } } }],
      },
    };
    const file: readonly (readonly [what: string, content: unknown])[] = [
      ["a plan", plan(gpu)],
      ["an exported stack", state],
      [
        "an ARM resource with an id",
        { ...machine(gpu), id: "/subscriptions/x/providers/Microsoft.Compute/virtualMachines/web" },
      ],
    ];
    for (const [what, content] of file)
      it(`also for what stands in ${what}, and in no other file`, () => {
        const judged = (name: string) => {
          const { excepted, idleExceptions, ...report } = scanned(
            { [name]: content },
            { estate: { ...estate, exceptions } },
          );
          return [faultsOf({ excepted, idleExceptions, ...report }).length, excepted.length, idleExceptions.length];
        };
        assert.deepEqual(judged("ml/train.json"), [0, 1, 0]);
        assert.deepEqual(judged("web/train.json"), [1, 0, 1]);
      });
  });

  describe("of one thing that several files speak of", () => {
    const marksOf = (files: Readonly<Record<string, unknown>>, below = "") => {
      const report = scanFiles(
        Object.entries(files).map(([name, content]) => ({ ...fileOf(`${below}${name}`, content), place: name })),
        {
          estate,
          estateSource: { name: "the defaults" },
          version: "0.0.0",
          at,
          select: ({ id }) => id === "unapproved-gpu-size",
        },
      );
      return report.outcomes.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint));
    };
    const [dev, prod, good] = [plan(gpu), plan(gpu), plan("Standard_B2s")];

    it("finds as much as they hold", () => {
      const marks = marksOf({ "dev.json": dev, "prod.json": prod, "test.json": good });
      assert.equal(new Set(marks).size, 2);
    });

    it("the finding of one file keeps its fingerprint, whatever the file is called and what else lies there", () => {
      const [alone] = marksOf({ "dev.json": dev });
      assert.deepEqual(marksOf({ "prod.json": prod, "test.json": good }), [alone]);
    });

    it("fingerprints are the same wherever the folder lies", () =>
      assert.deepEqual(
        marksOf({ "dev.json": dev, "prod.json": prod }, "/home/ada/"),
        marksOf({ "dev.json": dev, "prod.json": prod }, "/srv/build/"),
      ));

    it("two of one name in one file are two", () => {
      const pods = (image: string) =>
        ["one", "two"]
          .map(
            namespace =>
              `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: ${namespace}}\nspec: {containers: [{name: a, image: ${image}}]}\n`,
          )
          .join("---\n");
      const found = (image: string) => faultsOf(scanned({ "pods.yaml": pods(image) })).length;
      assert.deepEqual([found("docker.io/metal3d/xmrig"), found("nginx")], [2, 0]);
    });
  });

  describe("an exemption that the guardrails print from the estate", () => {
    const group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/ml";
    const exception = {
      rule: "unapproved-gpu-size",
      resource: `${group}/**`,
      reason: "training of the vision team",
      owner: "ml@contoso.com",
      until: "2026-12-31",
    };
    const inputs = {
      scope: group,
      policyAssignmentId:
        "/providers/Microsoft.Management/managementGroups/contoso/providers/Microsoft.Authorization/policyAssignments/computeguard",
      policyDefinitionReferenceIds: referencesOf("unapproved-gpu-size"),
      exemptionCategory: "Waiver",
      expiresOn: "2026-12-31T23:59:59Z",
      resourceSelectors: [
        { selectors: [{ kind: "resourceType", notIn: ["Microsoft.Resources/subscriptions/resourceGroups"] }] },
      ],
    };
    const type = "azure-native:authorization:PolicyExemption";
    const resource = (more: object) => ({
      urn: `urn:pulumi:prod::computeguard::${type}::ml`,
      type,
      custom: true,
      inputs: { ...inputs, ...more },
    });
    const preview = (more: object = {}) => {
      const newState = resource(more);
      return { steps: [{ op: "create", urn: newState.urn, newState }] };
    };
    const judged = (file: unknown, exceptions = [exception]) => {
      const report = scanned({ "preview.json": file }, { estate: { ...estate, exceptions } });
      return [faultsOf(report).length, report.excepted.map(({ exception }) => exception.owner), report.idleExceptions];
    };

    it("is excepted in a preview and in a state, as in the pack", () => {
      assert.deepEqual(judged(preview()), [0, ["ml@contoso.com"], []]);
      const state = { version: 3, deployment: { resources: [resource({})] } };
      assert.deepEqual(judged(state), [0, ["ml@contoso.com"], []]);
    });

    const wider: readonly (readonly [what: string, more: object])[] = [
      ["lasts longer", { expiresOn: "2027-12-31T23:59:59Z" }],
      ["is from the whole initiative", { policyDefinitionReferenceIds: [] }],
      ["stands higher", { scope: group.replace("/resourceGroups/ml", "") }],
      ["cannot be seen", { expiresOn: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }],
    ];
    for (const [what, more] of wider)
      it(`is judged as any other where it ${what}`, () => assert.deepEqual(judged(preview(more)).slice(0, 2), [1, []]));

    it("is judged as any other once the exception has ended, and where there is none", () => {
      assert.deepEqual(judged(preview(), [{ ...exception, until: "2026-11-01" }]).slice(0, 2), [1, []]);
      assert.deepEqual(judged(preview(), []).slice(0, 2), [1, []]);
    });
  });

  it("says of what it cannot read what would help, and passes nothing then", () => {
    const report = scanFiles(
      [
        { name: "broken.json", text: () => '{ "a": ' },
        { name: "broken.yaml", text: () => "a: [" },
        {
          name: "main.bicep",
          text: () => {
            throw new Unreadable("bicep on PATH");
          },
        },
      ],
      { estate, estateSource: { name: "the defaults" }, version: "0.0.0", at },
    );
    assert.deepEqual(
      report.gaps.map(({ what, reason }) => [what, reason]),
      [
        ["broken.json", "malformed"],
        ["broken.yaml", "malformed"],
        ["main.bicep", "failed"],
      ],
    );
    assert(report.outcomes.length > 5);
    for (const { status } of report.outcomes) assert.equal(status, "unknown");
  });

  it("leaves out what no kind knows, by name and with a reason", () => {
    const report = scanned({
      "package.json": { name: "shop" },
      "compose.yaml": "services: {}\n",
      "chart/templates/pod.yaml": "kind: Pod\n{{- if .Values.gpu }}\nx: [\n{{- end }}\n",
      "main.json": template(),
    });
    assert.deepEqual(report.coverage.files, {
      judged: 1,
      leftOut: [
        { name: "package.json", why: "of no kind that is judged" },
        { name: "compose.yaml", why: "of no kind that is judged" },
        { name: "chart/templates/pod.yaml", why: "a Helm template: judge what helm template prints" },
      ],
    });
    assert.deepEqual(report.gaps, []);
  });

  it("reads scripts that are filled in later as text, and their data where it is data already", () => {
    const run = "- ./xmrig -o stratum+tcp://pool.supportxmr.com:3333\n";
    const loop = "%{ for one in all ~}\n";
    const bad = {
      "init.sh.tftpl": `./xmrig -o stratum+tcp://pool.supportxmr.com:3333 \${worker}\n`,
      "cloud.yaml.tftpl": `#cloud-config\nruncmd:\n${loop}${run}`,
      "jinja.yaml": `## template: jinja\n#cloud-config\nruncmd:\n{% if a %}{{ b }}\n${run}`,
      "vm.json.tpl": template(machine(gpu)),
    };
    assert.deepEqual(faultsOf(scanned(bad)), [
      "mining-payload: cloud.yaml.tftpl",
      "mining-payload: init.sh.tftpl",
      "mining-payload: jinja.yaml",
      "unapproved-gpu-size: vm.json.tpl resources[0].properties.hardwareProfile.vmSize",
    ]);
    const good = scanned({
      "init.sh.tftpl": `echo \${worker}\n`,
      "cloud.yaml.tftpl": `#cloud-config\nruncmd:\n${loop}- echo a\n`,
      "loop.yaml.tpl": `a:\n${loop}- [\n`,
    });
    assert.deepEqual(faultsOf(good), []);
    assert.deepEqual(good.coverage.files, {
      judged: 2,
      leftOut: [{ name: "loop.yaml.tpl", why: "a template: judge what it becomes" }],
    });
    assert.deepEqual(good.gaps, []);
  });

  it("says what was not looked at, and the way where there is one", () => {
    const passed = new Map([
      [".png", 11],
      [".tf", 1],
    ]);
    const { coverage } = scanned({ "main.json": template() }, { passed });
    assert.deepEqual(coverageLines(coverage).slice(1, 2), [
      "Not looked at: 12 files (.tf 1, .png 11); of .tf judge what terraform show -json prints of a plan",
    ]);
    assert.equal(scanned({ "main.json": template() }, { passed: new Map() }).coverage.files?.notLookedAt, undefined);
    assert.deepEqual(scanned({ "main.tf": "x" }).coverage.files?.leftOut, [
      {
        name: "main.tf",
        why: "in Terraform's own language: judge what terraform show -json prints of a plan",
      },
    ]);
  });

  it("a small YAML file cannot become a large one", () => {
    const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(",")}]`);
    const report = scanned({ "bomb.yaml": `l0: &l0 [x]\n${levels.join("\n")}\n` });
    assert.deepEqual(
      report.gaps.map(({ what }) => what),
      ["bomb.yaml"],
    );
  });

  it("is printed in every format, keeps the schema, and names the file where code scanning looks for it", () => {
    const report = scanned({ "infra/main one.json": template(machine(gpu)) });
    const validate = addFormats(new Ajv2020({ strict: false })).compile(reportJsonSchema());
    assert(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors));
    for (const format of formats) {
      const text = printed(format, report);
      assert(!/undefined|\[object/.test(text), format.name);
      assert(text.includes("main one.json") || text.includes("main%20one.json"), format.name);
    }
    const sarif = JSON.parse(printed(formats.find(({ name }) => name === "sarif")!, report));
    assert.equal(sarif.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, "infra/main%20one.json");
  });

  const words = fc.constantFrom(
    ..."$schema resources deployment steps version type properties policyRule then apiVersion kind items parameters resource_changes change after after_unknown actions mode urn inputs value format_version op newState address".split(
      " ",
    ),
  );
  const { tree } = fc.letrec(tie => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(
        null,
        1,
        true,
        "create",
        "v1",
        "Microsoft.Compute/virtualMachines",
        "https://x/deploymentTemplate.json#",
        "azurerm_linux_virtual_machine",
      ),
      fc.dictionary(words, tie("tree"), { maxKeys: 6 }),
      fc.array(tie("tree"), { maxLength: 3 }),
    ),
  }));
  it("never throws, whatever lies in a file", () =>
    fc.assert(
      fc.property(tree, fc.string(), (data, text) => {
        const report = scanned({
          "a.json": data,
          "b.yaml": text,
          "c.json": text,
          "d.sh": text,
          "e.yml": JSON.stringify(data),
        });
        assert.equal(report.schema, "computeguard/report/1");
      }),
      { numRuns: runs(1000) },
    ));
});
