import type { Evidence, EvidenceKind } from "../posture/evidence/all";
import { evidenceKinds } from "../posture/evidence/all";
import type { Manifest } from "../posture/evidence/gathered";
import { startSaving } from "../posture/run/store";

/**
 * A large tenant as saved evidence, written row by row; the same number of users gives the same files. For each million
 * of users it has 50,000 groups in chains of five, each inside the one before, 20,000 service principals, 10,000
 * subscriptions under 100 management groups and 500,000 role assignments; and always 200 Conditional Access policies.
 *
 * Groups hold nine in ten assignments. Most assignments only let their holder read; those that create compute belong to
 * one chain in twenty and to some accounts of their own, so that about one person in twenty can create compute.
 */
export interface Sizes {
  readonly users: number;
  readonly groups: number;
  readonly servicePrincipals: number;
  readonly subscriptions: number;
  readonly assignments: number;
  readonly policies: number;
}

export const sizesFor = (users: number): Sizes => ({
  users,
  groups: users / 20,
  servicePrincipals: users / 50,
  subscriptions: users / 100,
  assignments: users / 2,
  policies: 200,
});

const depth = 5;
const usersOfGroup = 20;
const managementGroups = 100;

const padded = (kind: number, n: number): string =>
  `${kind.toString(16).padStart(8, "0")}-0000-0000-0000-${n.toString(16).padStart(12, "0")}`;
const user = (n: number) => padded(1, n);
const group = (n: number) => padded(2, n);
const workload = (n: number) => padded(3, n);
const subscription = (n: number) => padded(4, n);
const tenant = padded(5, 0);

const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const creating = [
  "b24988ac-6180-42a0-ab88-20f7382dd24c", // Contributor
  "9980e02c-c2be-4d73-94e8-173b1dc7cf3c", // Virtual Machine Contributor
  "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", // Owner
  "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", // User Access Administrator
  padded(6, 0), // a custom role
];
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
const securityReader = "5d6b6bb7-de71-4623-b4af-96380a352509";

