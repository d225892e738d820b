import assert from "node:assert/strict";
import { get, type Row, text } from "../../simulator/json";
import { contoso, plantedFaults } from "../../simulator/scenario/contoso";
import { tenantId } from "../../simulator/scenario/ids";
import { type Client, withSimulator } from "./tenant";

const user = (n: number) => `00000000-0000-0000-0001-${String(n).padStart(12, "0")}`;
const sub = (n: number) => `/subscriptions/00000000-0000-0000-0005-${String(n).padStart(12, "0")}`;
const [production, development, data, sandbox] = [sub(1), sub(2), sub(3), sub(4)];
const auth = "providers/Microsoft.Authorization";
const vmContributor = "9980e02c-c2be-4d73-94e8-173b1dc7cf3c";
const contributor = "b24988ac-6180-42a0-ab88-20f7382dd24c";

const inLogs = `${production}/resourceGroups/rg-web/providers/Microsoft.OperationalInsights/workspaces/log-contoso`;

type Seen = (client: Client) => Promise<boolean>;

const roles = (client: Client, scope: string) =>
  client.all("arm", `${scope}/${auth}/roleAssignments?api-version=2022-04-01`);

/** Whether a principal holds a role exactly at a scope. */
async function holds(client: Client, scope: string, principal: string, role: string): Promise<boolean> {
  const rows = await roles(client, scope);
  return rows.some(
    row =>
      text(row, "properties.scope").toLowerCase() === scope.toLowerCase() &&
      text(row, "properties.principalId") === principal &&
      text(row, "properties.roleDefinitionId").toLowerCase().endsWith(role),
  );
}

async function registered(client: Client, id: string): Promise<boolean> {
  const rows = await client.all("graph", "/v1.0/reports/authenticationMethods/userRegistrationDetails");
  return rows.find(row => row.id === id)?.isMfaRegistered === true;
}

async function quota(client: Client, scope: string, region: string, name: string): Promise<[unknown, unknown]> {
  const rows = await client.all(
    "arm",
    `${scope}/providers/Microsoft.Compute/locations/${region}/usages?api-version=2026-03-01`,
  );
  const row = rows.find(each => text(each, "name.value") === name);
  return [row?.currentValue, row?.limit];
}

const log = (client: Client, scope: string) =>
  client.all(
    "arm",
    `${scope}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=eventTimestamp ge '2026-09-01T00:00:00Z'`,
  );

const resources = (client: Client, scope: string, type: string) =>
  client.all("arm", `${scope}/providers/${type}?api-version=2024-07-01`);

const policies = (client: Client) => client.all("graph", "/v1.0/identity/conditionalAccess/policies");

const isOnTrial = async (client: Client, name: string) =>
  (await policies(client)).some(
    row => text(row, "displayName").startsWith(name) && row.state === "enabledForReportingButNotEnforced",
  );

const certificatesOf = async (client: Client, name: string) =>
  ((await client.all("graph", "/v1.0/applications?$select=displayName,keyCredentials")).find(
    row => row.displayName === name,
  )?.keyCredentials ?? []) as Row[];

const rgData = `${data}/resourceGroups/rg-data`;
const policyContributor = "36243c78-bf99-498c-9df9-86d9f8d28608";

/** Whether somebody is Application Administrator of one service principal and of no other. */
async function administersAlone(client: Client, id: string, servicePrincipal: string): Promise<boolean> {
  const rows = await client.all("graph", "/v1.0/roleManagement/directory/roleAssignments");
  const scopes = rows
    .filter(row => row.principalId === id && row.roleDefinitionId === "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3")
    .map(row => row.directoryScopeId);
  return scopes.join() === `/${servicePrincipal}`;
}

/** Whether a policy that the subscription wrote itself deploys under an identity. */
async function mends(client: Client, subscription: string, name: string, identity: string): Promise<boolean> {
  const rows = await client.all("arm", `${subscription}/${auth}/policyAssignments?api-version=2024-05-01`);
  const one = rows.find(row => row.name === name) ?? {};
  return (
    text(one, "identity.principalId") === identity &&
    text(one, "properties.policyDefinitionId").startsWith(`${subscription}/${auth}/policyDefinitions/`)
  );
}

