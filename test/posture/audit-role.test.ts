import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { permits } from "../../catalogue/roles";
import { auditRole, providersOf } from "../../posture/audit-role";
import { type Cloud, clouds } from "../../posture/azure/endpoints";
import { keptOut, readsOf } from "../../posture/evidence/reading/kept-out";
import { requiredAccess } from "../../posture/permissions";
import { armError } from "../../simulator/answers";
import { refusedFor } from "../../simulator/sight";

const { reads }: { readonly reads: readonly string[] } = JSON.parse(
  readFileSync(join(__dirname, "known-reads.json"), "utf8"),
);
const needed = requiredAccess();
const role = auditRole(needed);

/** Names of reads that may well hold what nobody should be handed on the side. */
const suspicious =
  /key|secret|token|credential|pull|\/logs?\/|password|certificate|configurations?\/|connectionstring|publish|artifacts|results?\/|output|content|preview|profile|query/i;

/** Those of them that the role gives, with what makes them harmless. */
const harmless: readonly (readonly [name: RegExp, why: string])[] = [
  [/networkProfiles|containerGroupProfiles|licenseProfiles/i, "settings, without the values that are secret"],
  [/artifacttypes/i, "the list of images that are sold"],
  [/sshpublickeys/i, "public keys"],
  [/patch(Assessment|Installation)Results/i, "which updates are missing"],
  [/sessionHostConfigurations/i, "which machines a host pool creates: this is what the audit judges"],
  [/operationresults/i, "how an operation that somebody started has ended"],
  [/networkSecurityPerimeterConfigurations/i, "rules of a network"],
  [/^Microsoft\.KeyVault\/vaults\/read$/i, "a vault without what it holds"],
  [/federatedIdentityCredentials/i, "whose tokens are trusted; nothing to sign in with"],
];

/** One read that each row keeps out, with its name as Azure lists it. */
const giveaways: readonly string[] = [
  "Microsoft.Web/sites/functions/masterkey/read",
  "Microsoft.Web/sites/functions/token/read",
  "Microsoft.Web/sites/slots/functions/keys/read",
  "Microsoft.Web/sites/hostruntime/host/_master/read",
  "Microsoft.Web/sites/config/appsettings/read",
  "Microsoft.ContainerRegistry/registries/pull/read",
  "Microsoft.ContainerRegistry/registries/quarantine/read",
  "Microsoft.ContainerRegistry/registries/tokens/read",
  "Microsoft.Insights/Logs/SigninLogs/Read",
  "Microsoft.Insights/Logs/Read",
  "Microsoft.Insights/generateLiveToken/read",
  "Microsoft.Insights/actionGroups/read",
  "Microsoft.OperationalInsights/workspaces/query/SigninLogs/read",
  "Microsoft.OperationalInsights/workspaces/sharedKeys/read",
  "Microsoft.DataFactory/factories/getDataPlaneAccess/read",
  "Microsoft.RecoveryServices/Vaults/vaultTokens/read",
  "Microsoft.RecoveryServices/Vaults/tokenInfo/read",
  "Microsoft.ContainerInstance/containerGroups/containers/logs/read",
  "Microsoft.ContainerService/managedClusters/accessProfiles/read",
  "Microsoft.ContainerService/managedclusters/commandResults/read",
  "Microsoft.DevTestLab/labs/users/secrets/read",
  "Microsoft.DocumentDB/databaseAccounts/readonlykeys/read",
  "Microsoft.HDInsight/clusters/configurations/read",
  "Microsoft.MachineLearningServices/workspaces/metadata/secrets/read",
  "Microsoft.MachineLearningServices/workspaces/datasets/registered/preview/read",
  "Microsoft.MachineLearningServices/workspaces/evaluations/results/labels/read",
  "Microsoft.MachineLearningServices/workspaces/simulations/results/images/read",
];

