import assert from "node:assert/strict";
import { connect } from "../../posture/azure/connect";
import { apart } from "../../posture/evidence/reading/read";
import workloads from "../../posture/evidence/workloads-with-identity";
import { connectionTo, id, ownRoles, type Reply, type Route, withTenant } from "./gather-tenant";

/** Who works under which identity in a subscription that Resource Graph does not know yet: ARM tells. */

const late = id(777);
const root = `/subscriptions/${late}`;
const list = (...value: unknown[]): Reply => ({ json: { value } });
const refused: Reply = {
  status: 403,
  json: {
    error: {
      code: "AuthorizationFailed",
      message: `The client '${id(1)}' does not have authorization to perform action 'some/read' over scope '/x'.`,
    },
  },
};
const bare = (path: string, type: string, more: object = {}) => ({
  id: `${root}/resourceGroups/rg/providers/${path}`,
  name: path.split("/").at(-1)!,
  type,
  ...more,
});
const assigned = (principal: string) => ({
  type: "UserAssigned",
  userAssignedIdentities: { [`${root}/x`]: { principalId: principal, clientId: id(9) } },
});
const machine = bare("Microsoft.Compute/virtualMachines/vm", "Microsoft.Compute/virtualMachines", {
  identity: { ...assigned(id(301).toUpperCase()), principalId: id(302) },
});
const cluster = bare("Microsoft.ContainerService/managedClusters/aks", "Microsoft.ContainerService/managedClusters", {
  identity: { type: "SystemAssigned", principalId: id(303) },
});
const account = bare("Microsoft.Batch/batchAccounts/b", "Microsoft.Batch/batchAccounts", {
  identity: { type: "SystemAssigned", principalId: id(304) },
});
const workspace = bare(
  "Microsoft.MachineLearningServices/workspaces/w",
  "Microsoft.MachineLearningServices/workspaces",
);
const others = [
  bare("Microsoft.Web/sites/plain", "Microsoft.Web/sites"),
  bare("Microsoft.Storage/storageAccounts/s", "Microsoft.Storage/storageAccounts", { identity: assigned(id(305)) }),
];
const pool = (name: string, identity?: object) => ({ id: `${account.id}/pools/${name}`, name, identity });
const versions = list({
  namespace: "Microsoft.ContainerService",
  resourceTypes: [{ resourceType: "managedClusters", apiVersions: ["2025-01-01"] }],
});

const routes: readonly Route[] = [
  [`GET ${root}/resources?`, () => list(machine, cluster, account, workspace, ...others)],
  [`GET ${root}/providers?`, () => versions],
  [
    `GET ${root}/providers/Microsoft.ContainerService/managedClusters?`,
    () =>
      list({
        ...cluster,
        properties: {
          identityProfile: { kubeletidentity: { objectId: id(306) } },
          oidcIssuerProfile: { issuerURL: "https://issuer.example/x/" },
        },
      }),
  ],
  [`GET ${account.id}/pools?`, () => list(pool("p1", assigned(id(307))), pool("p2"))],
  [`GET ${workspace.id}/computes?`, () => list({ name: "c", identity: assigned(id(308)) }, { name: "d" })],
];
const graph: readonly Route[] = [
  [
    "Microsoft.ResourceGraph/resources",
    () => ({ json: { totalRecords: 0, count: 0, resultTruncated: "false", data: [] } }),
  ],
];

/** The sign-in of the tests is Reader at the group above the subscription. */
const readFrom = (replies: readonly Route[], { groups = ["contoso"], known = false } = {}) =>
  withTenant([...replies, ...ownRoles, ...graph, ...routes], async loopback => {
    const context = { azure: connect(connectionTo(loopback)), tenant: "", now: "", historyDays: 90 };
    const subscription = {
      id: late,
      name: "Late",
      state: "Enabled",
      inResourceGraph: known,
      managementGroups: groups,
    };
    const found = await apart(workloads.run({ ...context, rows: { subscriptions: [subscription] } }));
    return { rows: found.rows, gaps: found.gaps.map(({ gap }) => gap), asked: [...loopback.asked] };
  });
const ofArm = (asked: readonly { readonly url: string }[]) =>
  asked
    .flatMap(({ url }) =>
      url.includes(root) && !url.includes("Authorization") ? [url.slice(root.length).replace(/\?.*/, "")] : [],
    )
    .sort();

describe("workloads of a subscription that Resource Graph does not know yet", () => {
  it("are read from ARM, which the sign-in's own roles prove to tell all", async () => {
    const { rows, gaps } = await readFrom([]);
    assert.deepEqual(
      rows
        .map(({ name, type, identities, issuer, kind }) => [name, type.split("/").at(-1), identities, issuer, kind])
        .sort(),
      [
        ["aks", "managedclusters", [id(306)], "https://issuer.example/x/", "localUsers"], // the nodes' identity, not the cluster's
        ["c", "computes", [id(308)], undefined, undefined],
        ["p1", "pools", [id(307)], undefined, undefined], // and not under the account's
        ["vm", "virtualmachines", [id(301), id(302)], undefined, undefined],
      ],
    );
    assert(rows.every(({ subscription }) => subscription === late));
    assert.deepEqual(gaps, []);
  });

  it("are asked for with one list of all, and with more only of clusters and of what Batch and workspaces hold", async () => {
    const place = (path: string) => `/resourceGroups/rg/providers/${path}`;
    assert.deepEqual(ofArm((await readFrom([])).asked), [
      "/providers",
      "/providers/Microsoft.ContainerService/managedClusters",
      place("Microsoft.Batch/batchAccounts/b/pools"),
      place("Microsoft.MachineLearningServices/workspaces/w/computes"),
      "/resources",
    ]);
    const without = await readFrom([[`GET ${root}/resources?`, () => list(machine)]]);
    assert.deepEqual(ofArm(without.asked), ["/resources"]);
  });

  it("are not asked of ARM where Resource Graph knows it", async () =>
    assert.deepEqual(ofArm((await readFrom([], { known: true })).asked), []));

  it("remain unknown where no role of the sign-in proves that ARM shows all", async () => {
    const { rows, gaps } = await readFrom([], { groups: [] });
    assert.equal(rows.length, 4);
    assert.deepEqual(
      gaps.map(({ reason, subjects }) => [reason, subjects]),
      [["denied", [late]]],
    );
  });

  it("remain unknown where one of them has a form that is not known", async () => {
    const odd = { ...machine, identity: "SystemAssigned" };
    const { rows, gaps } = await readFrom([[`GET ${root}/resources?`, () => list(odd, cluster)]]);
    assert.deepEqual(
      rows.map(({ name }) => name),
      ["aks"],
    );
    assert.deepEqual(
      gaps.map(({ reason, subjects }) => [reason, subjects]),
      [["malformed", [late]]],
    );
  });

  for (const [what, on, subject, left] of [
    ["resources", `GET ${root}/resources?`, late, 0],
    ["providers", `GET ${root}/providers?`, late, 3],
    ["clusters", `GET ${root}/providers/Microsoft.ContainerService/managedClusters?`, late, 3],
    ["Batch pools", `GET ${account.id}/pools?`, account.id, 3],
  ] as const)
    it(`remain unknown where its ${what} are refused`, async () => {
      const { rows, gaps } = await readFrom([[on, () => refused]]);
      assert.deepEqual(
        gaps.map(({ missing, reason, subjects }) => [missing, reason, subjects]),
        [["some/read", "denied", [subject]]],
      );
      assert.equal(rows.length, left);
    });
});