/** How each planted fault shows on the wire. The words of STORY.md, not of the generator. */
const shows: Record<string, Seen> = {
  P1: async c => (await holds(c, production, user(5), vmContributor)) && !(await registered(c, user(5))),
  P2: async c => {
    const group = "00000000-0000-0000-0002-000000000002";
    const members = await c.all("graph", `/v1.0/groups/${group}/transitiveMembers`);
    const direct = await c.all("graph", `/v1.0/groups/${group}/members`);
    const nested = members.some(row => row.id === user(6)) && !direct.some(row => row.id === user(6));
    return nested && (await holds(c, production, group, vmContributor)) && !(await registered(c, user(6)));
  },
  P3: async c => {
    const path = `${development}/${auth}/roleDefinitions?api-version=2022-04-01&$filter=type eq 'CustomRole'`;
    const role = (await c.all("arm", path)).find(
      row => text(row, "properties.roleName") === "Contoso Compute Operator",
    );
    const actions = (get(role, "properties.permissions") as Row[] | undefined)?.[0]?.actions as string[] | undefined;
    return (
      !!role &&
      !!actions?.includes("Microsoft.Compute/*") &&
      (await holds(c, development, user(12), text(role, "name")))
    );
  },
  P4: c =>
    holds(
      c,
      "/providers/Microsoft.Management/managementGroups/contoso-landing-zones",
      "00000000-0000-0000-0004-000000000001",
      contributor,
    ),
  P5: async c => {
    const root = await c.all("arm", `///${auth}/roleAssignments?api-version=2022-04-01&$filter=atScope()`);
    const events = await log(c, "");
    const audits = await c.all(
      "graph",
      "/v1.0/auditLogs/directoryAudits?$filter=loggedByService eq 'Azure RBAC (Elevated Access)'",
    );
    return (
      root.some(
        row =>
          text(row, "properties.principalId") === user(2) &&
          text(row, "properties.roleDefinitionId").endsWith("18d7d88d-d35e-4fb5-a5c3-7773c20a72d9"),
      ) &&
      events.some(
        row =>
          row.caller === "morgan.blake@contoso.com" &&
          text(row, "operationName.value") === "Microsoft.Authorization/elevateAccess/action",
      ) &&
      audits.some(row => text(row, "initiatedBy.user.id") === user(2))
    );
  },
  P6: async c => {
    const root = await c.all("arm", `/${auth}/roleAssignments?api-version=2022-04-01&$filter=atScope()`);
    const steps = (await log(c, ""))
      .filter(row => row.caller === "kim.novak@contoso.com")
      .map(row => text(row, "operationName.value"));
    const undone =
      steps[0] === "Microsoft.Authorization/roleAssignments/delete" &&
      steps.includes("Microsoft.Authorization/elevateAccess/action");
    return undone && !root.some(row => text(row, "properties.principalId") === user(4));
  },
  P7: async c => JSON.stringify(await quota(c, production, "southcentralus", "StandardNCADSA100v4Family")) === "[0,96]",
  P8: async c => JSON.stringify(await quota(c, sandbox, "brazilsouth", "lowPriorityCores")) === "[0,350]",
  P9: async c => {
    const rows = (await roles(c, sandbox)).filter(
      row =>
        text(row, "properties.scope") === sandbox && text(row, "properties.roleDefinitionId").endsWith(contributor),
    );
    return new Set(rows.map(row => text(row, "properties.principalId"))).size === 15;
  },
  P10: async c => {
    const sets = (await resources(c, production, "Microsoft.Compute/virtualMachineScaleSets")).filter(
      row => text(row, "sku.name") === "Standard_NC64as_T4_v3",
    );
    const events = (await log(c, production)).filter(
      row =>
        text(row, "operationName.value") === "Microsoft.Compute/virtualMachineScaleSets/write" &&
        row.caller === "dana.moreno@contoso.com",
    );
    const made = events
      .filter(row => text(row, "status.value") === "Succeeded")
      .map(row => Date.parse(text(row, "eventTimestamp")));
    const failed = events.filter(row => text(row, "status.value") === "Failed");
    return (
      sets
        .map(row => row.location)
        .sort()
        .join() === "eastus2,japaneast,northeurope" &&
      made.length === 3 &&
      Math.max(...made) - Math.min(...made) < 3_600_000 &&
      failed.every(row => JSON.parse(text(row, "properties.statusMessage")).error.code === "QuotaExceeded") &&
      failed.length === 3
    );
  },
  P11: async c => {
    const machine = `${data}/resourceGroups/rg-data/providers/Microsoft.Compute/virtualMachines/vm-viz-01`;
    const extensions = await c.all("arm", `${machine}/extensions?api-version=2024-07-01`);
    return extensions.some(
      row =>
        text(row, "properties.publisher") === "Microsoft.HpcCompute" &&
        text(row, "properties.type") === "NvidiaGpuDriverLinux",
    );
  },
  P12: async c =>
    JSON.stringify(await resources(c, development, "Microsoft.ContainerInstance/containerGroups")).includes(
      "nanopool.org:14433",
    ),
  P13: async c => {
    const [cluster] = await resources(c, development, "Microsoft.ContainerService/managedClusters");
    const pools = get(cluster, "properties.agentPoolProfiles") as Row[];
    return pools.some(pool => pool.vmSize === "Standard_NC24ads_A100_v4" && pool.count === 3);
  },
  P14: c => holds(c, development, user(16), contributor),
  P15: async c => {
    const gone = user(9999);
    const found = await c.graph("/v1.0/directoryObjects/getByIds", { body: { ids: [gone, user(1)] } });
    return (await holds(c, data, gone, contributor)) && (found.body.value as Row[]).length === 1;
  },
  P16: async c =>
    !(await registered(c, user(17))) && !(await registered(c, user(18))) && !(await registered(c, user(19))),
  P17: async c => (await policies(c)).some(row => row.state === "enabledForReportingButNotEnforced"),
  P18: async c => (await c.graph("/v1.0/policies/identitySecurityDefaultsEnforcementPolicy")).body.isEnabled === false,
  P19: async c => {
    const scope = `${data}/providers/Microsoft.Compute/locations/northeurope`;
    const rows = await c.all(
      "arm",
      `${scope}/providers/Microsoft.Quota/quotaRequests?api-version=2025-03-01&$filter=provisioningState eq 'Succeeded'`,
    );
    const limits = rows.map(row => get((get(row, "properties.value") as Row[])[0], "limit.value"));
    return limits.sort().join() === "0,4";
  },
  P20: async c =>
    get(
      (await c.arm("/providers/Microsoft.Subscription/policies/default?api-version=2021-10-01")).body,
      "properties.blockSubscriptionsLeavingTenant",
    ) === false,
  P21: async c => {
    const apps = await c.all("graph", "/v1.0/applications?$select=id,displayName,passwordCredentials");
    const principals = await c.all("graph", "/v1.0/servicePrincipals");
    const secrets = (rows: Row[]) =>
      rows.find(row => row.displayName === "contoso-reporting")?.passwordCredentials as Row[];
    return (
      secrets(apps).length === 1 &&
      secrets(principals).length === 1 &&
      text(secrets(apps)[0], "endDateTime").startsWith("2036")
    );
  },
  P23: async c =>
    (await c.all("graph", "/v1.0/identityProtection/riskyUsers?$filter=riskState eq 'atRisk'")).some(
      row => row.id === user(8),
    ),
  P24: async c =>
    (await c.all("arm", `${production}/providers/Microsoft.Security/alerts?api-version=2022-01-01`)).some(
      row => text(row, "properties.alertType") === "ARM_SuspiciousComputeCreation",
    ),
  P25: async c =>
    (await c.all("arm", `${sandbox}/providers/Microsoft.Security/pricings?api-version=2024-01-01`)).some(
      row => row.name === "Arm" && text(row, "properties.pricingTier") === "Free",
    ),
  P26: async c => {
    const all = await c.all("graph", "/v1.0/directoryRoles");
    const role = all.find(row => row.roleTemplateId === "62e90394-69f5-4237-9190-012177145e10");
    return (await c.all("graph", `/v1.0/directoryRoles/${role?.id}/members`)).some(row => row.id === user(20));
  },
  P27: async c => {
    const rows = await c.all("graph", "/v1.0/users?$select=id,signInActivity&$top=999");
    const last = Date.parse(
      text(
        rows.find(row => row.id === user(9)),
        "signInActivity.lastSuccessfulSignInDateTime",
      ),
    );
    return Date.parse("2026-11-24T12:00:00Z") - last === 200 * 86_400_000;
  },
  P28: c => holds(c, production, user(15), "f58310d9-a9f6-439a-9e8d-f62e7b41a168"),
  P29: async c =>
    (await c.all("arm", `${production}/${auth}/policyAssignments?api-version=2024-05-01&$filter=atScope()`)).some(
      row => row.name === "deny-gpu" && text(row, "properties.enforcementMode") === "DoNotEnforce",
    ),
  P30: async c =>
    (await c.all("arm", "/subscriptions?api-version=2022-12-01")).some(
      row => (row.managedByTenants as Row[]).length > 0,
    ),
  P31: async c => {
    const rows = (await policies(c)).filter(row => text(row, "displayName").includes("Contractors"));
    return (
      rows.length === 4 &&
      rows.some(row => text(row, "grantControls.authenticationStrength.requirementsSatisfied") === "none")
    );
  },
  P32: async c => {
    const one = await c.graph(`/v1.0/users/${user(10)}?$select=accountEnabled`);
    return one.body.accountEnabled === false && (await holds(c, data, user(10), vmContributor));
  },
  P33: async c => {
    const owners = "00000000-0000-0000-0002-000000000006";
    const active = await c.all("graph", "/v1.0/roleManagement/directory/roleAssignmentScheduleInstances");
    const members = active.some(row => row.principalId === owners && row.assignmentType === "Assigned")
      ? await c.all("graph", `/v1.0/groups/${owners}/transitiveMembers`)
      : [];
    return members.length === 5;
  },
  P34: async c => {
    const apps = await c.all("graph", "/v1.0/applications?$select=id,displayName&$expand=owners($select=id)");
    const build = apps.find(row => row.displayName === "contoso-build");
    return (
      ((build?.owners ?? []) as Row[]).some(row => row.id === user(11)) &&
      (await holds(c, sandbox, "00000000-0000-0000-0004-000000000004", vmContributor))
    );
  },
  P35: async c => {
    const rows = await resources(c, production, "Microsoft.Compute/virtualMachines");
    const web = rows.find(row => row.name === "vm-web-01");
    return (
      text(web ?? {}, "identity.principalId") === "00000000-0000-0000-0004-000000000005" &&
      (await holds(c, production, "00000000-0000-0000-0004-000000000005", contributor))
    );
  },
  P36: async c =>
    (await c.all("graph", "/v1.0/roleManagement/directory/roleAssignments")).some(
      row => row.principalId === "00000000-0000-0000-0004-000000000006",
    ),
  P37: async c => {
    const rules = await c.all("arm", `${production}/${auth}/roleManagementPolicyAssignments?api-version=2020-10-01`);
    const contributorRules = rules.find(row => text(row, "properties.roleDefinitionId").endsWith(contributor));
    return !JSON.stringify(contributorRules).includes("MultiFactorAuthentication");
  },
  P40: async c => {
    const pools = await resources(c, data, "Microsoft.Batch/batchAccounts/batchreports/pools");
    return pools.some(
      pool =>
        text(pool, "properties.vmSize") === "STANDARD_NC24ADS_A100_V4" &&
        get(pool, "properties.scaleSettings.fixedScale.targetDedicatedNodes") === 8,
    );
  },
  P41: async c => {
    const computes = await resources(c, data, "Microsoft.MachineLearningServices/workspaces/mlw-forecast/computes");
    return computes.some(
      compute =>
        text(compute, "properties.properties.vmSize") === "STANDARD_NC64AS_T4_V3" &&
        get(compute, "properties.properties.scaleSettings.maxNodeCount") === 10,
    );
  },
  P50: async c => {
    const accounts = await resources(c, development, "Microsoft.Automation/automationAccounts");
    return (
      text(accounts[0] ?? {}, "identity.principalId") === "00000000-0000-0000-0004-000000000050" &&
      (await holds(c, development, "00000000-0000-0000-0004-000000000050", contributor)) &&
      (await holds(c, `${development}/resourceGroups/rg-shared`, user(50), "f353d9bd-d4a6-484e-a77a-8050b599b867"))
    );
  },
  P51: async c => {
    const pools = await resources(c, data, "Microsoft.Batch/batchAccounts/batchreports/pools");
    return (
      JSON.stringify(pools.find(row => row.name === "transcode") ?? {}).includes(
        "00000000-0000-0000-0004-000000000051",
      ) && (await holds(c, data, "00000000-0000-0000-0004-000000000051", contributor))
    );
  },
  P52: async c => {
    const computes = await resources(c, data, "Microsoft.MachineLearningServices/workspaces/mlw-forecast/computes");
    const tune = computes.find(row => row.name === "tune") ?? {};
    return (
      text(tune, "identity.principalId") === "00000000-0000-0000-0004-000000000052" &&
      (await holds(c, data, "00000000-0000-0000-0004-000000000052", contributor))
    );
  },
  P53: async c => {
    const vaults = await resources(c, production, "Microsoft.KeyVault/vaults");
    const release = vaults.find(row => row.name === "kv-release") ?? {};
    return (
      get(release, "properties.enableRbacAuthorization") === true &&
      (await holds(c, production, "00000000-0000-0000-0004-000000000053", vmContributor)) &&
      (await holds(c, production, user(14), "8b54135c-b56d-4d72-a534-26097cfdc8d8"))
    );
  },
  P61: async c => {
    const rows = await c.all("graph", "/v1.0/reports/authenticationMethods/userRegistrationDetails");
    const methods = rows.find(row => row.id === user(1))?.methodsRegistered as string[];
    return methods.join() === "microsoftAuthenticatorPush";
  },
  P62: c => isOnTrial(c, "CA005"),
  P63: async c =>
    (await policies(c)).some(
      row =>
        text(row, "displayName").startsWith("CA003") &&
        (get(row, "conditions.users.excludeGroups") as readonly string[]).includes(
          "00000000-0000-0000-0002-000000000005",
        ),
    ),
  P64: c => isOnTrial(c, "CA007"),
  P65: async c => {
    const gone = "00000000-0000-0000-0002-000000009999";
    const named = (await policies(c)).some(row =>
      ((get(row, "conditions.users.excludeGroups") ?? []) as readonly string[]).includes(gone),
    );
    return named && (await c.graph(`/v1.0/groups/${gone}`)).status === 404;
  },
  P66: async c => {
    const [settings] = await c.all("graph", "/v1.0/groupSettings");
    const values = settings?.values as readonly Row[];
    return values.some(({ name, value }) => name === "EnableBannedPasswordCheck" && value === "False");
  },
  P67: async c => {
    const rows = await c.all("graph", "/v1.0/reports/authenticationMethods/userRegistrationDetails");
    const methods = rows.find(row => row.id === user(3))?.methodsRegistered as string[];
    return methods.join() === "microsoftAuthenticatorPush";
  },
  P68: async c =>
    (await policies(c)).some(
      row =>
        text(row, "displayName").startsWith("CA068") &&
        (get(row, "conditions.users.excludeUsers") as readonly string[]).length === 0,
    ),
  P69: async c => (await plansOf(c, user(2))).includes(exchangePlan2),
  P70: async c => {
    const rows = await c.all(
      "arm",
      `${data}/providers/Microsoft.MachineLearningServices/locations/northeurope/usages?api-version=2024-10-01`,
    );
    const t4 = rows.find(row => text(row, "name.value") === "Standard NCASv3_T4 Family Cluster Dedicated vCPUs");
    const compute = await quota(c, data, "northeurope", "Standard NCASv3_T4 Family");
    return t4?.currentValue === 0 && t4.limit === 64 && JSON.stringify(compute) === "[0,0]";
  },
  P71: async c => {
    const accounts = await resources(c, development, "Microsoft.Batch/batchAccounts");
    const trial = accounts.find(row => text(row, "name") === "batchtrial");
    const [a100] = (get(trial, "properties.dedicatedCoreQuotaPerVMFamily") ?? []) as Row[];
    const compute = await quota(c, development, "northeurope", "StandardNCADSA100v4Family");
    return a100?.coreQuota === 96 && text(trial, "location") === "northeurope" && JSON.stringify(compute) === "[0,0]";
  },
  P79: async c => JSON.stringify(await quota(c, production, "brazilsouth", "standardDSv5Family")) === "[0,2000]",
  P80: async c => {
    const group = "00000000-0000-0000-0002-000000000080";
    const [one] = await c.all(
      "graph",
      `/v1.0/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances?$filter=groupId eq '${group}'`,
    );
    return one?.principalId === user(50) && one.accessId === "member" && (await holds(c, data, group, contributor));
  },
  P81: async c => {
    const [one] = await c.all(
      "graph",
      "/v1.0/applications/00000000-0000-0000-0003-000000000081/federatedIdentityCredentials",
    );
    const ci = "00000000-0000-0000-0004-000000000081";
    return (
      one?.issuer === "https://ci.example.net" && (await holds(c, `${data}/resourceGroups/rg-data`, ci, vmContributor))
    );
  },
  P82: async c => {
    const apps = await c.all("graph", "/v1.0/applications?$select=id,appId&$expand=federatedIdentityCredentials");
    const trusted = JSON.stringify(apps.find(row => row.id === "00000000-0000-0000-0003-000000000082") ?? {});
    const workflow = "00000000-0000-0000-0004-000000000083";
    const release = "00000000-0000-0000-0004-000000000082";
    const mayEdit = await holds(c, `${data}/resourceGroups/rg-data`, user(82), "00000000-0000-0000-0008-000000000082");
    return (
      trusted.includes(workflow) && mayEdit && (await holds(c, `${data}/resourceGroups/rg-data`, release, contributor))
    );
  },
  P83: async c => {
    const scaler = "00000000-0000-0000-0004-000000000085";
    const one = (await c.graph(`/v1.0/servicePrincipals/${scaler}`)).body;
    const isForeign = one.appOwnerOrganizationId === "00000000-0000-0000-00ff-000000000083";
    return isForeign && (await holds(c, `${data}/resourceGroups/rg-data`, scaler, vmContributor));
  },
  P84: async c =>
    (await c.all("graph", "/v1.0/policies/crossTenantAccessPolicy/partners")).some(
      row => row.isServiceProvider === true,
    ),
  P85: async c => {
    const path = "providers/Microsoft.ManagedServices/registrationAssignments?api-version=2022-10-01";
    const [one] = await c.all("arm", `${data}/resourceGroups/rg-data/${path}&$expandRegistrationDefinition=true`);
    return JSON.stringify(one ?? {}).includes('"eligibleAuthorizations"');
  },
  P86: async c => {
    const agent = "00000000-0000-0000-0004-000000000088";
    const one = (await c.graph(`/v1.0/servicePrincipals/${agent}/microsoft.graph.agentIdentity`)).body;
    const isOfBlueprint = one.agentIdentityBlueprintId === "00000000-0000-0000-0006-000000000087";
    return isOfBlueprint && (await holds(c, `${data}/resourceGroups/rg-data`, agent, contributor));
  },
  P87: c => holds(c, `${development}/resourceGroups/rg-shared`, user(87), "00000000-0000-0000-0008-000000000087"),
  P90: async c =>
    (await c.graph(`/v1.0/users/${user(13)}?$select=onPremisesSyncEnabled`)).body.onPremisesSyncEnabled === true,
  P91: async c => {
    const path = "/beta/organization?$select=onPremisesSyncEnabled,onPremisesLastPasswordSyncDateTime";
    const [row] = await c.all("graph", path);
    return row?.onPremisesSyncEnabled === true && row.onPremisesLastPasswordSyncDateTime === null;
  },
  P92: async c => (await graphPermissionsOf(c, "contoso-reporting")).includes("9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8"),
  P93: async c => (await certificatesOf(c, "contoso-archive")).some(row => text(row, "endDateTime").startsWith("2031")),
  P94: async c => {
    const group = "00000000-0000-0000-0002-000000000094";
    const owners =
      (await c.graph(`/v1.0/groups/${group}`)).status === 200
        ? await c.all("graph", `/v1.0/groups/${group}/owners`)
        : [];
    return owners.some(row => row.id === user(94)) && (await holds(c, rgData, group, vmContributor));
  },
  P95: async c => {
    const rendering = "00000000-0000-0000-0004-000000000095";
    return (await administersAlone(c, user(95), rendering)) && (await holds(c, rgData, rendering, vmContributor));
  },
  P96: async c => {
    const runner = "00000000-0000-0000-0004-000000000084";
    const group = `${development}/resourceGroups/rg-shared`;
    const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-runner`;
    return (
      (await holds(c, identity, user(96), "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59")) &&
      (await holds(c, group, runner, vmContributor))
    );
  },
  P97: async c => {
    const identity = "00000000-0000-0000-0004-000000000097";
    return (
      (await mends(c, data, "deploy-agent", identity)) &&
      (await holds(c, data, user(97), policyContributor)) &&
      (await holds(c, rgData, identity, vmContributor))
    );
  },
  P99: async c => {
    const operators = "00000000-0000-0000-0002-000000000099";
    const joins = "dbaae8cf-10b5-4b86-a4a1-f871c94c6695";
    return (
      (await graphPermissionsOf(c, "contoso-grouping")).includes(joins) &&
      (await holds(c, rgData, operators, vmContributor))
    );
  },
  P100: async c =>
    (await c.all("graph", "/v1.0/roleManagement/directory/roleAssignments")).some(
      row =>
        row.principalId === "00000000-0000-0000-0004-000000000100" &&
        row.roleDefinitionId === "8329153b-31d0-4727-b945-745eb3bc5f31",
    ) && (await c.graph(`/v1.0/users/${user(8)}?$select=onPremisesSyncEnabled`)).body.onPremisesSyncEnabled === true,
  P101: async c =>
    (await hasRegistered(c, sandbox, "Microsoft.ContainerService")) &&
    (await hasRegistered(c, sandbox, "Microsoft.HDInsight")),
  P102: async c =>
    (
      await c.all(
        "graph",
        `/beta/auditLogs/signIns?$filter=${encodeURIComponent(`servicePrincipalId eq '${bait}' and signInEventTypes/any(t: t eq 'servicePrincipal')`)}`,
      )
    ).length === 1 &&
    (
      await c.all(
        "arm",
        `${lab}/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&$filter=${encodeURIComponent("eventTimestamp ge '2026-11-20T00:00:00Z'")}`,
      )
    ).length === 1,
  P103: c => holds(c, data, bait, "acdd72a7-3385-48ef-bd42-f606fba81ae7"),
  P104: async c => (await answersOfDns(c, development)).includes("vnet-lab "),
  P110: async c =>
    (await portalAlerts(c)).some(
      row =>
        row.title === "VM quota modified after risky user signed in" &&
        row.status === "new" &&
        row.assignedTo === null &&
        text(row, "createdDateTime").startsWith("2026-11-22T12:00:00") &&
        JSON.stringify(row.evidence).includes(user(8)),
    ),
  P111: async c =>
    (await exportsAt(c, sandbox)).every(row => sent(row).length === 0) &&
    (await exportsAt(c, production)).some(row => sent(row).length === 3),
  P112: async c => {
    const categories = sent(await entraExport(c));
    return (
      categories.includes("SignInLogs") &&
      !categories.includes("ServicePrincipalSignInLogs") &&
      !categories.includes("ManagedIdentitySignInLogs")
    );
  },
  P113: async c =>
    (await tableOf(c, "SigninLogs"))?.properties !== undefined && days(await tableOf(c, "SigninLogs")) === 30,
  P114: async c =>
    (await alertsIn(c, production)).some(
      row => categoryOf(row) === "Administrative" && (row.properties as Row).enabled === false,
    ),
  P115: async c => {
    const rows = await alertsIn(c, development);
    return (
      rows.every(row => categoryOf(row) !== "Security") &&
      rows.some(
        row =>
          categoryOf(row) === "Administrative" &&
          JSON.stringify(row).includes("Microsoft.Subscription/updateTenant/action"),
      )
    );
  },
  P116: async c => (await contactOf(c, data)).includes('"minimalSeverity":"High"'),
  P120: async c =>
    (
      await Promise.all(
        ["harper.diaz", "ines.ferreira", "jamie.rhodes"].map(name => done(c, development, name, writesMachine)),
      )
    ).every(rows => rows.length === 3),
  P121: async c =>
    (await done(c, development, "sasha.kim", "Microsoft.Compute/virtualMachines/extensions/write")).length === 8,
  P122: async c =>
    (await done(c, production, "theo.lindqvist", "Microsoft.Compute/virtualMachines/runCommands/write")).length === 1,
  P123: async c =>
    (await done(c, development, "ines.ferreira", "Microsoft.Compute/virtualMachines/delete")).length === 20,
  P124: async c => (await done(c, development, "avery.howard", writesMachine)).length === 1,
  P125: async c => JSON.stringify(await log(c, development)).includes("RequestDisallowedByPolicy"),
  P126: async c => (await done(c, data, "harper.diaz", "Microsoft.Batch/register/action")).length === 1,
  P127: async c => (await done(c, development, "ines.ferreira", "Microsoft.Quota/quotas/write")).length === 3,
  P128: async c => {
    const asked = { query: "AzureActivity | take 1" };
    const path = `${production}/resourceGroups/rg-web/providers/Microsoft.OperationalInsights/workspaces/log-contoso`;
    return (await c.logs(`/v1${path}/query`, asked)).text.includes("SemanticError");
  },
  P130: async c =>
    (await signInsOf(c, user(5))).some(
      row =>
        row.ipAddress === "203.0.113.77" &&
        row.authenticationRequirement === "singleFactorAuthentication" &&
        text(row, "userAgent").startsWith("python-requests"),
    ),
  P131: async c => {
    const rows = (await allSignIns(c)).filter(row => row.ipAddress === "203.0.113.78");
    const people = new Set(rows.map(row => row.userId));
    return people.size === 12 && rows.every(row => get(row, "status.errorCode") === 50126);
  },
  P132: async c => (await signInsOf(c, user(8))).some(row => row.authenticationProtocol === "deviceCode"),
  P133: async c => {
    const countries = (await signInsOf(c, user(4))).map(row => text(row, "location.countryOrRegion"));
    return countries.join() === "BR,NL";
  },
  P134: async c => {
    const [jump] = (await resources(c, development, "Microsoft.Compute/virtualMachines")).filter(
      row => row.name === "vm-jump",
    );
    const rows = await signInsOf(c, user(9));
    return jump !== undefined && rows.some(row => row.ipAddress === "198.51.100.77");
  },
  P140: async c => {
    const rule = await sentinelRule(c, "Creation of expensive computes in Azure");
    return rule.includes('"enabled":true') && rule.includes("nc24") && !rule.includes("Standard_N");
  },
  P141: async c => {
    const rule = await sentinelRule(c, "TI map Domain entity to Dns Events (ASIM DNS Schema)");
    return rule.includes("ThreatIntelligenceIndicator") && !rule.includes("ThreatIntelIndicators");
  },
  P142: async c => (await sentinelRule(c, "Subscription moved to another tenant")).includes('"enabled":false'),
  P143: async c => {
    const query = await hunt(c, "Administrators Authenticating to Another Microsoft Entra ID Tenant");
    return query.startsWith("SigninLogs") && !query.includes("ResourceTenantId");
  },
  P144: async c =>
    (await exportsAt(c, development)).some(
      row => sent(row).includes("Administrative") && text(row, "properties.workspaceId").endsWith("/log-forecast"),
    ),
  P145: async c =>
    (await budgetsOf(c, sandbox)).includes('"values":["rg-lab"]') &&
    (await costActions(c, sandbox)).length === 0 &&
    (await budgetsOf(c, production)).includes('"filter":{}'),
  P150: async c => {
    const [added, gone] = [
      await audits(c, "Add service principal cred"),
      await audits(c, "Remove service principal cred"),
    ];
    return [added, gone].every(rows => rows.length === 1 && rows[0]!.includes(servicePrincipal(86)));
  },
  P151: async c =>
    (await audits(c, permitted)).some(
      row => row.includes("RoleManagement.ReadWrite.Directory") && row.includes(servicePrincipal(2)),
    ) && (await audits(c, "Remove app role assignment")).length === 1,
  P152: async c => {
    const rows = await audits(c, "Admin registered security info");
    return rows.length === 1 && rows[0]!.includes(user(14)) && rows[0]!.includes('"Authentication Methods"');
  },
  P153: async c => {
    const grants = (await log(c, development)).filter(
      row => text(row, "operationName.value") === "Microsoft.Authorization/roleAssignments/write",
    );
    return (
      grants.some(row => text(row, "properties.responseBody").includes(user(35))) &&
      (await done(c, development, "oli.park", writesMachine)).length === 1 &&
      !(await holds(c, development, user(35), contributor))
    );
  },
  P154: async c => (await risky(c, "atRisk")).includes(user(13)) && (await detections(c, "atRisk")).includes(user(13)),
  P155: async c => (await batchCores(c)).get("2026-11-22") === 256,
  P156: async c => (await forecastCores(c)).get("serverless 2026-11-24") === 96,
  P157: async c =>
    (await done(c, development, "ines.ferreira", "Microsoft.Support/supportTickets/write")).length === 1 &&
    JSON.stringify(await log(c, development)).includes("Standard_NV6ads_A10_v5"),
  P159: async c => (await done(c, "", "morgan.blake", "Microsoft.Subscription/aliases/write")).length === 1,
  P160: async c => (await done(c, sandbox, "morgan.blake", "Microsoft.Subscription/updateTenant/action")).length === 1,
  P161: async c => (await done(c, "", "casey.wu", "Microsoft.Subscription/Policies/write")).length === 1,
  P162: async c => (await inHunting(c, sub(901))).length === 2,
  P163: async c => (await refusedFor(c, "harper.diaz")).includes("2026-11-22T14"),
  P164: async c => String(await capacities(c, "ines.ferreira")) === "60",
  P165: async c =>
    (await log(c, production)).some(
      row => row.caller === "jamie.rhodes@contoso.com" && JSON.stringify(row).includes("CustomScript"),
    ),
  P166: async c => {
    const unhealthy = await unhealthyIn(c, sandbox);
    return (
      unhealthy.length === 2 &&
      unhealthy.includes("6240402e-f77c-46fa-9060-a7ce53997754") &&
      unhealthy.includes("009678ce-adce-4c94-9cc8-cfc2bd0c6a06")
    );
  },
  P167: async c => (await tenantsOf(c, user(13))).filter(tenant => tenant === 22).length === 1,
  P170: async c => {
    const at = `/providers/Microsoft.Management/managementGroups/${tenantId}/settings?api-version=2023-04-01`;
    return (await c.all("arm", at)).every(row => get(row, "properties.defaultManagementGroup") === null);
  },
  P173: async c => (await exemptionEnds(c, `${development}/${auth}/policyExemptions/migration`)) === "never",
  P174: async c => (await exemptionEnds(c, `${landingZones}/${auth}/policyExemptions/new-regions`)) === "later",
  P180: async c => (await asked(c, "QueryName == 'xmr-eu1.nanopool.org.' and SourceIpAddress == '10.0.0.4'")) === 2,
};

/** How many rows of DNSQueryLogs fit. */
async function asked(client: Client, condition: string): Promise<number> {
  const query = `DNSQueryLogs | where ${condition} | count`;
  return JSON.parse((await client.logs(`/v1${inLogs}/query`, { query })).text).tables[0].rows[0][0];
}

const landingZones = "/providers/Microsoft.Management/managementGroups/contoso-landing-zones";

/** Whether an exemption ends, seen from the story's own now; a subscription lists what is above it too. */
async function exemptionEnds(client: Client, id: string): Promise<"never" | "later" | "ended" | undefined> {
  const at = id.startsWith(landingZones) ? production : id.split("/").slice(0, 3).join("/");
  const rows = await client.all("arm", `${at}/${auth}/policyExemptions?api-version=2022-07-01-preview`);
  const row = rows.find(each => text(each, "id") === id);
  if (!row) return undefined;
  const end = text(row, "properties.expiresOn");
  if (end === "") return "never";
  return Date.parse(end) > Date.parse("2026-11-24T12:00:00Z") ? "later" : "ended";
}

const lab = "/subscriptions/00000000-0000-0000-0005-000000000005";

/** Records of the Entra audit log under a name, as text, oldest first. */
const audits = async (client: Client, title: string): Promise<readonly string[]> =>
  (await client.all("graph", "/v1.0/auditLogs/directoryAudits"))
    .filter(row => text(row, "activityDisplayName").startsWith(title))
    .map(row => JSON.stringify(row))
    .reverse();
const risky = async (client: Client, state: string): Promise<readonly unknown[]> =>
  (await client.all("graph", `/v1.0/identityProtection/riskyUsers?$filter=riskState eq '${state}'`)).map(
    ({ id }) => id,
  );
const detections = async (client: Client, state: string): Promise<readonly unknown[]> =>
  (await client.all("graph", "/v1.0/identityProtection/riskDetections"))
    .filter(row => row.riskState === state && row.riskEventType === "anonymizedIPAddress")
    .map(({ userId }) => userId);
const servicePrincipal = (n: number) => `00000000-0000-0000-0004-${String(n).padStart(12, "0")}`;
const secretChanges = "Update application – Certificates and secrets management";
const permitted = "Add app role assignment to service principal";
const bait = "00000000-0000-0000-0004-000000000102";

const sentinelRules = (client: Client) =>
  client.all("arm", `${inLogs}/providers/Microsoft.SecurityInsights/alertRules?api-version=2024-09-01`);
/** A rule by its own name. */
const sentinelRule = async (client: Client, name: string) =>
  JSON.stringify(
    (await sentinelRules(client)).find(row => text(row, "properties.displayName") === name)?.properties ?? {},
  );
/** What a hunting query asks for, by its own name. */
const hunt = async (client: Client, name: string) =>
  text(
    (await client.all("arm", `${inLogs}/savedSearches?api-version=2020-08-01`)).find(
      row => text(row, "properties.displayName") === name,
    ) ?? {},
    "properties.query",
  );

const assessmentsIn = (client: Client, scope: string) =>
  client.all("arm", `${scope}/providers/Microsoft.Security/assessments?api-version=2025-05-04`);
const unhealthyIn = async (client: Client, scope: string) =>
  (await assessmentsIn(client, scope)).flatMap(row =>
    text(row, "properties.status.code") === "Unhealthy" ? [text(row, "name")] : [],
  );

/** The assignments that would refuse a scale set in a region where Contoso is at home. */
const refusers = async (client: Client, scope: string) => {
  const at = `${scope}/providers/Microsoft.PolicyInsights/checkPolicyRestrictions?api-version=2024-10-01`;
  const resourceContent = { type: "Microsoft.Compute/virtualMachineScaleSets", location: "westeurope" };
  return (await client.arm(at, { resourceDetails: { apiVersion: "2024-07-01", resourceContent } })).text;
};

/** The most cores of each day that a metric tells of in Contoso Data, by the value of its dimension; latest first. */
async function coresOf(client: Client, resource: string, metric: string, by?: string) {
  const filter = by === undefined ? "" : `&$filter=${encodeURIComponent(`${by} eq '*'`)}`;
  const path = `${data}/resourceGroups/rg-data/providers/${resource}/providers/Microsoft.Insights/metrics?api-version=2023-10-01`;
  const span = "timespan=2026-10-25T12:00:00Z/2026-11-24T12:00:00Z&interval=PT1H&aggregation=Average";
  const { body } = await client.arm(`${path}&metricnames=${encodeURIComponent(metric)}&${span}${filter}`);
  const days = new Map<string, number>();
  const [{ timeseries }] = body.value as [{ timeseries: { metadatavalues: Row[]; data: Row[] }[] }];
  for (const { metadatavalues, data } of timeseries)
    for (const point of data) {
      const average = Number(point.average ?? 0);
      const key = `${text(metadatavalues[0], "value")} ${text(point, "timeStamp").slice(0, 10)}`.trim();
      days.set(key, Math.max(days.get(key) ?? 0, average));
    }
  return days;
}
const batchCores = (client: Client) => coresOf(client, "Microsoft.Batch/batchAccounts/batchreports", "CoreCount");
const forecastCores = (client: Client) =>
  coresOf(client, "Microsoft.MachineLearningServices/workspaces/mlw-forecast", "Total Cores", "ClusterName");

const budgetsOf = async (client: Client, scope: string) =>
  JSON.stringify(await client.all("arm", `${scope}/providers/Microsoft.Consumption/budgets?api-version=2023-05-01`));
const costActions = (client: Client, scope: string) =>
  client.all("arm", `${scope}/providers/Microsoft.CostManagement/scheduledActions?api-version=2024-08-01`);

const alertsIn = (client: Client, scope: string) =>
  client.all("arm", `${scope}/providers/Microsoft.Insights/activityLogAlerts?api-version=2020-10-01`);
/** The names in the lists of domains of a subscription. */
const domainsOfLists = async (client: Client, scope: string): Promise<readonly string[]> =>
  (await client.all("arm", `${scope}/providers/Microsoft.Network/dnsResolverDomainLists?api-version=2025-05-01`)).map(
    list => [get(list, "properties.domains")].flat().join("+"),
  );

/** The networks of a subscription, each with the action of the policies that it is linked to. */
async function answersOfDns(client: Client, scope: string): Promise<readonly string[]> {
  const at = "Microsoft.Network/dnsResolverPolicies";
  const policies = (await Promise.all([production, development, data].map(each => resources(client, each, at)))).flat();
  const told = await Promise.all(
    policies.map(async ({ id }) => ({
      links: await client.all("arm", `${id}/virtualNetworkLinks?api-version=2025-05-01`),
      rules: await client.all("arm", `${id}/dnsSecurityRules?api-version=2025-05-01`),
    })),
  );
  const networks = await resources(client, scope, "Microsoft.Network/virtualNetworks");
  return networks.map(network => {
    const of = told.filter(({ links }) => links.some(link => get(link, "properties.virtualNetwork.id") === network.id));
    const actions = of.flatMap(({ rules }) => rules.map(rule => text(rule, "properties.action.actionType")));
    return `${text(network, "name")} ${actions.sort().join("+")}`;
  });
}
const categoryOf = (row: Row) =>
  (((row.properties as Row).condition as Row).allOf as readonly Row[]).find(({ field }) => field === "category")
    ?.equals;

const contactOf = async (client: Client, scope: string) =>
  JSON.stringify(
    await client.all("arm", `${scope}/providers/Microsoft.Security/securityContacts?api-version=2023-12-01-preview`),
  );

const days = (row: Row | undefined) => (row?.properties as Row | undefined)?.totalRetentionInDays;

const exportsAt = (client: Client, scope: string) =>
  client.all("arm", `${scope}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview`);
/** The categories that one diagnostic setting sends. */
const sent = (row: Row | undefined): string[] =>
  (((row?.properties as Row | undefined)?.logs as readonly Row[] | undefined) ?? [])
    .filter(({ enabled }) => enabled === true)
    .map(({ category }) => String(category));
const entraExport = async (client: Client) =>
  (await client.all("arm", "/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01-preview"))[0];
const tableOf = async (client: Client, name: string) =>
  (await client.all("arm", `${inLogs}/tables?api-version=2022-10-01`)).find(row => row.name === name);

const portalAlerts = (client: Client) => client.all("graph", "/v1.0/security/alerts_v2");

/** Newest first. */
/** The tenants that somebody signed in to, the latest first, by the numbers at the end of their ids. */
const tenantsOf = async (client: Client, id: string) =>
  (await signInsOf(client, id)).map(row => Number(text(row, "resourceTenantId").split("-").at(-1)));
const allSignIns = (client: Client) => client.all("graph", "/beta/auditLogs/signIns");
const signInsOf = async (client: Client, id: string) => (await allSignIns(client)).filter(row => row.userId === id);

const providers = (client: Client, scope: string) => client.all("arm", `${scope}/providers?api-version=2021-04-01`);
const hasRegistered = async (client: Client, scope: string, namespace: string) =>
  (await providers(client, scope)).some(row => row.namespace === namespace && row.registrationState === "Registered");

const plansOf = async (c: Client, id: string): Promise<readonly string[]> => {
  const { body } = await c.graph(`/v1.0/users/${id}?$select=assignedPlans`);
  return (body.assignedPlans as readonly Row[])
    .filter(({ capabilityStatus }) => capabilityStatus === "Enabled")
    .map(({ servicePlanId }) => String(servicePlanId));
};
const graphPermissionsOf = async (c: Client, name: string): Promise<readonly string[]> => {
  const path = "/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo";
  const rows = await c.all("graph", path);
  return rows.filter(row => row.principalDisplayName === name).map(({ appRoleId }) => String(appRoleId));
};
const exchangePlan2 = "efb87545-963c-4e0d-99df-69c6916d9eb0";

/** Quiet twins stand in the healthy tenant as well. */
const quiet: Record<string, Seen> = {
  Q2: async c => {
    const one = await c.graph(`/v1.0/users/${user(10)}?$select=accountEnabled`);
    return one.body.accountEnabled === false && !(await registered(c, user(10)));
  },
  Q3: async c => {
    const rows = await c.all(
      "arm",
      `${production}/${auth}/roleEligibilityScheduleInstances?api-version=2020-10-01&$filter=assignedTo('${user(11)}')`,
    );
    return rows.length === 1 && text(rows[0], "properties.endDateTime") < "2026-11-24";
  },
  Q4: async c => {
    const enabled = (await policies(c)).filter(
      row => row.state === "enabled" && !/Contractors|admin portals/.test(text(row, "displayName")),
    );
    return enabled.every(row => (get(row, "conditions.users.excludeUsers") as string[]).includes(user(3)));
  },
  Q6: async c =>
    (await roles(c, development)).some(
      row =>
        text(row, "properties.scope").startsWith("/SUBSCRIPTIONS/") && text(row, "properties.principalId") === user(7),
    ),
  Q7: async c => JSON.stringify(await quota(c, data, "westeurope", "StandardNVADSA10v5Family")) === "[6,6]",
  Q9: async c =>
    JSON.stringify(await resources(c, development, "Microsoft.ContainerInstance/containerGroups")).includes(
      "library/adminer",
    ),
  Q10: async c => {
    const rows = await c.all("arm", `${production}/${auth}/roleAssignmentScheduleInstances?api-version=2020-10-01`);
    return rows.length === 1 && text(rows[0], "properties.assignmentType") === "Activated";
  },
  Q11: async c => {
    const [role] = await c.all(
      "arm",
      `${production}/${auth}/roleDefinitions?api-version=2022-04-01&$filter=roleName eq 'Key Vault Data Access Administrator'`,
    );
    return text((get(role, "properties.permissions") as Row[])[0], "condition") !== "";
  },
  Q13: async c =>
    (await c.all("graph", "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances")).some(
      row => row.principalId === user(4),
    ),
  Q15: async c => {
    const roles = await c.all("graph", "/v1.0/roleManagement/directory/roleAssignments");
    const scope = text(roles.find(row => row.principalId === user(14)) ?? {}, "directoryScopeId");
    const members = await c.all("graph", `/v1.0/directory${scope}/members`);
    return members.length === 2 && members.every(row => [user(18), user(19)].includes(text(row, "id")));
  },
  Q16: async c => {
    const rows = await resources(c, data, "Microsoft.Compute/virtualMachines");
    const machine = rows.find(row => row.name === "vm-db-01");
    return JSON.stringify(machine?.identity ?? {}).includes("00000000-0000-0000-0004-000000000003");
  },
  Q17: async c => {
    const [rule] = await c.all(
      "graph",
      "/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'&$expand=policy($expand=rules)",
    );
    const owners = await c.all("arm", `${production}/${auth}/roleManagementPolicyAssignments?api-version=2020-10-01`);
    return (
      JSON.stringify(rule).includes('"claimValue":"c1"') &&
      owners.some(row => JSON.stringify(row).includes('"isApprovalRequired":true'))
    );
  },
  Q18: async c => {
    const plans = await plansOf(c, user(1));
    return plans.includes("113feb6c-3fe4-4440-bddc-54d774bf0318") && !plans.includes(exchangePlan2);
  },
  Q19: async c => {
    const held = await graphPermissionsOf(c, "contoso-audit");
    const reads = ["7ab1d382-f21e-4acd-a863-ba3e13f7da61", "246dd0d5-5bd0-4def-940b-0421030a5b68"];
    return held.length === 2 && reads.every(id => held.includes(id));
  },
  Q20: async c => {
    const held = await certificatesOf(c, "contoso-deploy");
    return held.length === 1 && text(held[0], "endDateTime") < "2027-11-25";
  },
  Q50: async c => {
    const pools = await resources(c, data, "Microsoft.Batch/batchAccounts/batchreports/pools");
    const computes = await resources(c, data, "Microsoft.MachineLearningServices/workspaces/mlw-forecast/computes");
    return [pools.find(row => row.name === "nightly"), computes.find(row => row.name === "cpu")].every(row =>
      JSON.stringify(row?.identity ?? {}).includes("00000000-0000-0000-0004-000000000003"),
    );
  },
  Q51: async c => {
    const vaults = await resources(c, production, "Microsoft.KeyVault/vaults");
    return vaults.some(row => row.name === "kv-web" && get(row, "properties.enableRbacAuthorization") === true);
  },
  Q52: async c => {
    const [vault = {}] = await resources(c, data, "Microsoft.KeyVault/vaults");
    const policies = get(vault, "properties.accessPolicies") as Row[];
    return vault.name === "kv-data" && policies[0]?.objectId === "00000000-0000-0000-0004-000000000003";
  },
  Q71: async c => {
    const sizes = await c.all(
      "arm",
      `${development}/providers/Microsoft.Compute/skus?api-version=2021-07-01&$filter=location eq 'eastus2'`,
    );
    const h100 = sizes.filter(row => text(row, "family") === "standardNDSH100v5Family");
    return (
      JSON.stringify(await quota(c, development, "eastus2", "standardNDSH100v5Family")) === "[0,96]" &&
      h100.length === 1 &&
      JSON.stringify(h100[0]!.restrictions).includes('"type":"Location"')
    );
  },
  Q73: async c => {
    const cap = `${data}/providers/Microsoft.ComputeLimit/locations/japaneast/sharedLimitCaps/StandardNVADSA10v5Family`;
    const own = await c.arm(`${cap}/memberCapOverrides/${data.split("/")[2]}?api-version=2026-07-01`);
    return (
      JSON.stringify(await quota(c, data, "japaneast", "StandardNVADSA10v5Family")) === "[0,48]" &&
      get(own.body, "properties.cap") === 0
    );
  },
  Q80: async c => {
    const group = "00000000-0000-0000-0002-000000000081";
    const rules = await c.all(
      "graph",
      `/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '${group}' and scopeType eq 'Group'&$expand=policy($expand=rules)`,
    );
    const member = rules.find(row => row.roleDefinitionId === "member");
    return JSON.stringify(member).includes('"isApprovalRequired":true');
  },
  Q81: async c => {
    const identity = `${development}/resourceGroups/rg-shared/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-runner`;
    const [one] = await c.all("arm", `${identity}/federatedIdentityCredentials?api-version=2024-11-30`);
    return text(one, "properties.issuer").startsWith("https://westeurope.oic.prod-aks.azure.com/");
  },
  Q82: async c =>
    (await c.all("graph", "/v1.0/servicePrincipals?$select=id,appOwnerOrganizationId")).some(
      row => row.appOwnerOrganizationId === "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
    ),
  Q83: async c =>
    (await c.all("graph", "/v1.0/policies/crossTenantAccessPolicy/partners")).some(
      row => row.isServiceProvider === false,
    ),
  Q84: async c =>
    (await c.graph("/v1.0/servicePrincipals/00000000-0000-0000-0004-000000000090/microsoft.graph.agentIdentity"))
      .status === 200 &&
    (await c.graph("/v1.0/servicePrincipals/00000000-0000-0000-0004-000000000001/microsoft.graph.agentIdentity"))
      .status === 404,
  Q85: async c => {
    const group = `${development}/resourceGroups/rg-shared`;
    const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-runner`;
    const [trust] = await c.all("arm", `${identity}/federatedIdentityCredentials?api-version=2024-11-30`);
    const [cluster] = await resources(c, development, "Microsoft.ContainerService/managedClusters");
    const trusts = get(trust, "properties.issuer") === get(cluster, "properties.oidcIssuerProfile.issuerURL");
    return trusts && (await holds(c, group, user(16), "acdd72a7-3385-48ef-bd42-f606fba81ae7"));
  },
  Q94: async c => {
    const auditors = "00000000-0000-0000-0002-000000000004";
    const owners = await c.all("graph", `/v1.0/groups/${auditors}/owners`);
    const held = (await roles(c, data)).filter(row => text(row, "properties.principalId") === auditors);
    return (
      owners.some(row => row.id === user(19)) &&
      held.length > 0 &&
      held.every(row => text(row, "properties.roleDefinitionId").endsWith("acdd72a7-3385-48ef-bd42-f606fba81ae7"))
    );
  },
  Q95: c => administersAlone(c, user(14), "00000000-0000-0000-0004-000000000009"),
  Q96: c =>
    holds(
      c,
      `${rgData}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-backup`,
      user(7),
      "f1a07417-d97a-45cb-824c-7a7467783830",
    ),
  Q97: async c => {
    const identity = "00000000-0000-0000-0004-000000000098";
    return (
      (await mends(c, development, "add-owner-tag", identity)) &&
      (await holds(c, development, user(12), policyContributor)) &&
      (await holds(c, development, identity, "4a9ae827-6dc8-4573-8ac7-8239d42aa03f"))
    );
  },
  Q98: async c =>
    (await hasRegistered(c, data, "Microsoft.ContainerService")) &&
    (await resources(c, data, "Microsoft.ContainerService/managedClusters")).length === 0 &&
    (await resources(c, data, "Microsoft.CognitiveServices/accounts")).some(row => row.name === "ai-forecast") &&
    (await providers(c, data)).some(
      row => row.namespace === "Microsoft.HDInsight" && row.registrationState === "Unregistered",
    ),
  Q99: async c =>
    (await holds(c, lab, bait, "b24988ac-6180-42a0-ab88-20f7382dd24c")) &&
    (await c.all("arm", `${lab}/providers/Microsoft.Authorization/policyAssignments?api-version=2024-05-01`)).some(
      row => row.name === "nothing-here",
    ),
  Q104: async c =>
    [...(await answersOfDns(c, data))].sort().join() === "vnet-data Allow+Block,vnet-reports Alert" &&
    (await answersOfDns(c, production)).join() === "vnet-web Allow+Block" &&
    (await answersOfDns(c, development)).includes("vnet-shared Allow+Block") &&
    (await domainsOfLists(c, production)).join() === ".,contoso.com.+ntp.org.+windows.net." &&
    (await domainsOfLists(c, data)).join() === ".",
  Q110: async c => {
    const alerts = await portalAlerts(c);
    return (
      alerts.some(row => text(row, "title").startsWith("Mass provisioning of GPU") && row.status === "resolved") &&
      alerts.some(row => text(row, "title").startsWith("Email messages") && row.status === "new")
    );
  },
  Q111: async c => {
    const settings = await exportsAt(c, development);
    const sums = settings.map(row => sent(row).sort().join("+")).sort();
    return sums.join(" ") === " Administrative Policy+Security";
  },
  Q112: async c => !sent(await entraExport(c)).includes("MicrosoftGraphActivityLogs"),
  Q113: async c => {
    const table = await tableOf(c, "AADManagedIdentitySignInLogs");
    return JSON.stringify(table).includes('"retentionInDays":30') && days(table) === 365;
  },
  Q114: async c =>
    (await alertsIn(c, data)).every(row => categoryOf(row) !== "Security") &&
    (await c.all("arm", `${production}/providers/Microsoft.Insights/scheduledQueryRules?api-version=2023-12-01`)).some(
      row => JSON.stringify(row.properties).includes("Microsoft.Subscription/updateTenant/action"),
    ) &&
    (await exportsAt(c, data)).some(row => sent(row).includes("Security")),
  Q115: async c => {
    const contact = await contactOf(c, development);
    return (
      contact.includes('"emails":""') && contact.includes('"Owner"') && contact.includes('"minimalSeverity":"Low"')
    );
  },
  Q120: async c =>
    (
      await Promise.all(
        ["sasha.kim", "harper.diaz", "ines.ferreira", "jamie.rhodes"].map(name =>
          done(c, development, name, writesMachine),
        ),
      )
    ).every(rows => rows.length >= 2),
  Q121: async c =>
    (await done(c, development, "sasha.kim", "Microsoft.Compute/virtualMachines/runCommand/action")).length === 2 &&
    (await done(c, development, "sasha.kim", "Microsoft.Compute/virtualMachines/extensions/write")).length >= 2,
  Q122: async c => (await done(c, development, "sasha.kim", "Microsoft.Batch/register/action")).length === 2,
  Q130: async c =>
    (await signInsOf(c, user(13))).filter(row => text(row, "userAgent").startsWith("python-requests")).length === 2,
  Q131: async c => {
    const rows = (await allSignIns(c)).filter(row => get(row, "status.errorCode") === 50126);
    return rows.filter(row => row.ipAddress === "198.51.100.10").length === 9;
  },
  Q132: async c =>
    (await signInsOf(c, user(6))).filter(row => row.authenticationProtocol === "deviceCode").length === 2,
  Q133: async c => {
    const rows = await signInsOf(c, user(12));
    return rows.map(row => row.ipAddress).join() === "192.0.2.45,192.0.2.44";
  },
  Q134: async c => {
    const owned = await resources(c, production, "Microsoft.Network/publicIPAddresses");
    const rows = await signInsOf(c, user(14));
    return (
      owned.some(row => text(row, "properties.ipAddress") === "198.51.100.10") &&
      rows.some(row => row.ipAddress === "198.51.100.10")
    );
  },
  Q140: async c => {
    const forecast = `${data}/resourceGroups/rg-data/providers/Microsoft.OperationalInsights/workspaces/log-forecast`;
    const state = "providers/Microsoft.SecurityInsights/onboardingStates?api-version=2024-03-01";
    const answer = await c.arm(`${forecast}/${state}`);
    const on = await c.all("arm", `${inLogs}/${state}`);
    return answer.status === 404 && on.length === 1 && on[0]?.name === "default";
  },
  Q141: async c => {
    const on = async (name: string) => (await sentinelRule(c, name)).includes('"enabled":true');
    const name = "Anomaly Sign In Event from an IP";
    return (await on(name)) && !(await on(`${name} (old)`)) && (await sentinelRule(c, `${name} (old)`)) !== "{}";
  },
  Q142: async c => {
    const detections = await c.all("graph", "/v1.0/security/rules/detectionRules");
    return (
      detections.length === 2 &&
      text(detections.find(row => row.id === "elevated-access") ?? {}, "queryCondition.queryText").includes(
        "AzureRBACRoleManagementElevateAccess",
      ) &&
      (await sentinelRule(c, "Azure RBAC (Elevate Access)")).includes('"enabled":true')
    );
  },
  Q143: async c => {
    const budgets = await budgetsOf(c, data);
    return budgets.includes('"values":["rg-reports"]') && budgets.includes('"filter":{}');
  },
  Q150: async c => {
    const [added = "", gone = ""] = await audits(c, secretChanges);
    return added.includes("contoso-audit") && gone.includes("contoso-deploy");
  },
  Q151: async c =>
    (await audits(c, permitted)).some(
      row => row.includes('"\\"Directory.Read.All\\""') && row.includes(servicePrincipal(9)),
    ),
  Q152: async c => {
    const [own = ""] = await audits(c, "User registered security info");
    const [other = ""] = await audits(c, "User updated security info");
    return (
      own.includes(user(12)) &&
      other.includes(user(4)) &&
      !(await done(c, development, "kim.novak", writesMachine)).length
    );
  },
  Q153: async c => (await done(c, development, "riley.chen", writesMachine)).length === 2,
  Q154: async c =>
    (await risky(c, "dismissed")).includes(user(12)) && (await detections(c, "dismissed")).includes(user(12)),
  Q155: async c => {
    const cores = await batchCores(c);
    return ["2026-11-10", "2026-11-23"].every(day => cores.get(day) === 20) && cores.get("2026-10-26") === 20;
  },
  Q156: async c => {
    const cores = await forecastCores(c);
    return cores.get("serverless 2026-11-17") === 16 && cores.get("cpu 2026-11-23") === 8;
  },
  Q157: async c =>
    (await done(c, development, "sasha.kim", "Microsoft.Quota/quotas/write")).length === 1 &&
    (await done(c, development, "harper.diaz", "Microsoft.Compute/virtualMachines/write")).length > 0,
  Q158: async c => (await done(c, development, "riley.chen", "Microsoft.Support/supportTickets/write")).length === 3,
  Q159: async c => (await done(c, "", "sasha.kim", "Microsoft.Subscription/aliases/write")).length === 2,
  Q162: async c =>
    (await inHunting(c, sub(902))).some(row => row.OperationName === "Microsoft.Subscription/cancel/action"),
  Q163: async c => (await refusedFor(c, "harper.diaz")).includes("2026-11-22T13"),
  Q164: async c => String(await capacities(c, "harper.diaz")) === "40,8",
  Q166: async c =>
    (await assessmentsIn(c, data)).some(row => text(row, "properties.status.cause") === "Exempt") &&
    String(await unhealthyIn(c, data)) === "00000000-0000-0000-0000-000000000166",
  Q167: async c => (await tenantsOf(c, user(6))).filter(tenant => tenant === 21).length === 2,
  Q169: async c => (await refusers(c, sandbox)).includes("no-scale-sets"),
  Q173: async c =>
    (await exemptionEnds(c, `${data}/resourceGroups/rg-reports/${auth}/policyExemptions/reports`)) === "later",
  Q174: async c => (await exemptionEnds(c, `${sandbox}/${auth}/policyExemptions/trial`)) === "ended",
  Q180: async c =>
    (await asked(c, "QueryName == 'nanopool.org.contoso.com.' and VirtualNetworkId endswith '/vnet-data'")) === 1 &&
    (await asked(c, "QueryName in ('pool.ntp.org.', 'notnanopool.org.')")) === 2,
};

