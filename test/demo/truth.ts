import assert from "node:assert/strict";
import type { Finding } from "../../catalogue/outcome";
import type { Report } from "../../posture/report/model";
import type { plantedFaults } from "../../simulator/scenario/contoso";
import { audited } from "./audited";

const user = (n: number) => `00000000-0000-0000-0001-${String(n).padStart(12, "0")}`;
const servicePrincipal = (n: number) => `00000000-0000-0000-0004-${String(n).padStart(12, "0")}`;
const accessPolicy = (n: number) => `00000000-0000-0000-0009-${String(n).padStart(12, "0")}`;
const event = (n: number) => `00000000-0000-0000-000a-${String(n).padStart(12, "0")}`;
const subscription = (n: number) => `/subscriptions/00000000-0000-0000-0005-${String(n).padStart(12, "0")}`;

const tenant = "00000000-0000-0000-00ff-000000000001";
const landingZones = "/providers/Microsoft.Management/managementGroups/contoso-landing-zones";
const [production, development, data, sandbox] = [1, 2, 3, 4].map(subscription) as [string, string, string, string];
const lab = subscription(5);
const compute = (scope: string, group: string, name: string) =>
  `${scope}/resourceGroups/${group}/providers/Microsoft.Compute/${name}`;
const quota = (scope: string, region: string) => `${scope}/providers/Microsoft.Compute/locations/${region}`;
const people = {
  avery: 1,
  morgan: 2,
  kim: 4,
  dana: 5,
  theo: 6,
  robin: 8,
  noor: 9,
  alex: 10,
  ellis: 15,
  pat: 16,
  casey: 20,
  jamie: 11,
  ines: 12,
  sasha: 13,
};
const { avery, morgan, kim, dana, theo, robin, noor, alex, ellis, pat, casey, jamie, ines, sasha } = people;
const [quinn, jules, ash] = [17, 18, 19];

type Fault = readonly [rule: string, subject: string];

