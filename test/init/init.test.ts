import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { defaultEstate } from "../../catalogue/estate";
import { parseEstate } from "../../catalogue/estate-file";
import type { Evidenced } from "../../posture/evidence/gathered";
import { firstEstate } from "../../posture/init/init";
import { contosoGathered } from "../demo/audited";
import { runs } from "../depth";
import {
  daysAgo,
  filter,
  type Gaps,
  gather,
  globalAdministrator,
  guid,
  healthyBut,
  manifest,
  policy,
  production,
  type Rows,
  user,
} from "../posture/checks-tenant";

const first = (evidence: Evidenced) => {
  const { text, ...counts } = firstEstate(evidence, "0.0.0");
  return { text, ...counts, estate: parseEstate(text, "computeguard.yaml") };
};
const tenant = (change: Partial<Rows> = {}, gaps: Gaps = {}): Evidenced => ({
  gathered: gather(healthyBut(change), gaps),
  manifest,
});

const machine = (name: string, size: string, age: number, region = "westeurope"): Rows["resources"][number] => ({
  id: `${production}/resourceGroups/ml/providers/Microsoft.Compute/virtualMachines/${name}`,
  type: "Microsoft.Compute/virtualMachines",
  name,
  region,
  subscription: guid(1),
  created: daysAgo(age),
  resource: { location: region, properties: { hardwareProfile: { vmSize: size } } },
});

describe("the first estate of a tenant", () => {
  let contoso: ReturnType<typeof first>;
  before(async () => {
    contoso = first(await contosoGathered());
  });

  it("approves nothing of the attack on Contoso, and says why beside each", () => {
    const { estate, text } = contoso;
    assert.deepEqual(estate.regions, ["westeurope"]);
    for (const region of ["eastus2", "japaneast", "northeurope"])
      assert.match(
        text,
        new RegExp(`^  # - ${region} # .*not approved, for .*dana\\.moreno@contoso\\.com, of whom compute-burst`, "m"),
      );
    assert.deepEqual(estate.gpuSizes, []);
    assert.match(text, /^ {2}# - Standard_NC64as_T4_v3 # .*dana\.moreno/m);
    assert(estate.vmSizes?.includes("Standard_D4s_v5"));
  });
  it("leaves to a person whom to spare and whom to trust", () => {
    const { estate, text } = contoso;
    assert.deepEqual([estate.breakGlass, estate.trustedTenants, estate.workspace], [[], [], undefined]);
    assert.match(
      text,
      /^ {2}# - "emergency\.access\.one@contoso\.onmicrosoft\.com" # a cloud-only Global Administrator, left out/m,
    );
    assert.match(text, /^ {2}# - "00000000-0000-0000-00ff-000000000083" # has the application fabrikam-scaler/m);
    assert.match(text, /^# workspace: .*log-contoso" # gets the activity log of 3 of 5 subscriptions$/m);
    assert.match(
      text,
      /^# {3}- dana\.moreno@contoso\.com: 3 acts on 1 day, the last on 2026-11-23; compute-burst and \d+ more tell of it$/m,
    );
  });
  it("approves an accelerator that is older than the log, and not one of which nobody knows who created it", () => {
    const { estate, text } = first(
      tenant({ resources: [machine("trainer", "Standard_NC4as_T4_v3", 400), machine("odd", "Standard_NC6s_v3", 5)] }),
    );
    assert.deepEqual(estate.gpuSizes, [{ size: "Standard_NC4as_T4_v3", max: 1 }]);
    assert.match(text, /^ {2}# - .*Standard_NC6s_v3.* # .*nothing tells who created it$/m);
  });
  it("approves no accelerator where the log was not read, and says what is missing", () => {
    const gap = {
      what: "the activity log",
      missing: "Microsoft.Insights/eventtypes/values/read",
      reason: "denied",
    } as const;
    const { estate, text } = first(
      tenant({ resources: [machine("trainer", "Standard_NC4as_T4_v3", 400)], activity: [] }, { activity: [gap] }),
    );
    assert.deepEqual(estate.gpuSizes, []);
    assert.match(text, /^# Not all of the tenant was read: /m);
    assert.match(text, /^# {3}- the activity log: Microsoft\.Insights\/eventtypes\/values\/read$/m);
  });
  it("says of an empty tenant that nothing was seen, and is still an estate", () => {
    const { estate, approved } = first(tenant({ resources: [], activityLogExports: [], activity: [] }));
    assert.deepEqual([approved, { ...estate }], [0, { ...defaultEstate }]);
  });

  it("is an estate whatever things are called, and no name of the tenant stands in it", () => {
    const nasty = fc.oneof(
      fc.constantFrom(
        "\n- evil",
        "a # b",
        "\u2028x: y",
        "\r\nregions: [eastus]",
        "' \" [",
        "\t",
        "\u0000",
        "\n---\n",
        "\n...\n",
        "\ud800",
        "\u0085x: y",
        "*a",
        "&a !!js",
        "\\",
        "{{",
        "%YAML 1.1",
        "\u202e",
      ),
      fc.string({ unit: "binary" }),
    );
    const names = fc.array(nasty, { minLength: 1, maxLength: 4 }).map(parts => `zqz${parts.join("zqz")}`);
    const words = fc.oneof(names, nasty, fc.constantFrom("Standard_NC4as_T4_v3", "[x", "Standard_", "null", "1e3"));
    fc.assert(
      fc.property(names, names, words, words, (name, other, size, region) => {
        const { estate, text } = first(
          tenant({
            tenant: [{ id: guid(900), name, plans: [] }],
            subscriptions: [{ id: guid(1), name, state: "Enabled", managementGroups: [] }],
            resources: [machine(name, size, 400, region), machine(other, "Standard_D2s_v5", 400, region)],
            users: [user(101, { upn: name, name: other, lastSignIn: daysAgo(300) })],
            directoryRoles: [
              { id: guid(560), principal: guid(101), role: globalAdministrator, roleName: name, state: "active" },
            ],
            conditionalAccess: [policy({ name, users: filter({ includeUsers: ["All"], excludeUsers: [guid(101)] }) })],
            delegations: [{ id: "/d", subscription: guid(1), tenant: guid(901), name, authorizations: [] }],
            activityLogExports: [
              { id: production, settings: [{ name, categories: ["Administrative"], workspace: name }] },
            ],
          }),
        );
        const plain = parse(text) as Record<string, unknown>;
        // the size of a machine is its own, and is approved as such
        const { vmSizes, gpuSizes, ...others } = plain;
        assert.doesNotMatch(JSON.stringify(others), /zqz|evil/);
        for (const key of Object.keys(plain))
          assert(key in defaultEstate || key === "vmSizes" || key === "regions", key);
        assert.deepEqual(estate.breakGlass, []);
        for (const line of text.split(/\r|\n/))
          assert.match(line, /^(?:#.*|\s*#.*|\w+:(?: .*)?| {2}- .*|)$/u, "no name begins a line");
      }),
      { numRuns: runs(60, 0.1) },
    );
  });
});
