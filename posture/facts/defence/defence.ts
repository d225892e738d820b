import { derivation } from "../derivation";
import { membersOf } from "../membership";
import type { Certainty, Defence, Enforcement } from "../types";
import { synchronisingAccounts } from "./policy-reach";
import { type Registered, registrationsFrom } from "./registration";
import { atLeast, type DefenceState, stateWords } from "./states";
import { leftOpen, systemEnforcement } from "./system-enforcement";

/** How each account is defended: what it has registered, joined with what it is asked for at Azure management. */
export default derivation<"defence">()({
  needs: ["tenant", "users", "registrations", "memberships", "directoryRoles", "managementMfa"],
  decidesSome: ["domains", "crossTenantAccess", "perUserMfa", "policyAssignments"],
  derive(given, { manifest }) {
    const { value: asked } = given.managementMfa;
    const registrationOf = registrationsFrom(given);
    const writes = systemEnforcement(given.policyAssignments, manifest.tenant);
    const members = membersOf(given.memberships.value);
    const reports = new Map(given.registrations.value.map(report => [report.user, report]));
    const admins = new Set(given.directoryRoles.value.flatMap(({ principal }) => [principal, ...members(principal)]));
    const synchronising = synchronisingAccounts(given.directoryRoles.value);
    const perUser = new Map(given.perUserMfa.value.map(row => [row.user, row.state]));
    const users = new Map(given.users.value.map(user => [user.id, user]));

    /** Per-user MFA stands beside the policies: where it was not read, it may ask when they do not. */
    const enforcementOn = (id: string): Enforcement & { readonly unread?: string } => {
      const byPolicies = asked.users.get(id) ?? asked.stranger(id);
      if (atLeast(byPolicies.level, "mfa")) return byPolicies;
      const state = perUser.get(id);
      if (state === "enforced") return { level: "mfa", by: "per-user MFA", exemptFrom: [] };
      return state === undefined
        ? { ...byPolicies, level: "unknown", unread: "whether per-user MFA asks for it could not be read" }
        : byPolicies;
    };

    const ids = [...new Set([...users.keys(), ...asked.users.keys(), ...reports.keys()])].sort();
    const value = new Map(
      ids.map(id => [
        id,
        {
          ...judged(enforcementOn(id), registrationOf(id, users.get(id)), writes),
          admin: reports.get(id)?.admin === true || admins.has(id),
          cannotUseMfa: synchronising.has(id),
        } satisfies Defence,
      ]),
    );
    return { value };
  },
});

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