/** Numbers that look drawn, from a place and a seed: the same in every run, in whatever order they are asked for. */
function drawn(n: number, seed: number, below: number): number {
  let x = Math.imul(n + 1, 0x9e3779b1) ^ Math.imul(seed + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return ((x ^ (x >>> 16)) >>> 0) % below;
}

type Rows = { readonly [K in EvidenceKind]?: Iterable<Evidence[K]> };

function rowsOf(sizes: Sizes): Rows {
  const { users, groups, servicePrincipals, subscriptions, assignments, policies } = sizes;
  const chains = groups / depth;
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
  const holds = (n: number): { readonly kind: "Group" | "User" | "ServicePrincipal"; readonly id: string } => {
    if (n % 10 < 9) return { kind: "Group", id: group(drawn(n, 1, groups)) };
    if (n % 20 === 9) return { kind: "User", id: user(drawn(n, 2, users)) };
    return { kind: "ServicePrincipal", id: workload(drawn(n, 3, servicePrincipals)) };
  };
  /** One chain in twenty, and one account in five of those with a role of their own. */
  const isPlatform = (n: number) => (n % 10 < 9 ? Math.floor(drawn(n, 1, groups) / depth) % 20 === 0 : n % 50 < 10);
  const scopeOf = (n: number): string => {
    const where = drawn(n, 4, 1000);
    if (where === 0) return `/providers/Microsoft.Management/managementGroups/mg${drawn(n, 5, managementGroups)}`;
    const whole = `/subscriptions/${subscription(drawn(n, 6, subscriptions))}`;
    return where < 300 ? whole : `${whole}/resourceGroups/rg${drawn(n, 7, 20)}`;
  };

  return {
    tenant: [{ id: tenant, name: "Contoso", defaultDomain: "contoso.com", plans: ["AAD_PREMIUM", "AAD_PREMIUM_P2"] }],
    *hierarchy() {
      const root = tenant;
      for (const n of numbers(managementGroups)) {
        const name = `mg${n}`;
        const id = `/providers/Microsoft.Management/managementGroups/${name}`;
        yield { id, kind: "managementGroup" as const, name, displayName: `Unit ${n}`, parent: root };
      }
      for (let n = 0; n < subscriptions; n++) {
        const name = subscription(n);
        const parent = `mg${n % managementGroups}`;
        yield { id: `/subscriptions/${name}`, kind: "subscription" as const, name, displayName: `Team ${n}`, parent };
      }
    },
    *subscriptions() {
      for (let n = 0; n < subscriptions; n++)
        yield {
          id: subscription(n),
          name: `Team ${n}`,
          state: "Enabled",
          quotaId: "EnterpriseAgreement_2014-09-01",
          tenantId: tenant,
          managementGroups: [`mg${n % managementGroups}`, tenant],
          inResourceGraph: true,
        };
    },
    *roleAssignments() {
      for (let n = 0; n < assignments; n++) {
        const { kind, id } = holds(n);
        const scope = scopeOf(n);
        yield {
          id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${padded(7, n)}`,
          scope,
          role: isPlatform(n) ? creating[drawn(n, 8, creating.length)]! : reader,
          principal: id,
          principalType: kind,
          createdOn: timeOf(n),
          createdBy: user(drawn(n, 9, 100)),
        };
      }
    },
    roleDefinitions: [
      {
        id: padded(6, 0),
        name: "Machine builder",
        custom: true,
        assignableScopes: ["/"],
        permissions: [{ actions: ["Microsoft.Compute/virtualMachines/*"], notActions: [] }],
      },
      {
        id: reader,
        name: "Reader",
        custom: false,
        assignableScopes: ["/"],
        permissions: [{ actions: ["*/read"], notActions: [] }],
      },
    ],
    *users() {
      for (let n = 0; n < users; n++) {
        const guest = n % 20 === 7;
        yield {
          id: user(n),
          upn: guest ? `guest${n}_fabrikam.com#EXT#@contoso.com` : `person${n}@contoso.com`,
          name: `Person ${n}`,
          enabled: n % 50 !== 3,
          guest,
          external: guest,
          synced: n % 10 === 5,
          createdOn: timeOf(n),
          lastSignIn: n % 100 === 11 ? "2026-03-01T08:00:00Z" : "2026-11-20T08:00:00Z",
        };
      }
    },
    *servicePrincipals() {
      for (let n = 0; n < servicePrincipals; n++) {
        const managed = n % 4 === 0;
        const group = `/subscriptions/${subscription(n % subscriptions)}/resourcegroups/rg${n % 20}`;
        yield {
          id: workload(n),
          appId: padded(8, n),
          name: `Workload ${n}`,
          kind: managed ? ("ManagedIdentity" as const) : ("Application" as const),
          enabled: true,
          ...(managed && {
            resource: `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity${n}`,
          }),
        };
      }
    },
    /** The members of nested groups are members of the outer one too, as Microsoft Graph lists them. */
    *memberships() {
      for (let chain = 0; chain < chains; chain++)
        for (let outer = 0; outer < depth; outer++) {
          const outermost = chain * depth + outer;
          const row = { group: group(outermost), groupName: `Team ${chain} level ${outer}` };
          for (let inner = outer; inner < depth; inner++) {
            const direct = chain * depth + inner;
            if (inner > outer) yield { ...row, member: group(direct), memberType: "Group" as const };
            for (let i = 0; i < usersOfGroup; i++)
              yield { ...row, member: user((direct + i * groups) % users), memberType: "User" as const };
          }
        }
    },
    *principals() {
      for (let n = 0; n < groups; n++)
        yield {
          id: group(n),
          type: "Group" as const,
          name: `Team ${Math.floor(n / depth)} level ${n % depth}`,
          assignableToRole: n < 10,
          synced: n % 10 === 5,
        };
      const told = new Set<string>();
      for (let n = 0; n < assignments; n++) {
        const { kind, id } = holds(n);
        if (kind === "Group" || told.has(id)) continue;
        told.add(id);
        yield { id, type: kind, name: kind === "User" ? `Person ${id}` : `Workload ${id}` };
      }
    },
    *owners() {
      for (let n = 0; n < groups; n += 5)
        yield { of: group(n), where: "group" as const, owner: user(drawn(n, 10, users)), ownerType: "User" as const };
      for (let n = 0; n < servicePrincipals; n += 10)
        yield {
          of: workload(n),
          where: "application" as const,
          owner: user(drawn(n, 11, users)),
          ownerType: "User" as const,
        };
    },
    *directoryRoles() {
      for (let n = 0; n < 200; n++) {
        const [role, roleName] =
          n < 4 ? [globalAdministrator, "Global Administrator"] : [securityReader, "Security Reader"];
        const principal = user(drawn(n, 12, users));
        yield { id: `role${n}`, principal, role, roleName, state: "active" as const, tenure: "standing" as const };
      }
    },
    *registrations() {
      for (let n = 0; n < users; n++) {
        const none = n % 50 === 21;
        const methods = none ? [] : n % 3 === 0 ? ["fido2SecurityKey"] : ["microsoftAuthenticatorPush", "mobilePhone"];
        yield { user: user(n), mfaRegistered: !none, mfaCapable: !none, admin: n < 200, methods };
      }
    },
    *conditionalAccess() {
      for (let n = 0; n < policies; n++) yield policy(n, groups);
    },
    securityDefaults: [{ enabled: false }],
    domains: [{ name: "contoso.com", federated: false }],
    crossTenantAccess: [{ mfaTrusted: false }],
    *perUserMfa() {
      for (let n = 0; n < users; n++) yield { user: user(n), state: "disabled" };
    },
    *quota() {
      for (let n = 0; n < subscriptions; n++)
        for (const region of ["westeurope", "eastus"]) {
          const row = { subscription: subscription(n), region };
          yield { ...row, name: "cores", displayName: "Total Regional vCPUs", used: n % 60, limit: 100 };
          yield { ...row, name: "standardDSv5Family", displayName: "Standard DSv5", used: n % 60, limit: 100 };
          if (n % 20 === 0)
            yield { ...row, name: "Standard NCASv3_T4 Family", displayName: "NCASv3 T4", used: 0, limit: 64 };
        }
    },
  } satisfies { readonly [K in EvidenceKind]?: readonly Evidence[K][] | (() => Iterable<Evidence[K]>) } as never;
}

/** Somewhere in the two years before the evidence was gathered. */
const timeOf = (n: number): string => new Date(Date.UTC(2024, 10, 1) + drawn(n, 13, 60_000_000) * 1000).toISOString();

/** Most policies are for some group and leave out another; one in ten is for everybody. */
function policy(n: number, groups: number): Evidence["conditionalAccess"] {
  const everyone = n % 10 === 0;
  return {
    id: padded(9, n),
    name: `Policy ${n}`,
    state: n % 7 === 6 ? "enabledForReportingButNotEnforced" : "enabled",
    users: {
      includeUsers: everyone ? ["All"] : [],
      excludeUsers: n % 5 === 0 ? [user(n)] : [],
      includeGroups: everyone ? [] : [group(drawn(n, 14, groups)), group(drawn(n, 15, groups))],
      excludeGroups: [group(drawn(n, 16, groups))],
      includeRoles: n % 9 === 0 ? [globalAdministrator] : [],
      excludeRoles: [],
      includesGuests: n % 11 === 0,
      excludesGuests: n % 20 === 0,
    },
    applications: { include: n % 3 === 2 ? ["Office365"] : ["All"], exclude: [] },
    clientAppTypes: ["all"],
    narrowedBy: n % 4 === 3 ? ["locations"] : [],
    ...(n % 4 === 3 && { locations: { include: ["All"], exclude: ["AllTrusted"] } }),
    grant: { operator: "OR", controls: [n % 6 === 5 ? "block" : "mfa"] },
  };
}

/** Writes the evidence of such a tenant into a folder. */
export async function saveTenant(folder: string, sizes: Sizes): Promise<void> {
  const saving = await startSaving(folder);
  const rows: { readonly [kind: string]: Iterable<never> | (() => Iterable<never>) } = rowsOf(sizes) as never;
  for (const kind of evidenceKinds) {
    const found = rows[kind] ?? [];
    await saving.shard(kind, typeof found === "function" ? found() : found);
  }
  const manifest: Manifest = {
    schema: 1,
    collectedAt: "2026-11-24T06:00:00Z",
    tenant,
    subscriptions: [],
    auditor: { id: padded(10, 0), name: "auditor", kind: "servicePrincipal" },
    kinds: [...evidenceKinds],
    cloud: "public",
  };
  await saving.finish(manifest);
}
