import assert from "node:assert/strict";
import { expandTemplate } from "../../compute/template/expand";
import { type Tree, Withheld } from "../../compute/value";

type Node = { readonly [key: string]: Tree };

/** How Azure's own policy libraries put the region of their deployment into texts of JSON: `replace`, then `json`. */
describe("replace, where what it puts in is open", () => {
  const value = (expression: string): Tree => {
    const parameters = { word: { type: "string" }, any: { type: "object" } };
    const resources = [{ type: "Microsoft.Contoso/things", name: "thing", of: expression }];
    const { resources: found } = expandTemplate({ parameters, resources }, { path: "t" });
    return (found[0]!.resource as { of: Tree }).of;
  };
  const location = `format('"location": "{0}"', deployment().location)`;
  const text = `'{"location": "westus", "size": "a"}'`;

  it("keeps what stands around it", () => {
    for (const replaced of [
      `replace(${text}, '"location": "westus"', ${location})`,
      `replace(${text}, 'westus', deployment().location)`,
      `replace(${text}, 'westus', resourceGroup().location)`,
      `replace(${text}, 'westus', coalesce(deployment().location, 'eastus'))`,
      // again, for another cloud: where the region is that one already, the text becomes what it is
      `replace(replace(${text}, '"location": "westus"', ${location}), '"location": "eastus"', ${location})`,
      // no region is called like this, nor ends in what follows
      `replace(replace(${text}, 'westus', deployment().location), '"b": "c"', 'd')`,
      `replace(replace(${text}, 'westus', resourceGroup().location), '/scopes/x', '","size":"b')`,
    ]) {
      assert.equal(value(`[json(${replaced}).size]`), "a", replaced);
      assert.ok(value(`[json(${replaced}).location]`) instanceof Withheld, replaced);
    }
  });

  it("keeps nothing where what is open may be replaced itself by something that ends a text, or hold half of what is", () => {
    for (const replaced of [
      `replace(replace(${text}, 'westus', deployment().location), 'east', '","size":"b')`,
      `replace(replace(${text}, 'westus', deployment().location), '"location": "east"', '"size": "b"')`,
      `replace(replace(${text}, 'westus', deployment().location), 'east", "size"', 'x", "other"')`,
      // what is made by a hash may be that very word
      `replace(replace(${text}, 'westus', uniqueString('a')), '"a"', '"b"')`,
      `replace(${text}, 'westus', reference('d').fqdn)`,
      `replace(${text}, 'westus', parameters('any'))`,
      `replace(${text}, parameters('word'), 'b')`,
    ])
      assert.ok(value(`[json(${replaced}).size]`) instanceof Withheld, replaced);
  });

  it("finds the machine in a policy that is written like that", () => {
    const rule = `{"then": {"details": {"deployment": {"location": "westus", "properties": {"template": {"resources": [{"type": "Microsoft.Compute/virtualMachines", "name": "m", "properties": {"hardwareProfile": {"vmSize": "Standard_NC6s_v3"}}}]}}}}}}`;
    const resources = [
      {
        type: "Microsoft.Authorization/policyDefinitions",
        name: "p",
        properties: { policyRule: `[json(replace('${rule}', '"location": "westus"', ${location}))]` },
      },
    ];
    const found = expandTemplate({ resources }, { path: "t" });
    assert.deepEqual(found.opaque, []);
    const sizes = found.resources.map(
      ({ resource }) => (resource as { properties?: { hardwareProfile?: Node } }).properties?.hardwareProfile?.vmSize,
    );
    assert.ok(sizes.includes("Standard_NC6s_v3"), JSON.stringify(sizes));
  });
});
