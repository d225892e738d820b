import type { Certainty } from "../../../catalogue/certainty";
import { all, any, not } from "../../../catalogue/certainty";
import type { ConditionalAccessPolicy } from "../../evidence/conditional-access";
import { Crowd } from "../crowd";
import { derivation } from "../derivation";
import { isBreakGlass } from "../subjects";
import type { SignInGuard, SignInGuardName } from "../types";
import { switchedOn } from "./enforcement";
import { type Person, personOf, policyReachOf, synchronisingAccounts } from "./policy-reach";
import { clients, conditionsOf, coverage, demand, ifOn, type PolicyReading } from "./policy-reading";
import { isAtLeast } from "./states";
import { strengthLevels } from "./strengths";

interface Guard {
  /** What a policy makes of such sign-ins of those whom it reaches: MFA or better stops them. */
  readonly stops: (policy: ConditionalAccessPolicy, how: Reading) => PolicyReading;
  /** Kinds of accounts of which it is asked elsewhere. */
  readonly notOf?: Person["kinds"];
}

interface Reading {
  readonly cloud: string | undefined;
  readonly demanded: (policy: ConditionalAccessPolicy) => PolicyReading;
}

/** Each thing that is to be stopped, and when a policy does so. */
const guards: { readonly [G in SignInGuardName]: Guard } = {
  // Old protocols have no way to show a second factor: whatever is demanded of them refuses them.
  legacyAuthentication: {
    stops: (policy, { demanded }) =>
      ifOn(policy, [
        yesIf(coversOldProtocols(policy)),
        ...conditionsOf(policy),
        demanded(policy).level === "partly" ? full : demanded(policy),
      ]),
  },
  // MFA does not help: the victim does it for the attacker. Only to refuse the flow does.
  deviceCode: {
    stops: (policy, { cloud }) =>
      ifOn(policy, [
        coverage(policy, cloud),
        ...conditionsOf(policy, ["authenticationFlows"]),
        clients(policy),
        yesIf(blocks(policy) ? appliesTo(policy, "authenticationFlows", policy.flows, "deviceCodeFlow") : false),
      ]),
  },
  signInRisk: {
    stops: (policy, { cloud, demanded }) =>
      ifOn(policy, [
        coverage(policy, cloud),
        ...conditionsOf(policy, ["signInRiskLevels"]),
        clients(policy),
        demanded(policy),
        yesIf(appliesTo(policy, "signInRiskLevels", policy.riskLevels?.signIn, "high")),
      ]),
  },
  // The risk of external people is judged at their home. MFA alone leaves the leaked password in use.
  userRisk: {
    stops: (policy, { cloud }) =>
      ifOn(policy, [
        coverage(policy, cloud),
        ...conditionsOf(policy, ["userRiskLevels"]),
        clients(policy),
        yesIf(blocks(policy) || changesPassword(policy)),
        yesIf(appliesTo(policy, "userRiskLevels", policy.riskLevels?.user, "high")),
      ]),
    notOf: ["b2bCollaborationGuest", "b2bCollaborationMember"],
  },
};

