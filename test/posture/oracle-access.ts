import type { Capability } from "../../catalogue/roles";
import { capabilityTable } from "../../compute/roles/capability-actions";
import type { Rows } from "./checks-tenant";
import { fits } from "./oracle-compute-creators";

/**
 * Who can create compute where, by walking every road: every identity in every choice of groups that it could join, every
 * role against every denial. It shares no code with the graph; which actions create compute is a definition, and so it is
 * taken. It knows conditions by their names, not by their text.
 */

export type Meaning =
  | "readersOnly"
  | "makersOnly"
  | "runnersOnly"
  | "helpersOnly"
  | "newOnly"
  | "person103Only"
  | "workloadsOnly"
  | "odd";
export interface AccessRows
  extends Pick<
    Rows,
    | "subscriptions"
    | "roleAssignments"
    | "eligibleAssignments"
    | "roleDefinitions"
    | "denyAssignments"
    | "memberships"
    | "owners"
    | "groupEligibilities"
    | "federatedCredentials"
    | "agentIdentities"
    | "directoryRoles"
    | "graphPermissions"
    | "administrativeUnits"
    | "users"
    | "servicePrincipals"
    | "principals"
    | "workloadsWithIdentity"
    | "vaults"
    | "policyAssignments"
  > {}

/** `now`: without activating anything; `later`: once it is activated. */
type When = "now" | "later";
export type Reach = Map<string, When>;

/** By which actions, all of one line, code is brought into each kind of resource. */
const lines: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "microsoft.compute/virtualmachines": [
    ["microsoft.compute/virtualmachines/runcommand/action"],
    ["microsoft.compute/virtualmachines/runcommands/write"],
    ["microsoft.compute/virtualmachines/extensions/write"],
    ["microsoft.serialconsole/serialports/connect/action"],
  ],
  "microsoft.containerservice/managedclusters": [
    ["microsoft.containerservice/managedclusters/runcommand/action"],
    ["microsoft.containerservice/managedclusters/listclusteradmincredential/action"],
    ["microsoft.containerservice/managedclusters/accessprofiles/listcredential/action"],
    ["microsoft.kubernetesconfiguration/fluxconfigurations/write"],
  ],
  "microsoft.batch/batchaccounts/pools": [
    ["microsoft.batch/batchaccounts/listkeys/action"],
    ["microsoft.batch/batchaccounts/pools/write"],
  ],
  "microsoft.automation/automationaccounts": [
    ["microsoft.automation/automationaccounts/runbooks/write", "microsoft.automation/automationaccounts/jobs/write"],
    [
      "microsoft.automation/automationaccounts/runbooks/write",
      "microsoft.automation/automationaccounts/webhooks/write",
    ],
    [
      "microsoft.automation/automationaccounts/runbooks/write",
      "microsoft.automation/automationaccounts/jobschedules/write",
    ],
    [
      "microsoft.automation/automationaccounts/runbooks/draft/writecontent/action",
      "microsoft.automation/automationaccounts/runbooks/draft/testjob/write",
    ],
  ],
  "microsoft.app/containerapps": [
    ["microsoft.app/containerapps/write"],
    ["microsoft.app/containerapps/getauthtoken/action", "microsoft.app/containerapps/exec/action"],
  ],
};

/** By which actions, all at one place, somebody has a service of his own that runs his code, if it is no compute. */
const services: readonly (readonly string[])[] = [
  ["microsoft.logic/workflows/write"],
  ...lines["microsoft.automation/automationaccounts"]!.map(line => [
    "microsoft.automation/automationaccounts/write",
    ...line,
  ]),
  ["microsoft.web/sites/write"],
  ["microsoft.web/sites/slots/write"],
];