describe("the audit's role", () => {
  for (const cloud of Object.keys(clouds) as Cloud[]) {
    const access = requiredAccess(undefined, undefined, cloud);
    const own = auditRole(access);

    it(`in ${cloud} gives every read that is needed`, () => {
      const given = access.actions.filter(({ action }) => permits([own], action.replace("*", "any")) !== "yes");
      assert.deepEqual(given, []);
    });

    it(`in ${cloud} takes nothing away that it does not give`, () => {
      for (const action of own.notActions)
        assert.equal(permits([{ ...own, notActions: [] }], action.replaceAll("*", "any")), "yes", action);
    });
  }

  for (const action of giveaways)
    it(`does not give ${action}, and the simulator refuses it`, () => {
      assert.equal(permits([role], action), "no");
      const subscription = "00000000-0000-0000-0000-000000000001";
      const call = {
        sight: { whole: [subscription], rootGroup: true, ...role },
        scope: `/subscriptions/${subscription}`,
        path: `/subscriptions/${subscription}/providers/${action.replace(/\/read$/i, "")}`,
        caller: { appId: "a", objectId: "b", roles: [] },
      } as unknown as Parameters<typeof refusedFor>[0];
      const route = { method: "GET", path: "/", action, answer: () => armError(404, "", "") } as const;
      assert.match(JSON.stringify(refusedFor(call, route)), /AuthorizationFailed/);
    });

  it("would give these if it read whole providers, and Reader gives all", () => {
    const wide = { actions: role.actions.map(action => action.replace(/\/.*/, "/*/read")), notActions: [] };
    const wildcards = giveaways.filter(action => permits([wide], action) === "yes");
    assert.deepEqual(wildcards, giveaways);
    assert(giveaways.every(action => permits([{ actions: ["*/read"], notActions: [] }], action) === "yes"));
  });

  it("gives no read with a suspicious name that was not looked at", () => {
    const given = reads.filter(action => suspicious.test(action) && permits([role], action) === "yes");
    assert.deepEqual(
      given.filter(action => !harmless.some(([name]) => name.test(action))),
      [],
    );
    for (const [name] of harmless)
      assert(
        given.some(action => name.test(action)),
        `${name} stands for nothing`,
      );
  });

  it("the known reads are of each provider that it names by a wildcard, as far as built-in roles name any", () => {
    const known = new Set(reads.map(action => (action.split("/")[0] ?? "").toLowerCase()));
    const lacking = providersOf(needed).filter(name => !known.has(name.toLowerCase()));
    assert(lacking.length < 20, lacking.join(", "));
  });

  it("each row that keeps something out has an example here, and says what it would give", () => {
    for (const row of keptOut) {
      const own = { actions: [row.action], notActions: [] };
      assert(
        giveaways.some(action => permits([own], action) === "yes"),
        row.action,
      );
      assert.match(row.gives, /^\w/);
    }
  });

  it("does not name beside a wildcard what that covers", () => {
    assert(!role.actions.includes("Microsoft.Batch/batchAccounts/read"));
    assert(role.actions.includes("Microsoft.Batch/*/read"));
    assert(role.actions.includes("Microsoft.Web/sites/read"));
  });

  it("leaves out the providers that a cloud does not have, in any letter case, and with them what is taken away", () => {
    const less = auditRole(needed, ["oracle.database", "Microsoft.DocumentDB"]);
    assert.deepEqual(
      role.actions.filter(action => !less.actions.includes(action)),
      ["Microsoft.DocumentDB/*/read", "Oracle.Database/*/read"],
    );
    assert.deepEqual(
      role.notActions.filter(action => !less.notActions.includes(action)),
      ["Microsoft.DocumentDB/databaseAccounts/*/read"],
    );
  });

  it("does not ask a cloud for what it does not serve", () => {
    const asks = (cloud: Cloud) =>
      providersOf(requiredAccess(undefined, undefined, cloud)).includes("Microsoft.Security");
    assert.deepEqual([asks("AzurePublicCloud"), asks("AzureGovernment"), asks("AzureChina")], [true, true, false]);
  });
});

describe("the reads of types", () => {
  it("are a wildcard a provider, and one by one where that would give away more", () => {
    assert.deepEqual(
      readsOf(["Microsoft.Kusto/clusters", "Microsoft.kusto/a/b", "Microsoft.Web/sites", "Microsoft.Web/x"]),
      ["Microsoft.kusto/*/read", "Microsoft.Web/sites/read", "Microsoft.Web/x/read"],
    );
  });
});