/** What each plant is found by, read out of its sentence in STORY.md: each finding belongs to one plant. */
export const truth: Readonly<Record<string, readonly Fault[]>> = {
  P1: [
    ["compute-creator-without-mfa", user(dana)],
    ["account-without-mfa", user(dana)],
  ],
  P2: [
    ["compute-creator-without-mfa", user(theo)],
    ["account-without-mfa", user(theo)],
  ],
  P3: [["compute-creating-custom-role", "00000000-0000-0000-0008-000000000001"]],
  P4: [["broad-compute-role", servicePrincipal(1)]],
  P5: [
    ["elevate-access-use", user(morgan)],
    ["standing-root-access", "/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0007-000000000105"],
  ],
  P6: [["elevate-access-use", user(kim)]],
  P7: [["unused-gpu-quota", `${production}/providers/Microsoft.Compute/usages/standardncadsa100v4family`]],
  P8: [["unused-spot-quota", `${sandbox}/providers/Microsoft.Compute/usages/lowprioritycores`]],
  P9: [["compute-role-sprawl", sandbox]],
  P10: [
    ["unapproved-gpu-size", compute(production, "rg-web", "virtualMachineScaleSets/vmss-render-1")], // eastus2
    ["unapproved-gpu-size", compute(production, "rg-web", "virtualMachineScaleSets/vmss-render-2")], // northeurope
    ["unapproved-gpu-size", compute(production, "rg-web", "virtualMachineScaleSets/vmss-render-3")], // japaneast
    ["unapproved-region", compute(production, "rg-web", "virtualMachineScaleSets/vmss-render-1")],
    ["unapproved-region", compute(production, "rg-web", "virtualMachineScaleSets/vmss-render-3")],
    // only in Japan does Standard_NC64as_T4_v3 cost more than the five dollars an hour that the estate allows
    ["costly-size", compute(production, "rg-web", "virtualMachineScaleSets/vmss-render-3")],
    ["compute-burst", user(dana)],
    ["first-compute-creator", user(dana)],
    ["password-only-compute", user(dana)],
    ["failed-compute-burst", user(dana)],
    ["first-gpu-creation", production],
    ["first-compute-region", tenant], // eastus2
    ["first-compute-region", tenant], // northeurope
    ["first-compute-region", tenant], // japaneast
  ],
  P11: [
    ["unapproved-gpu-size", compute(data, "rg-data", "virtualMachines/vm-viz-01")],
    ["gpu-driver-extension", compute(data, "rg-data", "virtualMachines/vm-viz-01/extensions/NvidiaGpuDriverLinux")],
    ["first-compute-creator", user(33)],
    ["password-only-compute", user(33)],
    ["first-gpu-driver-installer", user(33)],
    ["first-gpu-creation", data],
  ],
  P12: [
    [
      "mining-payload",
      `${development}/resourceGroups/rg-shared/providers/Microsoft.ContainerInstance/containerGroups/cg-web-cache`,
    ],
  ],
  P13: [
    [
      "unapproved-gpu-size",
      `${development}/resourceGroups/rg-shared/providers/Microsoft.ContainerService/managedClusters/aks-shared`,
    ],
  ],
  P14: [["guest-compute-role", user(pat)]],
  P15: [["orphaned-compute-role", user(9999)]],
  P16: [
    ["account-without-mfa", user(quinn)],
    ["account-without-mfa", user(jules)],
    ["account-without-mfa", user(ash)],
  ],
  P17: [["ineffective-mfa-policy", accessPolicy(17)]],
  P18: [
    ["unenforced-management-mfa", tenant],
    ["unenforced-guest-mfa", tenant],
  ],
  P19: [
    [
      "gpu-quota-increase",
      `${quota(data, "northeurope")}/providers/Microsoft.Quota/quotaRequests/${event(50)}/${event(51)}`,
    ],
  ],
  P20: [
    ["subscription-transfer-open", tenant], // it lets them leave
    ["subscription-transfer-open", tenant], // it does not bind somebody
  ],
  P21: [["long-lived-credential", servicePrincipal(2)]], // both secrets are one holder's
  P23: [
    ["risky-compute-role", user(robin)],
    ["risk-detection-compute-role", user(robin)],
  ],
  P24: [
    [
      "open-compute-abuse-alert",
      `${production}/resourceGroups/rg-web/providers/Microsoft.Security/locations/westeurope/alerts/2518000000000000000_${event(70)}`,
    ],
  ],
  P25: [["missing-defender-plan", sandbox]],
  P26: [
    ["synced-global-administrator", user(casey)],
    ["daily-use-administrator", user(casey)], // a daily account
  ],
  P27: [["dormant-compute-role", user(noor)]],
  P28: [["self-grant-role", user(ellis)]],
  P29: [["unenforced-guardrail", `${landingZones}/providers/Microsoft.Authorization/policyAssignments/deny-gpu`]],
  P30: [["foreign-managed-subscription", sandbox]],
  P31: [31, 32, 33, 34].map(n => ["ineffective-mfa-policy", accessPolicy(n)] as const),
  P32: [["disabled-compute-role", user(alex)]],
  P33: [
    ["global-administrator-sprawl", tenant],
    ["standing-directory-role", "00000000-0000-0000-0002-000000000006"],
  ],
  P34: [["compute-creating-owner", user(11)]],
  P35: [["compute-creating-machine", compute(production, "rg-web", "virtualMachines/vm-web-01")]],
  P36: [["workload-directory-role", servicePrincipal(6)]],
  P37: [["weak-activation", `${production}/roles/b24988ac-6180-42a0-ab88-20f7382dd24c`]],
  P40: [
    [
      "unapproved-gpu-size",
      `${data}/resourceGroups/rg-data/providers/Microsoft.Batch/batchAccounts/batchreports/pools/render`,
    ],
  ],
  P41: [
    [
      "unapproved-gpu-size",
      `${data}/resourceGroups/rg-data/providers/Microsoft.MachineLearningServices/workspaces/mlw-forecast/computes/train`,
    ],
    [
      "costly-size", // more than five dollars an hour in West Europe
      `${data}/resourceGroups/rg-data/providers/Microsoft.MachineLearningServices/workspaces/mlw-forecast/computes/train`,
    ],
  ],
  P50: [
    [
      "compute-creating-machine",
      `${development}/resourceGroups/rg-shared/providers/Microsoft.Automation/automationAccounts/aa-shared`,
    ],
  ],
  P51: [
    [
      "compute-creating-machine",
      `${data}/resourceGroups/rg-data/providers/Microsoft.Batch/batchAccounts/batchreports/pools/transcode`,
    ],
  ],
  P52: [
    [
      "compute-creating-machine",
      `${data}/resourceGroups/rg-data/providers/Microsoft.MachineLearningServices/workspaces/mlw-forecast/computes/tune`,
    ],
  ],
  P53: [["compute-creating-secret", user(14)]],
  P61: [["phishable-administrator", user(avery)]],
  P62: [["open-device-code", tenant]],
  P63: [["open-legacy-authentication", tenant]],
  P64: [["unenforced-risk-policy", tenant]],
  P65: [["dangling-policy-reference", accessPolicy(6)]],
  P66: [["missing-banned-passwords", tenant]],
  P67: [["phishable-break-glass", user(3)]],
  P68: [["unready-break-glass", user(3)]],
  P69: [["daily-use-administrator", user(morgan)]],
  P70: [["unused-ml-gpu-quota", `${data}/providers/Microsoft.MachineLearningServices/usages/standardncasv3t4family`]],
  P71: [["unused-batch-gpu-quota", `${development}/providers/Microsoft.Batch/usages/standardncadsa100v4family`]],
  P79: [["costly-unused-quota", `${production}/providers/Microsoft.Compute/usages/standarddsv5family`]],
  P80: [["weak-activation", "/groups/00000000-0000-0000-0002-000000000080/member"]],
  P81: [["unknown-federated-issuer", servicePrincipal(81)]],
  P82: [["guest-compute-role", user(82)]],
  P83: [["foreign-compute-application", servicePrincipal(85)]],
  P84: [["unknown-service-provider", "00000000-0000-0000-00ff-000000000084"]],
  P85: [["foreign-managed-subscription", data]],
  P86: [["compute-creating-owner", user(7)]],
  P87: [["guest-compute-role", user(87)]],
  P90: [["synced-compute-creator", user(13)]],
  P91: [["missing-password-hash-sync", tenant]],
  P92: [["workload-graph-permission", servicePrincipal(2)]],
  P93: [["long-lived-credential", servicePrincipal(93)]],
  P94: [["compute-creating-owner", user(94)]],
  P95: [
    ["guest-compute-role", user(95)],
    ["standing-directory-role", user(95)], // it holds at all times, and leads to the application
  ],
  P96: [["guest-compute-role", user(96)]],
  P97: [["guest-compute-role", user(97)]],
  P99: [["workload-graph-permission", servicePrincipal(99)]],
  P100: [
    ["workload-directory-role", servicePrincipal(100)],
    ["synced-compute-creator", user(robin)],
  ],
  P101: [["unused-compute-provider", sandbox]],
  P102: [
    ["touched-decoy", servicePrincipal(102)],
    ["touched-decoy", lab],
    ["refused-compute", user(dana)],
  ],
  P103: [
    ["false-decoy", servicePrincipal(102)],
    ["long-lived-credential", servicePrincipal(102)],
    // of requests, of machines, and of containers
    ["missing-defender-plan", lab],
    ["missing-defender-plan", lab],
    ["missing-defender-plan", lab],
    ["unused-gpu-quota", `${lab}/providers/Microsoft.Compute/usages/standardncadsa100v4family`],
  ],
  P104: [["unrefused-mining-pools", development]],
  P110: [["open-compute-abuse-alert", `da${event(910)}_1`]],
  P111: [["unexported-activity-log", sandbox]],
  P112: [["unexported-entra-log", tenant]],
  P113: [
    [
      "short-log-retention",
      `${production}/resourceGroups/rg-web/providers/Microsoft.OperationalInsights/workspaces/log-contoso`,
    ],
  ],
  P114: [["unwatched-critical-operation", production]],
  P115: [["unwatched-critical-operation", development]],
  P116: [["missing-security-contact", data]],
  P120: [["joint-gpu-creation", tenant]],
  P121: [["gpu-driver-burst", user(sasha)]],
  P122: [["first-command-runner", user(theo)]],
  P123: [["compute-mass-deletion", user(ines)]],
  P124: [
    ["elevate-access-use", user(avery)],
    ["compute-after-elevation", user(avery)],
    ["first-compute-creator", user(avery)],
  ],
  P125: [["refused-compute", user(jamie)]],
  P126: [["first-provider-registration", data]],
  P127: [["quota-request-burst", user(ines)]],
  P128: [
    [
      "unanswering-workspace",
      `${production}/resourceGroups/rg-web/providers/Microsoft.OperationalInsights/workspaces/log-contoso`,
    ],
  ],
  P130: [
    ["scripted-sign-in", user(dana)],
    ["single-factor-sign-in", user(dana)],
    ["sign-in-from-unowned-azure-address", user(dana)],
  ],
  P131: [
    ["password-guessing", tenant], // by its address
    ["scripted-password-guessing", tenant], // by its agent
  ],
  P132: [["device-code-sign-in", user(robin)]],
  P133: [
    ["sign-in-from-new-network", user(kim)],
    ["sign-in-from-new-country", user(kim)],
  ],
  P134: [["sign-in-from-own-machine", user(noor)]],
  P140: [["missing-sentinel-rule", tenant]],
  P141: [["missing-sentinel-rule", tenant]],
  P142: [["missing-sentinel-rule", tenant]],
  P143: [["missing-sentinel-rule", tenant]],
  P144: [["unwatched-by-sentinel", development]],
  P145: [["missing-spending-alert", sandbox]],
  P150: [["compute-application-credential", servicePrincipal(86)]],
  P151: [["compute-application-consent", servicePrincipal(2)]],
  P152: [["mfa-method-change-before-compute", user(14)]],
  P153: [
    ["young-rights-compute", user(35)],
    ["first-compute-creator", user(35)],
  ],
  P154: [
    ["risky-compute-creation", user(sasha)],
    ["risky-compute-role", user(sasha)],
    ["risk-detection-compute-role", user(sasha)],
  ],
  P155: [["unrecorded-compute", `${data}/resourceGroups/rg-data/providers/Microsoft.Batch/batchAccounts/batchreports`]],
  P156: [
    [
      "unrecorded-compute",
      `${data}/resourceGroups/rg-data/providers/Microsoft.MachineLearningServices/workspaces/mlw-forecast`,
    ],
  ],
  P157: [["quota-before-compute", development]],
  P159: [["created-subscription", user(morgan)]],
  P160: [["transferred-subscription", sandbox]],
  P161: [["transfer-policy-change", user(casey)]],
  P162: [["vanished-subscription", subscription(901)]],
  P163: [["compute-depletion", development]],
  P164: [["compute-capacity-burst", user(ines)]],
  P165: [["first-script-extension", user(jamie)]],
  P166: [["unhealthy-assessment", sandbox]],
  P167: [["sign-in-to-new-tenant", user(sasha)]],
  P170: [["unguarded-new-subscription", tenant]],
  P173: [["unenforced-guardrail", `${development}/providers/Microsoft.Authorization/policyExemptions/migration`]],
  P174: [["unenforced-guardrail", `${landingZones}/providers/Microsoft.Authorization/policyExemptions/new-regions`]],
  P180: [["mining-pool-contact", compute(production, "rg-web", "virtualMachines/vm-web-01")]],
};

