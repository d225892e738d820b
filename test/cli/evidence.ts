import type { Gap } from "../../catalogue/outcome";
import { type Evidence, type EvidenceKind, evidenceKinds } from "../../posture/evidence/all";
import type { Gathered, Manifest } from "../../posture/evidence/gathered";
import { saveEvidence } from "../../posture/run/store";

const tenant = "00000000-0000-0000-0000-00000000c0de";
export const subscription = "00000000-0000-0000-0000-000000000001";

const gpuQuota: Evidence["quota"] = {
  subscription,
  region: "westeurope",
  name: "StandardNCADSA100v4Family",
  displayName: "Standard NCADSA100v4 Family vCPUs",
  used: 0,
  limit: 48,
};
const cores: Evidence["quota"] = { ...gpuQuota, name: "cores", displayName: "Total Regional vCPUs", limit: 100 };
const noQuota: Gap = { what: "Quota", missing: "Microsoft.Compute/locations/usages/read", reason: "denied" };

/** Saves a tenant of which everything was read, but that it has this GPU quota, or that its quota was not read, or that its sign-in sees no subscription. Its people can do nothing. */
export async function saveTenant(
  folder: string,
  {
    gpu = false,
    denied = false,
    people = [] as readonly string[],
    blind = false,
    at = "2026-11-24T06:00:00Z",
    more = {} as Partial<Pick<Manifest, "chosenSubscriptions" | "stopped">>,
  } = {},
): Promise<void> {
  const rows: { readonly [K in EvidenceKind]?: readonly Evidence[K][] } = {
    tenant: [{ id: tenant, name: "Contoso", plans: [] }],
    hierarchy: [{ id: `/subscriptions/${subscription}`, kind: "subscription", name: subscription, parent: tenant }],
    subscriptions: blind
      ? []
      : [{ id: subscription, name: "Contoso Production", state: "Enabled", managementGroups: [] }],
    users: people.map((upn, i) => ({
      ...{ id: `00000000-0000-0000-0001-00000000000${i}`, upn, name: upn },
      ...{ enabled: true, guest: false, synced: false },
    })),
    quota: gpu ? [cores, gpuQuota] : [cores],
  };
  const gathered = Object.fromEntries(
    evidenceKinds.map(kind => [kind, { value: rows[kind] ?? [], gaps: kind === "quota" && denied ? [noQuota] : [] }]),
  ) as unknown as Gathered;
  await saveEvidence(folder, {
    gathered,
    manifest: {
      schema: 1,
      collectedAt: at,
      auditor: { id: "00000000-0000-0000-0000-0000000000aa", name: "auditor@contoso.com", kind: "user" },
      tenant,
      subscriptions: [subscription],
      kinds: evidenceKinds,
      ...more,
    },
  });
}