/** Whom policies keep from old protocols, from the device code flow, and from signing in at risk. */
export default derivation<"signInGuards">()({
  needs: ["users", "memberships", "directoryRoles", "conditionalAccess", "securityDefaults", "authenticationStrengths"],
  derive(given, { estate, manifest }) {
    const policies = given.conditionalAccess.value;
    const reach = policyReachOf(policies, given);
    const unread: Certainty = given.conditionalAccess.gaps.length > 0 ? "unknown" : "no";
    const levelOfStrength = strengthLevels(given.authenticationStrengths.value);
    const how: Reading = { cloud: manifest.cloud, demanded: ({ grant }) => demand(grant, levelOfStrength) };

    // Of people whom no policy tells apart, one is asked about.
    const synchronising = synchronisingAccounts(given.directoryRoles.value);
    const alike = new Map<string, { readonly person: Person; readonly crowd: Crowd }>();
    for (const user of given.users.value) {
      const { id, upn, enabled } = user;
      if (!enabled || synchronising.has(id) || isBreakGlass(estate.breakGlass, { id, name: upn })) continue;
      const person = personOf(id, user);
      const key = reach.signature(person);
      const known = alike.get(key) ?? { person, crowd: new Crowd() };
      known.crowd.add(upn || id);
      alike.set(key, known);
    }

    const judge = ({ stops, notOf = [] }: Guard): SignInGuard => {
      const readings = policies.map(policy => ({ policy, reading: stops(policy, how) }));
      const stopping = readings
        .map(({ policy, reading }) => ({ policy, holds: certaintyOf(reading) }))
        .filter(({ holds }) => holds !== "no");
      const inPart = readings.filter(({ reading }) => reading.level === "partly");
      const reached = ({ policy }: (typeof readings)[number], person: Person) =>
        all(reach.includes(policy, person), not(reach.excludes(policy, person)));
      let wideOpen = false;
      const open: Crowd[] = [];
      let unsure = 0;
      for (const { person, crowd } of alike.values()) {
        if (person.kinds.some(kind => notOf.includes(kind))) continue;
        const stopped = any(function* () {
          yield unread;
          for (const { policy, holds } of stopping)
            yield all(holds, reach.includes(policy, person), not(reach.excludes(policy, person)));
        });
        if (stopped === "no") {
          open.push(crowd);
          wideOpen ||= !inPart.some(each => reached(each, person) === "yes");
        } else if (stopped === "unknown") unsure += crowd.count;
      }
      const certain = stopping.flatMap(({ policy, holds }) => (holds === "yes" ? [policy.name] : []));
      return {
        policies: certain.sort(),
        inPart: wideOpen ? [] : inPart.map(told).sort(),
        open: Crowd.together(open),
        unsure,
      };
    };
    const { legacyAuthentication, deviceCode, signInRisk, userRisk } = guards;
    return {
      value: {
        defaultsInstead: policies.some(({ state }) => state === "enabled") ? "no" : switchedOn(given.securityDefaults),
        legacyAuthentication: judge(legacyAuthentication),
        deviceCode: judge(deviceCode),
        signInRisk: judge(signInRisk),
        userRisk: judge(userRisk),
      },
    };
  },
});

const told = ({ policy, reading }: { readonly policy: ConditionalAccessPolicy; readonly reading: PolicyReading }) =>
  `policy ${policy.name}: ${reading.because}`;

const certaintyOf = ({ level }: PolicyReading): Certainty =>
  level === "unknown" ? "unknown" : isAtLeast(level, "mfa") ? "yes" : "no";

const full: PolicyReading = { level: "phishingResistant" };
const yesIf = (fact: boolean | "unknown"): PolicyReading =>
  fact === true ? full : { level: fact === "unknown" ? "unknown" : "none" };

/** Whether it applies at this value of a condition. It does at every one where the condition does not narrow it. */
function appliesTo(
  { narrowedBy }: ConditionalAccessPolicy,
  condition: string,
  values: readonly string[] | undefined,
  value: string,
): boolean | "unknown" {
  if (!narrowedBy.includes(condition)) return true;
  return values === undefined ? "unknown" : values.some(each => each.toLowerCase() === value.toLowerCase());
}

const controlsOf = ({ grant }: ConditionalAccessPolicy) => grant?.controls.map(control => control.toLowerCase()) ?? [];

const blocks = (policy: ConditionalAccessPolicy) => controlsOf(policy).includes("block");

/** The controls with which a user who is at risk is made to prove who they are, and to get a new secret. */
const remedies = ["passwordchange", "riskremediation"];

function changesPassword(policy: ConditionalAccessPolicy): boolean {
  const controls = controlsOf(policy);
  if (!controls.some(control => remedies.includes(control))) return false;
  return policy.grant?.operator === "AND" || controls.every(control => remedies.includes(control));
}

/** Where people have mailboxes, and where old protocols are answered. */
const exchange = ["office365", "00000002-0000-0ff1-ce00-000000000000"];

function coversOldProtocols({ applications, clientAppTypes }: ConditionalAccessPolicy): boolean {
  const types = clientAppTypes.map(type => type.toLowerCase());
  const old =
    types.length === 0 || types.includes("all") || ["exchangeactivesync", "other"].every(t => types.includes(t));
  const covered = applications.include.some(app => app.toLowerCase() === "all");
  return old && covered && !applications.exclude.some(app => exchange.includes(app.toLowerCase()));
}
