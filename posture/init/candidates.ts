import { globalAdministrator } from "../../catalogue/entra-roles";
import { microsoftTenants } from "../../catalogue/microsoft-tenants";
import type { Manifest } from "../evidence/gathered";
import { isExternal } from "../facts/accounts";
import { by, grouped } from "../facts/collate";
import { membersOf } from "../facts/membership";
import { plural } from "../report-text";
import type { Resolver } from "../run/resolve";
import { operationsOf } from "../signals/operations";
import type { Suspects } from "./suspects";

/** What an estate may name, and why; only a person can know whether it should. */
export interface Candidate {
  readonly value: string;
  /** For people. */
  readonly why: string;
}

/** Who created compute while the log looks back, the busiest first. The estate does not name them: roles do. */
export function creatorsSeen(know: Resolver, suspects: Suspects): readonly Candidate[] {
  const { value: log } = know("activityAnswers");
  const creations: ReadonlySet<string> = new Set(operationsOf.compute);
  const acts = log.of.operations.filter(({ key }) => creations.has(key.operation ?? "") && key.result === "done");
  return [...grouped(acts, ({ key }) => key.caller ?? "")]
    .filter(([caller]) => caller !== "")
    .map(([caller, answers]) => {
      const days = new Set(answers.flatMap(({ distinct }) => distinct.day ?? []));
      const times = answers.reduce((sum, each) => sum + each.times, 0);
      const name = log.nameOf(caller);
      const rules = suspects.of(caller) ?? suspects.of(name);
      const last = answers
        .map(each => each.last)
        .sort()
        .at(-1)!
        .slice(0, 10);
      const words = `${plural(times, "act")} on ${plural(days.size, "day")}, the last on ${last}`;
      return { name, days: days.size, why: rules === undefined ? words : `${words}; ${rules} of it` };
    })
    .sort((a, b) => b.days - a.days || by(({ name }: { name: string }) => name)(a, b))
    .map(({ name, why }) => ({ value: name, why }));
}

/** Emergency accounts as they should be kept: cloud-only Global Administrators that policies leave out, or that nobody uses. */
export function breakGlassSeen(
  know: Resolver,
  { collectedAt }: Manifest,
  dormantDays: number,
  suspects: Suspects,
): readonly Candidate[] {
  const members = membersOf(know("memberships").value);
  const administrators = new Set(
    know("directoryRoles")
      .value.filter(({ role, state }) => role.toLowerCase() === globalAdministrator && state === "active")
      .flatMap(({ principal }) => [principal, ...members(principal)]),
  );
  const policies = know("conditionalAccess").value.filter(({ state }) => state === "enabled");
  const idle = know("idleAccounts").value;
  const dormantSince = new Date(Date.parse(collectedAt) - dormantDays * 86_400_000).toISOString();
  return know("users")
    .value.filter(user => user.enabled && !user.synced && isExternal(user) === "no" && administrators.has(user.id))
    .flatMap(({ id, upn }): Candidate[] => {
      const without = policies.filter(
        ({ users }) => users.excludeUsers.includes(id) || users.excludeGroups.some(group => members(group).has(id)),
      ).length;
      const unused = idle.get(id);
      const dormant = unused !== undefined && unused !== "unknown" && unused.since < dormantSince;
      if (without === 0 && !dormant) return [];
      const rules = suspects.of(id);
      return [
        {
          value: upn || id,
          why: [
            "a cloud-only Global Administrator",
            ...(without > 0 ? [`left out of ${without} of ${plural(policies.length, "policy", "policies")}`] : []),
            ...(dormant ? [`not used since ${unused.since.slice(0, 10)}`] : []),
            ...(rules === undefined ? [] : [`${rules} of it`]),
          ].join(", "),
        },
      ];
    })
    .sort(by(({ value }) => value));
}

/** Tenants of others that hold rights here. */
export function tenantsSeen(know: Resolver, { tenant }: Manifest): readonly Candidate[] {
  const known = new Set([tenant.toLowerCase(), ...microsoftTenants]);
  const creators = new Set(know("computeCreators").value.map(({ principal }) => principal.id));
  const seen = [
    ...know("delegations").value.map(({ tenant: of, name }) => ({
      of,
      why: `manages subscriptions by Azure Lighthouse${name ? ` (${name})` : ""}`,
    })),
    ...know("crossTenantAccess").value.flatMap(({ tenant: of, serviceProvider }) =>
      of !== undefined && serviceProvider ? [{ of, why: "is a service provider of this tenant" }] : [],
    ),
    ...know("servicePrincipals").value.flatMap(({ id, name, kind, home }) =>
      kind === "Application" && home !== undefined && creators.has(id)
        ? [{ of: home, why: `has the application ${name}, which can create compute` }]
        : [],
    ),
  ];
  return [
    ...grouped(
      seen.filter(({ of }) => !known.has(of.toLowerCase())),
      ({ of }) => of.toLowerCase(),
    ),
  ]
    .map(([value, reasons]) => ({ value, why: [...new Set(reasons.map(({ why }) => why))].sort().join("; ") }))
    .sort(by(({ value }) => value));
}

/** Log Analytics workspaces to which activity logs of subscriptions are sent, that of most subscriptions first. */
export function workspacesSeen(know: Resolver): readonly (Candidate & { readonly whole: boolean })[] {
  const ids = know("subscriptions").value.map(({ id }) => `/subscriptions/${id}`.toLowerCase());
  const sent = know("activityLogExports").value.flatMap(({ id, settings }) =>
    settings.flatMap(({ workspace, categories }) =>
      workspace !== undefined && categories.some(each => ["administrative", "alllogs"].includes(each.toLowerCase()))
        ? [{ from: id.toLowerCase(), workspace }]
        : [],
    ),
  );
  return [...grouped(sent, ({ workspace }) => workspace.toLowerCase())]
    .map(([, rows]) => {
      const from = ids.filter(id => rows.some(row => row.from === id)).length;
      return {
        value: rows[0]!.workspace,
        from,
        why: `gets the activity log of ${from} of ${plural(ids.length, "subscription")}`,
        whole: from === ids.length && ids.length > 0,
      };
    })
    .sort((a, b) => b.from - a.from || by(({ value }: Candidate) => value)(a, b));
}
