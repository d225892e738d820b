import type { Certainty } from "../../../catalogue/certainty";
import type { Manifest } from "../../evidence/gathered";
import { Accounts, ByAccount } from "../accounts";
import { derivation } from "../derivation";
import { membersOf } from "../membership";
import type { Resolved } from "../needs";
import type { Defence, Enforcement } from "../types";
import { synchronisingAccounts } from "./policy-reach";
import { type Registered, registrationsFrom, reportsOf } from "./registration";
import { type DefenceState, isAtLeast, stateWords } from "./states";
import { leftOpen, systemEnforcement } from "./system-enforcement";

export const defenceNeeds = [
  "tenant",
  "users",
  "registrations",
  "memberships",
  "directoryRoles",
  "managementMfa",
] as const;
export const decidesDefence = ["domains", "crossTenantAccess", "perUserMfa", "policyAssignments"] as const;
type Given = Pick<Resolved, (typeof defenceNeeds)[number] | (typeof decidesDefence)[number]>;

/** How each account is defended: what it has registered, joined with what it is asked for at Azure management. */
export default derivation<"defence">()({
  needs: defenceNeeds,
  decidesSome: decidesDefence,
  derive(given, { manifest }) {
    const { value: asked } = given.managementMfa;
    const defenceOf = defencesFrom(given, manifest);
    const value = new ByAccount<Defence>(Accounts.of(given.users.value));
    const judge = (id: string) => value.set(id, defenceOf(id, asked.users.get(id) ?? asked.unreadAccount(id)));
    for (const { id } of given.users.value) judge(id);
    for (const id of new Set([...asked.users.others(), ...reportsOf(given).others()])) judge(id);
    return { value };
  },
});

/** Tells how an account is defended where policies ask this of it. */
export function defencesFrom(
  given: Given,
  manifest: Pick<Manifest, "tenant" | "cloud">,
): (id: string, byPolicies: Enforcement) => Defence {
  const registrationOf = registrationsFrom(given);
  const writes = systemEnforcement(given.policyAssignments, manifest);
  const members = membersOf(given.memberships.value);
  const accounts = Accounts.of(given.users.value);
  const reports = reportsOf(given);
  const admins = new Set(given.directoryRoles.value.flatMap(({ principal }) => [principal, ...members(principal)]));
  const synchronising = synchronisingAccounts(given.directoryRoles.value);
  const perUser = accounts.join(given.perUserMfa.value, row => row.user);

  const unread = new Map<Enforcement, Enforcement & { readonly unread: string }>();
  const perUserUnread = (byPolicies: Enforcement) => {
    const known = unread.get(byPolicies) ?? {
      ...byPolicies,
      level: "unknown" as const,
      unread: "whether per-user MFA asks for it could not be read",
    };
    unread.set(byPolicies, known);
    return known;
  };
  /** Per-user MFA stands beside the policies: where it was not read, it may ask when they do not. */
  const enforcementOn = (id: string, byPolicies: Enforcement): Enforcement & { readonly unread?: string } => {
    if (isAtLeast(byPolicies.level, "mfa")) return byPolicies;
    const state = perUser.get(id)?.state;
    if (state === "enforced") return byPerUserMfa;
    return state === undefined ? perUserUnread(byPolicies) : byPolicies;
  };

  // Most accounts are defended like many others: what is said of them is held once.
  const alike = new Map<Enforcement, Map<string, Defence>>();
  return (id, byPolicies) => {
    const enforcement = enforcementOn(id, byPolicies);
    const report = reports.get(id);
    const registered = registrationOf(report, accounts.get(id));
    const admin = report?.admin === true || admins.has(id);
    const cannotUseMfa = synchronising.has(id);
    const key = `${registered.registration} ${admin} ${cannotUseMfa} ${registered.unknown ?? ""}`;
    const known = alike.get(enforcement) ?? new Map<string, Defence>();
    alike.set(enforcement, known);
    const before = known.get(key);
    if (before) return before;
    const answer = { ...judged(enforcement, registered, cannotUseMfa ? "no" : writes), admin, cannotUseMfa };
    known.set(key, answer);
    return answer;
  };
}

const byPerUserMfa: Enforcement = { level: "mfa", by: "per-user MFA", exemptFrom: [] };

type Judged = Omit<Defence, "admin" | "cannotUseMfa">;

function judged(asked: Enforcement & { readonly unread?: string }, known: Registered, writes: Certainty): Judged {
  const { registration } = known;
  const state = stateOf(asked, known, writes);
  const { words, severity } = stateWords(state);
  const unread = state === "unenforced" && writes === "unknown";
  const unknown =
    state !== "unknown"
      ? undefined
      : asked.level === "unknown"
        ? (asked.unread ?? "whether it has to use MFA could not be read")
        : known.unknown;
  return {
    state,
    words: `${words}${cause(state, asked, registration)}`,
    proof: [
      ...(state === "partly" && asked.by && asked.but ? [`${asked.by}: ${asked.but}`] : []),
      ...asked.exemptFrom.map(policy => `policy ${policy} leaves it out`),
      ...(state === "systemWrites" ? [leftOpen] : []),
      ...(unread ? ["whether Microsoft's own enforcement for writes is in force could not be read"] : []),
    ],
    ...(unknown !== undefined && { unknown }),
    // That nobody asks is proved only where it was read that Microsoft does not either.
    ...(severity && { severity: unread ? "high" : severity }),
    registration,
  };
}

function stateOf({ level }: Enforcement, { registration }: Registered, writes: Certainty): DefenceState {
  if (registration === "none") return "neither";
  if (registration === "notCapable") return "notCapable";
  if (level === "none") return writes === "yes" ? "systemWrites" : "unenforced";
  if (level === "unknown") return "unknown";
  if (level === "partly") return "partly";
  // Whoever signs in at its home first registers a method here: more than a password there, and less than MFA.
  if (registration === "notHere") return "partly";
  return registration === "unknown" ? "unknown" : level;
}

/** What decides the state, to follow its words. */
function cause(state: DefenceState, { by, but }: Enforcement, registration: Defence["registration"]): string {
  if (state === "mfa" || state === "phishingResistant")
    return ` by ${by}${registration === "untold" ? ", what it has registered not told without Entra ID P1" : ""}`;
  if (state !== "partly") return "";
  return registration === "notHere"
    ? ": it has not registered here, and MFA of its home tenant does not count here"
    : `: ${by} holds, but ${but}`;
}