/** Where permissions of Microsoft Graph lead, and whether somebody has to activate something on the way. */
export const permissions: Readonly<Record<string, readonly [to: string, eligible?: boolean]>> = {
  "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8": ["all"], // RoleManagement.ReadWrite.Directory
  "fee28b28-e1f3-4841-818e-2704dc62245f": ["all", true], // RoleEligibilitySchedule.ReadWrite.Directory
  "50483e42-d915-4231-9639-7fdb7fd190e5": ["anybody"], // UserAuthenticationMethod.ReadWrite.All
  "cc117bb9-00cf-4eb8-b580-ea2a878fe8f7": ["people"], // User-PasswordProfile.ReadWrite.All
  "7e05723c-0bb0-42da-be95-ae9f08a6e53c": ["synced"], // Domain.ReadWrite.All
  "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9": ["applications"], // Application.ReadWrite.All
  "62a82d76-70ea-41e2-9197-370581804d09": ["groups"], // Group.ReadWrite.All
  "dbaae8cf-10b5-4b86-a4a1-f871c94c6695": ["members"], // GroupMember.ReadWrite.All
  "41202f2c-f7ab-45be-b001-85c9728b9d69": ["all groups"], // PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup
};

/** Roles that reset passwords, and the roles of those whom they may reset all the same, as far as they occur here. */
const passwordsOf: Readonly<Record<string, readonly string[]>> = {
  "User Administrator": ["User Administrator", "Helpdesk Administrator", "Directory Readers"],
  "Helpdesk Administrator": ["Helpdesk Administrator", "Directory Readers"],
};

const assign = "microsoft.authorization/roleassignments/write";
const redefine = "microsoft.authorization/roledefinitions/write";
const lift = "microsoft.authorization/denyassignments/delete";
/** Whose secret lies in every vault. */
export const secretOf = "00000000-0000-0000-0000-000000000301";
const everybody = "00000000-0000-0000-0000-000000000000";
const named = (rows: AccessRows, wanted: string) => rows.roleDefinitions.find(({ name }) => name === wanted)!;

/** Rights on what a resource holds, which a role names beside those on the resource. */
const onData = ["microsoft.app/containerapps/exec/action", "microsoft.keyvault/vaults/secrets/getsecret/action"];

type Block = Rows["roleDefinitions"][number]["permissions"][number];
const names = ({ actions, notActions, dataActions = [], notDataActions = [] }: Block, action: string): boolean =>
  onData.includes(action)
    ? dataActions.some(a => fits(a, action)) && !notDataActions.some(a => fits(a, action))
    : actions.some(a => fits(a, action)) && !notActions.some(a => fits(a, action));

const says = (role: Rows["roleDefinitions"][number], action: string): boolean =>
  role.permissions.some(each => names(each, action));

interface Held {
  readonly role: Rows["roleDefinitions"][number];
  readonly scope: string;
  readonly meaning: Meaning | undefined;
  readonly eligible: boolean;
  /** Where it is another's right to give roles: whose. */
  readonly lent?: { readonly by: string };
  /** And the subscriptions in which that one may give them. */
  readonly subscriptions?: readonly string[];
}

/** Who writes which custom roles, of these and new ones, and in which places it writes any. */
interface Writer {
  readonly by: string;
  /** Where that brings it more than giving roles, if these are held. */
  readonly rewrites: Readonly<Record<string, When>>;
  readonly roles: Readonly<Record<string, When>>;
  readonly places: Readonly<Record<string, When>>;
}
const newRole = "new";
/** The custom roles that the condition for helpers names. */
export const helpers = ["00000000-0000-0000-0000-000000000421", "00000000-0000-0000-0000-000000000422"];

export class Oracle {
  constructor(
    private readonly rows: AccessRows,
    private readonly meanings: ReadonlyMap<string, Meaning>,
    /** Whether the identity's own resource still leads to it. */
    private readonly closed: ReadonlySet<string> = new Set(),
  ) {}

  /** What those lend whom somebody is found to control. */
  #loans: readonly Held[] = [];
  /** Who of them may rewrite which custom role. */
  #writers: readonly Writer[] = [];