/** Records of a subscription's activity log, of one person and operation, that succeeded. */
async function done(client: Client, scope: string, name: string, operation: string): Promise<Row[]> {
  return (await log(client, scope)).filter(
    row =>
      row.caller === `${name}@contoso.com` &&
      text(row, "operationName.value") === operation &&
      text(row, "status.value") === "Succeeded",
  );
}

/** When Azure refused a person a machine in Contoso Development for want of quota, to the hour. */
async function refusedFor(client: Client, name: string): Promise<readonly string[]> {
  const rows = (await log(client, development)).filter(
    row =>
      row.caller === `${name}@contoso.com` &&
      text(row, "status.value") === "Failed" &&
      text(row, "properties.statusMessage").includes("OperationNotAllowed"),
  );
  return rows.map(row => text(row, "eventTimestamp").slice(0, 13));
}

/** What the log of Contoso Development says that somebody's scale sets were to hold, oldest first. */
async function capacities(client: Client, name: string): Promise<readonly number[]> {
  const rows = (await log(client, development)).filter(
    row =>
      row.caller === `${name}@contoso.com` &&
      text(row, "operationName.value") === "Microsoft.Compute/virtualMachineScaleSets/write",
  );
  const inOrder = rows.map(row => ({ at: text(row, "eventTimestamp"), body: text(row, "properties.responseBody") }));
  return inOrder.sort((a, b) => (a.at < b.at ? -1 : 1)).map(({ body }) => JSON.parse(body).sku.capacity);
}

/** What advanced hunting knows of a subscription. */
async function inHunting(client: Client, scope: string): Promise<Row[]> {
  const Query = `CloudAuditEvents | where ResourceId startswith '${scope}'`;
  const { body } = await client.graph("/v1.0/security/runHuntingQuery", { body: { Query } });
  return get(body, "results") as Row[];
}

const writesMachine = "Microsoft.Compute/virtualMachines/write";

describe("the truth on the wire", () => {
  for (const [name, scenario, planted] of [
    ["under attack", contoso(), true],
    ["healthy", contoso({ without: "all" }), false],
  ] as const)
    it(`Contoso ${name}: every planted fault ${planted ? "shows" : "is absent"}, every twin is there`, () =>
      withSimulator({ scenario, pageSize: 4, seed: 11 }, async client => {
        assert.deepEqual(
          Object.keys(shows),
          plantedFaults.map(({ id }) => id),
        );
        for (const [id, seen] of Object.entries(shows)) assert.equal(await seen(client), planted, id);
        for (const [id, seen] of Object.entries(quiet)) assert.equal(await seen(client), true, id);
      }));
});
