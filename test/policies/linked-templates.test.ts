import assert from "node:assert/strict";
import type { Tree } from "../../compute/value";
import opaqueTemplate from "../../policies/opaque-template";
import { estateOf, violations } from "./kit";

type Node = { readonly [key: string]: Tree };

const said = (properties: Node, trusted: readonly string[] = []) =>
  violations(
    opaqueTemplate,
    ["azure-native:resources:Deployment", { properties: { mode: "Incremental", ...properties } }],
    estateOf({ trustedTemplates: trusted }),
  );

/** The line that a message offers for `trustedTemplates`. */
const lineIn = (message: string | undefined) =>
  /under trustedTemplates in the estate: - "(.*)"$/.exec(message ?? "")?.[1];

describe("a linked template", () => {
  const rows: readonly (readonly [Node, string | undefined])[] = [
    [{ uri: "https://templates.contoso.com/main.json" }, "https://templates.contoso.com/main.json"],
    [{ uri: "https://Templates.Contoso.com/a b/main.json" }, "https://templates.contoso.com/a%20b/main.json"],
    // no key of whoever fetches it
    [{ uri: "https://contoso.example/t/main.json?sv=2022&sig=c2VjcmV0" }, "https://contoso.example/t/main.json?*"],
    [{ uri: "https://user:secret@contoso.example/main.json" }, "https://contoso.example/main.json"],
    [{ uri: "https://contoso.example/main.json#secret" }, "https://contoso.example/main.json?*"],
    [
      { id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Resources/templateSpecs/web/versions/1.0" },
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Resources/templateSpecs/web/versions/1.0",
    ],
    // what leads elsewhere, or cannot be written on one line, is offered to nobody
    [{ uri: "https://contoso.example/t/../main.json" }, undefined],
    [{ uri: "https://contoso.example/*" }, undefined],
    [{ id: 'x"\n- "*' }, undefined],
    [{ uri: "" }, undefined],
    [{}, undefined],
  ];
  for (const [templateLink, line] of rows)
    it(`${JSON.stringify(templateLink)} → ${line}`, () => {
      const [violation, ...others] = said({ templateLink });
      assert.deepEqual(others, []);
      assert.equal(lineIn(violation?.message), line);
      assert.doesNotMatch(violation?.message ?? "", /secret|c2VjcmV0/);
      // the line does what it says, but for a fragment, which is nobody's
      if (line !== undefined && !String(templateLink.uri).includes("#") && !String(templateLink.uri).includes("@"))
        assert.deepEqual(said({ templateLink }, [line]), []);
    });

  const nested = (link: Node): Node => ({
    template: {
      parameters: { root: { type: "string", defaultValue: "[deployment().properties.templateLink.uri]" } },
      resources: [{ type: "Microsoft.Resources/deployments", name: "n", properties: { templateLink: link } }],
    },
  });
  const own = "deployment().properties.templateLink.uri";

  it("beside the one that is deployed is trusted with it", () => {
    for (const link of [
      { uri: `[uri(${own}, 'nested/vm.json')]` },
      { uri: `[uri(parameters('root'), concat('nested/', 'vm.json'))]` },
      { uri: `[uri(uri(${own}, 'nested/'), 'vm.json')]` },
      { relativePath: "nested/vm.json" },
    ]) {
      const [violation, ...others] = said(nested(link));
      assert.deepEqual(others, []);
      assert.equal(violation?.level, "advisory", JSON.stringify(link));
      assert.match(violation?.message ?? "", /^the template nested\/vm\.json is linked beside/);
    }
  });

  it("beside the one that is deployed is not trusted with an accelerator that it is handed", () => {
    const handed = (size: string): Node => ({
      template: {
        parameters: { n: { type: "string" } },
        resources: [
          {
            type: "Microsoft.Resources/deployments",
            name: "n",
            properties: {
              templateLink: { uri: `[uri(${own}, 'vm.json')]` },
              parameters: { size: { value: size } },
            },
          },
        ],
      },
    });
    for (const [size, level] of [
      ["Standard_D2s_v5", "advisory"],
      ["Standard_NC6s_v3", undefined],
      ["[concat('Standard_NC', parameters('n'))]", undefined],
    ] as const)
      assert.deepEqual(
        said(handed(size)).map(violation => violation.level),
        [level],
        size,
      );
  });

  it("elsewhere is not, however it is joined", () => {
    for (const link of [
      { uri: `[uri(${own}, 'https://example.net/vm.json')]` },
      { uri: `[uri(${own}, '//example.net/vm.json')]` },
      { uri: `[uri(${own}, '../vm.json')]` },
      { uri: `[uri(${own}, '%2e%2E/vm.json')]` },
      { uri: `[uri(${own}, parameters('nowhere'))]` },
      { uri: `[uri('https://example.net/', ${own})]` },
      { uri: `[concat(${own}, '@example.net/vm.json')]` },
      { uri: `[replace(${own}, 'a', 'b')]` },
      { uri: `[${own}]` },
      { uri: "https://example.net/vm.json", relativePath: "vm.json" },
      { relativePath: "../vm.json" },
    ])
      assert.deepEqual(
        said(nested(link)).map(({ level }) => level),
        [undefined],
        JSON.stringify(link),
      );
  });

  it("by a relative path alone is not, where nothing is deployed around it", () =>
    assert.deepEqual(
      said({ templateLink: { relativePath: "vm.json" } }).map(({ level }) => level),
      [undefined],
    ));
});

describe("resources of Bicep's extensions", () => {
  const found = (resource: Node, sections: Node = {}) =>
    said({ template: { languageVersion: "2.0", ...sections, resources: { one: { properties: {}, ...resource } } } })
      .length;

  it("are not read, but for those that create nothing", () => {
    for (const type of [
      "core/ConfigMap@v1",
      "core/Service@v1",
      "networking.k8s.io/Ingress@v1",
      "rbac.authorization.k8s.io/Role@v1",
    ])
      assert.equal(found({ import: "kubernetes", type }), 0, type);
    for (const type of [
      "core/Pod@v1",
      "apps/Deployment@v1",
      "batch/CronJob@v1",
      "core/ReplicationController@v1",
      "contoso.com/Service@v1",
    ])
      assert.equal(found({ import: "kubernetes", type }), 1, type);
  });

  it("are known by the extension that a name stands for", () => {
    const service = { type: "core/Service@v1" };
    assert.equal(
      found({ ...service, import: "k8s" }, { imports: { k8s: { provider: "Kubernetes", version: "1.0" } } }),
      0,
    );
    assert.equal(
      found({ ...service, extension: "k8s" }, { extensions: { k8s: { name: "Kubernetes", version: "1.0" } } }),
      0,
    );
    assert.equal(found({ ...service, extension: "k8s" }), 1);
    assert.equal(
      found({ ...service, extension: "kubernetes" }, { extensions: { kubernetes: { name: "contoso" } } }),
      1,
    );
    assert.equal(found({ ...service, extension: "[parameters('nowhere')]" }), 1);
  });
});