export const line = ([rule, subject]: Fault) => `${rule} ${subject.toLowerCase()}`;
export const lines = (faults: readonly Fault[]) => faults.map(line).sort();
/** What is left of a list when each line of another is struck out once. */
export function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...list];
  for (const text of other) if (left.includes(text)) left.splice(left.indexOf(text), 1);
  return left;
}
export const findingsOf = ({ outcomes }: Report): readonly Finding[] => outcomes.flatMap(({ findings }) => findings);
export const faultOf = ({ rule, subject }: Finding): Fault => [rule, subject.id];
/** What could not be known: the story leaves nothing in the dark. */
export const darkOf = ({ outcomes, gaps }: Report) => ({
  unknowns: outcomes.flatMap(({ unknowns }) => unknowns),
  gaps,
});
export const nothing = { unknowns: [], gaps: [] };

/** What a finding adds of something else, which another fault may have planted: that it still stands, that a policy contradicts. */
const ofOthers = [/, which still stands$/, /; yet .* asks this account for MFA: .*$/];
const alone = (text: string): string => ofOthers.reduce((left, form) => left.replace(form, ""), text);

/** The order of checks in a report follows their worst finding: it changes with what is found. */
const inOrder = (findings: readonly Finding[]) =>
  findings
    .map(finding => ({ ...finding, message: alone(finding.message), proof: finding.proof.map(alone) }))
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : a.fingerprint > b.fingerprint ? 1 : 0));

/** One test for each planted fault: of the whole report, what it planted goes with it, and nothing else. */
export function goesAlone(some: readonly (typeof plantedFaults)[number][], whole: () => Report): void {
  for (const { id, sentence } of some)
    it(`without ${id}, exactly its findings go: ${sentence}`, async () => {
      const full = whole();
      const less = await audited([id], { pageSize: 1000, emptyPages: false });
      const kept = new Set(findingsOf(less).map(({ fingerprint }) => fingerprint));
      const [gone, rest] = [true, false].map(isGone =>
        findingsOf(full).filter(({ fingerprint }) => isGone !== kept.has(fingerprint)),
      ) as [Finding[], Finding[]];
      assert.deepEqual(lines(gone.map(faultOf)), lines(truth[id] ?? []));
      assert.deepEqual(inOrder(findingsOf(less)), inOrder(rest));
      assert.deepEqual(darkOf(less), nothing);
    });
}