  /** The circle of somebody who joined some groups. */
  #circle(who: string, joined: readonly string[]): Set<string> {
    const circle = new Set([who, ...joined]);
    for (let before = -1; before !== circle.size; ) {
      before = circle.size;
      for (const { group, member } of this.rows.memberships) if (circle.has(member)) circle.add(group);
    }
    return circle;
  }

  /** What one holds, and what is lent to it: whoever may give roles to another whom it controls as well, acts as both. */
  #held(circle: Set<string>, who: string): Held[] {
    return [...this.#holds(circle), ...this.#loans.filter(({ lent }) => lent!.by !== who)];
  }

  /** When an action may be taken at a place by one of these. */
  #when(ways: readonly Held[], action: string, at: string, bound: Rows["denyAssignments"]): When | undefined {
    const isDenied = bound.some(denial => denies(denial, action) !== "no" && this.#covers(denial, at));
    const over = ways.filter(each => !each.lent && this.#over(each, at));
    if (isDenied || over.length === 0) return undefined;
    return over.some(({ eligible }) => !eligible) ? "now" : "later";
  }

  /**
   * What one holds after rewriting all custom roles that it may, which takes the right at each of a role's assignable scopes;
   * the denials that bind it then; and those roles. What is lent by others comes to it rewritten.
   */
  #state(who: string, joined: readonly string[]) {
    const circle = this.#circle(who, joined);
    const held = this.#held(circle, who);
    const others = this.#writers.filter(({ by }) => by !== who);
    let bound: Rows["denyAssignments"] | undefined;
    for (;;) {
      let mine: Writer = { by: who, rewrites: {}, roles: {}, places: {} };
      let all = held;
      for (let before = ""; before !== JSON.stringify(mine); ) {
        before = JSON.stringify(mine);
        const ways = new Map<string, When>();
        for (const { rewrites } of [mine, ...others])
          for (const [role, when] of Object.entries(rewrites)) if (ways.get(role) !== "now") ways.set(role, when);
        all = [
          ...held,
          ...held.flatMap(each => {
            const when = each.lent ? undefined : ways.get(each.role.id);
            return when ? [{ ...each, role: everything(each.role), eligible: each.eligible || when === "later" }] : [];
          }),
          ...this.#gifts(who, circle, held, [mine, ...others], bound ?? []),
        ];
        mine = this.#writing(who, circle, held, all, bound ?? []);
      }
      const left = this.#bound(circle, all, who);
      if (bound && left.length === bound.length) return { circle, held: all, bound, writer: mine };
      bound = bound ? left : this.#bound(circle, [], who);
    }
  }

  /** Which roles somebody writes who holds all these, and where. */
  #writing(
    who: string,
    circle: Set<string>,
    held: readonly Held[],
    all: readonly Held[],
    bound: Rows["denyAssignments"],
  ): Writer {
    const writing = all.filter(each => this.#allows(each, redefine, circle, who));
    // Who may give itself every role as soon has them without that.
    const giving = held.filter(({ role, meaning }) => says(role, assign) && meaning === undefined);
    const when = (ways: readonly Held[], action: string, scopes: readonly string[]) =>
      worst(scopes.map(scope => this.#when(ways, action, scope.toLowerCase(), bound)));
    const written = (scopes: readonly string[]) => when(writing, redefine, scopes);
    const isMore = (scopes: readonly string[]) => {
      const given = when(giving, assign, scopes);
      return given !== "now" && (given === undefined || given !== written(scopes));
    };
    const custom = this.rows.roleDefinitions.filter(role => role.custom);
    const { roleAssignments, eligibleAssignments } = this.rows;
    const places = new Set([...roleAssignments, ...eligibleAssignments].map(({ scope }) => scope.toLowerCase()));
    return {
      by: who,
      rewrites: known(custom.map(({ id, assignableScopes: at }) => [id, isMore(at) ? written(at) : undefined])),
      roles: { ...known(custom.map(({ id, assignableScopes: at }) => [id, written(at)])), [newRole]: "now" },
      places: known([...places].map(at => [at, isMore([at]) ? written([at]) : undefined])),
    };
  }

  /** The role that somebody may give itself under a condition, once it is rewritten: wherever it may be given and written. */
  #gifts(
    who: string,
    circle: Set<string>,
    held: readonly Held[],
    writers: readonly Writer[],
    bound: Rows["denyAssignments"],
  ): Held[] {
    return held.flatMap(giver => {
      if (giver.meaning === undefined || !says(giver.role, assign)) return [];
      const given = giver.meaning === "newOnly" || this.#grants(giver, circle, who) === "any" ? [newRole] : [];
      if (giver.meaning === "helpersOnly") given.push(...helpers);
      return writers.flatMap(({ roles, places }) =>
        given.flatMap(role =>
          Object.entries(places).flatMap(([scope, there]) => {
            const isFree =
              giver.lent || !bound.some(each => denies(each, assign) !== "no" && this.#covers(each, scope));
            const when = worst([giver.eligible ? "later" : "now", roles[role], there]);
            if (!when || !isFree || !this.#over(giver, scope)) return [];
            const { lent: _, meaning: __, ...rest } = giver;
            return [{ ...rest, role: everything(giver.role), scope, meaning: undefined, eligible: when === "later" }];
          }),
        ),
      );
    });
  }

  #lends(who: string, joined: readonly string[]): Held[] {
    const { circle: _, held, bound } = this.#state(who, joined);
    return held
      .filter(({ lent }) => !lent)
      .filter(({ role, meaning }) => says(role, assign) && (meaning === "person103Only" || meaning === "workloadsOnly"))
      .map(each => {
        const subscriptions = this.rows.subscriptions
          .map(({ id }) => id)
          .filter(id => {
            const here = `/subscriptions/${id}`;
            const where = each.scope.startsWith("/subscriptions/") ? each.scope : here;
            return (
              (this.#inside(here, each.scope) || this.#inside(each.scope, here)) &&
              !bound.some(denial => denies(denial, assign) !== "no" && this.#covers(denial, where))
            );
          });
        const permissions = [{ actions: [assign], notActions: [] }];
        return { ...each, role: { ...each.role, permissions }, lent: { by: who }, subscriptions };
      });
  }

  /** Whether a role is held at a place or above it. */
  #over({ scope, subscriptions }: Held, place: string): boolean {
    const id = place.startsWith("/subscriptions/") ? place.split("/")[2]! : undefined;
    return this.#inside(place, scope) && (!subscriptions || id === undefined || subscriptions.includes(id));
  }

  #holds(circle: Set<string>): Held[] {
    const { roleAssignments, eligibleAssignments, roleDefinitions } = this.rows;
    return [
      ...roleAssignments.map(row => [row, false] as const),
      ...eligibleAssignments.map(row => [row, true] as const),
    ]
      .filter(([{ principal }]) => circle.has(principal))
      .map(([{ role, scope, condition }, eligible]) => ({
        role: roleDefinitions.find(({ id }) => id === role)!,
        scope: scope.toLowerCase(),
        meaning: condition === undefined ? undefined : this.meanings.get(condition),
        eligible,
      }));
  }

  /** In these tenants the group online is below contoso. */
  #inside(scope: string, top: string): boolean {
    if (top === "/" || scope === top || scope.startsWith(`${top}/`)) return true;
    const group = /^\/providers\/microsoft\.management\/managementgroups\/(.+)$/.exec(top)?.[1];
    if (group === "contoso" && scope.endsWith("/managementgroups/online")) return true;
    const subscription = this.rows.subscriptions.find(({ id }) => scope.split("/")[2] === id);
    return group !== undefined && (subscription?.managementGroups ?? []).includes(group);
  }

  /** How it may give itself a role: not at all, one that makes machines, one that runs code on them, any; or not to be known. */
  #grants({ role, meaning }: Held, circle: Set<string>, who: string): "no" | "maker" | "runner" | "any" | "unknown" {
    if (!says(role, assign)) return "no";
    if (meaning === undefined) return "any";
    if (meaning === "readersOnly" || meaning === "helpersOnly" || meaning === "newOnly") return "no";
    if (meaning === "makersOnly") return "maker";
    if (meaning === "runnersOnly") return "runner";
    if (meaning === "person103Only") return circle.has(who) && who.endsWith("103") ? "any" : "no";
    if (meaning === "workloadsOnly") return ["301", "302", "303"].some(end => who.endsWith(end)) ? "any" : "unknown";
    return "unknown";
  }

  #allows(held: Held, action: string, circle: Set<string>, who: string): boolean {
    if (says(held.role, action) && held.meaning !== "odd" && (action !== assign || held.meaning === undefined))
      return true;
    const grants = this.#grants(held, circle, who);
    if (grants === "no" || grants === "unknown") return false;
    return grants === "any" || says(named(this.rows, grants === "maker" ? "Maker" : "Runner"), action);
  }

  /** Denials that bind: those that it may not delete. */
  #bound(circle: Set<string>, held: Held[], who: string): Rows["denyAssignments"] {
    let bound = this.rows.denyAssignments.filter(
      ({ effect, principals, excludePrincipals }) =>
        effect !== "audit" &&
        principals.some(one => one === everybody || circle.has(one)) &&
        !excludePrincipals.some(one => circle.has(one)),
    );
    for (;;) {
      const left = bound.filter(
        ({ systemProtected, scope }) =>
          systemProtected ||
          !held.some(
            each => !each.eligible && this.#over(each, scope.toLowerCase()) && this.#allows(each, lift, circle, who),
          ) ||
          bound.some(other => denies(other, lift) !== "no" && this.#covers(other, scope.toLowerCase())),
      );
      if (left.length === bound.length) return bound;
      bound = left;
    }
  }

  #covers({ scope, doNotApplyToChildScopes }: Rows["denyAssignments"][number], where: string): boolean {
    const top = scope.toLowerCase();
    if (doNotApplyToChildScopes)
      return where === top && where.includes("/resourcegroups/") && where.includes("/providers/");
    return this.#inside(where, top);
  }

  /** The subscriptions on which it may create compute itself, or have another capability. */
  #own(who: string, joined: readonly string[], capability: Capability = "createCompute"): Reach {
    const actions = capabilityTable[capability].map(({ action }) => action.toLowerCase());
    const reach: Reach = new Map();
    const { circle, held, bound } = this.#state(who, joined);
    for (const each of held)
      for (const { id } of this.rows.subscriptions) {
        const here = `/subscriptions/${id}`;
        if (!this.#inside(here, each.scope) && !this.#inside(each.scope, here)) continue;
        if (each.subscriptions && !each.subscriptions.includes(id)) continue;
        const where = each.scope.startsWith(here) ? each.scope : here;
        const type = /\/resourcegroups\/[^/]+\/providers\/([^/]+\/[^/]+)\//.exec(each.scope)?.[1];
        const possible = actions.filter(action => type === undefined || action.startsWith(`${type}/`));
        const free = (action: string) =>
          !bound.some(denial => denies(denial, action) !== "no" && this.#covers(denial, where));
        const direct =
          capability !== "grantAccess" &&
          possible.some(action => says(each.role, action) && each.meaning !== "odd" && free(action));
        const grants = this.#grants(each, circle, who);
        const anything = possible.some(free);
        const helps =
          grants === "any" ||
          (grants === "maker" && ["createCompute", "grantAccess"].includes(capability)) ||
          (grants === "runner" && capability === "runCode");
        const gives = helps && (each.lent !== undefined || free(assign)) && (anything || capability === "grantAccess");
        if (direct || gives) note(reach, id, each.eligible);
      }
    return reach;
  }

  /** Where one step leads. `undefined` stands for elevated access. */
  *#steps(who: string, joined: readonly string[]): Generator<{ as?: string; joins?: string; eligible: boolean }> {
    const { rows } = this;
    const { circle, held, bound } = this.#state(who, joined);
    for (const { of, where, owner } of rows.owners) {
      if (!circle.has(owner)) continue;
      if (where !== "group") yield { as: of, eligible: false };
      else if (!rows.principals.some(({ id, synced }) => id === of && synced)) yield { joins: of, eligible: false };
    }
    for (const { group, principal } of rows.groupEligibilities)
      if (circle.has(principal)) yield { joins: group, eligible: true };
    for (const { holder, subject, ours } of rows.federatedCredentials)
      if (ours && subject !== undefined && circle.has(subject.toLowerCase())) yield { as: holder, eligible: false };
    for (const { id, blueprint } of rows.agentIdentities)
      if (blueprint !== undefined && circle.has(blueprint)) yield { as: id, eligible: false };
    const assignable = new Set(rows.principals.filter(({ assignableToRole }) => assignableToRole).map(({ id }) => id));
    /** Whether somebody is no administrator, but for one of these roles, and in no group that roles can be assigned to. */
    const isPlain = (id: string, but: readonly string[] = []) =>
      rows.directoryRoles.every(
        ({ principal, roleName }) => but.includes(roleName) || !this.#circle(id, []).has(principal),
      ) &&
      !rows.memberships.some(({ group, member }) => member === id && assignable.has(group)) &&
      !rows.owners.some(({ of, owner }) => owner === id && assignable.has(of));
    for (const { principal, permission } of rows.graphPermissions) {
      if (!circle.has(principal)) continue;
      const [to, eligible = false] = permissions[permission]!;
      if (to === "all") yield { eligible };
      if (to === "applications")
        for (const { id, kind } of rows.servicePrincipals) if (kind === "Application") yield { as: id, eligible };
      for (const { id, enabled, synced } of rows.users)
        if (enabled && (to === "anybody" || (to === "people" && isPlain(id) && !synced) || (to === "synced" && synced)))
          yield { as: id, eligible };
      if (to === "groups" || to === "members" || to === "all groups")
        for (const { id, type, assignableToRole, synced, dynamic } of rows.principals) {
          if (type !== "Group" || synced || assignableToRole === undefined) continue;
          if (assignableToRole ? to === "all groups" : !dynamic || to === "groups") yield { joins: id, eligible };
        }
    }
    for (const { roleName, principal, scope = "/", state } of rows.directoryRoles) {
      if (!circle.has(principal)) continue;
      const eligible = state === "eligible";
      const reached = (id: string) =>
        scope === "/" ||
        rows.administrativeUnits.some(({ unit, member }) => scope.endsWith(unit) && member === id) ||
        scope === `/${id}` ||
        // An application as it is registered here.
        rows.principals.some(
          each =>
            each.appId !== undefined &&
            scope === `/${each.id}` &&
            rows.servicePrincipals.some(one => one.id === id && one.appId === each.appId),
        );
      if (scope === "/" && ["Global Administrator", "Privileged Role Administrator"].includes(roleName))
        yield { eligible };
      const anybody = ["Global Administrator", "Privileged Authentication Administrator"].includes(roleName);
      const spared = passwordsOf[roleName];
      // The four who may change whether an account is enabled bring back whom they reset.
      const unblocks = [
        "Global Administrator",
        "Privileged Authentication Administrator",
        "Authentication Administrator",
        "User Administrator",
      ].includes(roleName);
      for (const { id, enabled, synced } of rows.users) {
        if (!enabled && (!unblocks || synced)) continue;
        if (anybody && reached(id)) yield { as: id, eligible };
        if (spared && !synced && reached(id) && isPlain(id, scope === "/" ? spared : [])) yield { as: id, eligible };
        if (enabled && scope === "/" && synced && ["Global Administrator", "Security Administrator"].includes(roleName))
          yield { as: id, eligible };
      }
      if (["Global Administrator", "Application Administrator"].includes(roleName))
        for (const { id, kind } of rows.servicePrincipals)
          if (kind === "Application" && reached(id)) yield { as: id, eligible };
      // Neither a rule nor the owners are for Identity Governance to change.
      if (["Global Administrator", "User Administrator", "Identity Governance Administrator"].includes(roleName))
        for (const { id, type, assignableToRole, synced, dynamic } of rows.principals)
          if (type === "Group" && assignableToRole === false && !synced && reached(id))
            if (!dynamic || !roleName.startsWith("Identity")) yield { joins: id, eligible };
    }
    /** The best tenure in which it may take the action at a place. */
    const take = (action: string, where: string): "now" | "later" | undefined => {
      const place = where.toLowerCase();
      if (bound.some(denial => denies(denial, action) !== "no" && this.#covers(denial, place))) return undefined;
      const ways = held.filter(each => this.#over(each, place) && this.#allows(each, action, circle, who));
      return ways.length === 0 ? undefined : ways.some(({ eligible }) => !eligible) ? "now" : "later";
    };
    for (const { id, type, identities, issuer } of rows.workloadsWithIdentity) {
      const ways = lines[type]!.map(line => {
        const taken = line.map(action => take(action, id));
        return taken.includes(undefined) ? undefined : taken.includes("later") ? "later" : "now";
      });
      const best = ways.includes("now") ? "now" : ways.includes("later") ? "later" : undefined;
      // Who starts a pod signs in as whoever trusts the tokens of the cluster's service accounts.
      const trusting = rows.federatedCredentials.filter(
        each => issuer !== undefined && each.issuer === issuer && each.subject?.startsWith("system:serviceaccount:"),
      );
      if (best)
        for (const as of [...identities, ...trusting.map(({ holder }) => holder)])
          yield { as, eligible: best === "later" };
    }
    // A policy that mends deploys what its definition says, as the identity of its assignment.
    for (const { id, definition } of rows.policyAssignments) {
      const written = take("microsoft.authorization/policydefinitions/write", definition);
      const identity = rows.servicePrincipals.find(({ resource }) => resource?.toLowerCase() === id.toLowerCase());
      if (written && identity && !this.closed.has(definition)) yield { as: identity.id, eligible: written === "later" };
    }
    // The secret in each vault opens the application.
    for (const { id, roles, templates, readers } of rows.vaults) {
      if (this.closed.has(id)) continue;
      if (readers.some(reader => circle.has(reader))) yield { as: secretOf, eligible: false };
      const kv = "microsoft.keyvault/vaults";
      const ways = [
        ...(roles ? [[`${kv}/secrets/getsecret/action`]] : [[`${kv}/write`], [`${kv}/accesspolicies/write`]]),
        ...(templates ? [[`${kv}/deploy/action`, "microsoft.resources/deployments/write"]] : []),
      ].map(line => line.map(action => take(action, id)));
      for (const { scope } of roles ? held : [])
        if (scope.startsWith(`${id.toLowerCase()}/secrets/`))
          ways.push([take(`${kv}/secrets/getsecret/action`, scope)]);
      for (const way of ways) if (!way.includes(undefined)) yield { as: secretOf, eligible: way.includes("later") };
    }
    for (const { id, resource } of rows.servicePrincipals) {
      if (!resource?.includes("/userAssignedIdentities/") || this.closed.has(resource)) continue;
      const base = "microsoft.managedidentity/userassignedidentities";
      const federate = take(`${base}/federatedidentitycredentials/write`, resource);
      const attach = take(`${base}/assign/action`, resource);
      // Where one has a service of one's own does not matter: at every scope of a role, and in every subscription.
      const places = new Set([
        ...held.map(({ scope }) => scope).filter(scope => scope.startsWith("/subscriptions/")),
        ...rows.subscriptions.map(({ id }) => `/subscriptions/${id}`),
      ]);
      const serves = [...places].flatMap(place =>
        services.flatMap(line => {
          const type = /\/resourcegroups\/[^/]+\/providers\/([^/]+\/[^/]+)/.exec(place)?.[1];
          if (type !== undefined && !line.every(action => action.startsWith(`${type}/`))) return [];
          const taken = line.map(action => take(action, place));
          return taken.includes(undefined) ? [] : [taken.includes("later") ? ("later" as const) : ("now" as const)];
        }),
      );
      const makes = [...this.#own(who, joined).values(), ...serves];
      if (federate) yield { as: id, eligible: federate === "later" };
      if (attach && makes.length > 0) yield { as: id, eligible: attach === "later" || !makes.includes("now") };
    }
  }

  /** Every subscription on which somebody can create compute, or has another capability, by whatever road. */
  reach(who: string, capability: Capability = "createCompute"): Reach {
    const reach: Reach = new Map();
    this.#loans = [];
    this.#writers = [];
    for (const activating of [false, true]) {
      for (let before = ""; before !== JSON.stringify([this.#loans, this.#writers]); ) {
        before = JSON.stringify([this.#loans, this.#writers]);
        const loans = new Map<string, Held>();
        const writers = new Map<string, Writer>();
        const seen = new Set<string>();
        const places: { who: string; joined: string[] }[] = [{ who, joined: [] }];
        for (const place of places) {
          const key = `${place.who} ${place.joined}`;
          if (seen.has(key)) continue;
          seen.add(key);
          for (const loan of this.#lends(place.who, place.joined))
            if (activating || !loan.eligible) loans.set(JSON.stringify(loan), loan);
          const { writer } = this.#state(place.who, place.joined);
          const soon = <T extends Writer["roles"]>(all: T) =>
            known(Object.entries(all).filter(([, when]) => activating || when === "now"));
          const { rewrites, roles, places: at } = writer;
          const lends = { by: place.who, rewrites: soon(rewrites), roles: soon(roles), places: soon(at) };
          writers.set(JSON.stringify(lends), lends);
          for (const [id, when] of this.#own(place.who, place.joined, capability))
            if (activating) note(reach, id, true);
            else if (when === "now") note(reach, id, false);
          for (const { as, joins, eligible } of this.#steps(place.who, place.joined)) {
            if (eligible && !activating) continue;
            if (joins !== undefined)
              places.push({ who: place.who, joined: [...new Set([...place.joined, joins])].sort() });
            else if (as !== undefined) places.push({ who: as, joined: [] });
            else for (const { id } of this.rows.subscriptions) note(reach, id, activating);
          }
        }
        this.#loans = [...loans.values()];
        this.#writers = [...writers.values()];
      }
    }
    return reach;
  }
}

const everything = (role: Held["role"]): Held["role"] => ({
  ...role,
  permissions: [{ actions: ["*"], notActions: [], dataActions: ["*"] }],
});

const known = (list: readonly (readonly [string, When | undefined])[]): Readonly<Record<string, When>> =>
  Object.fromEntries(list.filter((each): each is [string, When] => each[1] !== undefined));

/** All are needed. */
const worst = (each: readonly (When | undefined)[]): When | undefined =>
  each.includes(undefined) ? undefined : each.includes("later") ? "later" : "now";

function note(reach: Reach, id: string, isLater: boolean): void {
  if (!isLater) reach.set(id, "now");
  else if (!reach.has(id)) reach.set(id, "later");
}

function denies({ permissions }: Rows["denyAssignments"][number], action: string): "yes" | "unknown" | "no" {
  const hits = permissions.filter(each => names(each, action));
  return hits.length === 0 ? "no" : hits.some(({ condition }) => condition === undefined) ? "yes" : "unknown";
}
