import type { Severity } from "../../../catalogue/severity";

/** How firmly MFA is asked for at Azure management, the weakest first. */
export const mfaLevels = ["none", "partly", "mfa", "phishingResistant"] as const;
export type MfaLevel = (typeof mfaLevels)[number];

export const isAtLeast = (level: MfaLevel | "unknown", least: MfaLevel): boolean =>
  level !== "unknown" && mfaLevels.indexOf(level) >= mfaLevels.indexOf(least);

export const stronger = (one: MfaLevel, other: MfaLevel): MfaLevel =>
  mfaLevels.indexOf(one) >= mfaLevels.indexOf(other) ? one : other;
export const weaker = (one: MfaLevel, other: MfaLevel): MfaLevel =>
  mfaLevels.indexOf(one) <= mfaLevels.indexOf(other) ? one : other;

interface StateWords {
  /** For people; what decides it follows. */
  readonly words: string;
  /** `partly`: more than a password is needed, and less than MFA is asked for. */
  readonly defended: true | false | "partly" | "unknown";
  /** How much it weighs that an identity which can create compute is in this state. None: nothing is wrong, or proved. */
  readonly severity?: Severity;
  /** What is wrong with somebody in this state, to complete "can create compute and …". */
  readonly fault?: string;
  /** The fault lies in what the policies ask, and they leave emergency accounts out on purpose. */
  readonly byPolicy?: true;
}

/**
 * Every way in which an account can be defended against a stolen password. What it has registered weighs first: while
 * nothing usable is, whoever has the password is asked to register a method of their own, whatever the policies demand.
 */
export const defenceStates = {
  phishingResistant: { words: "phishing-resistant MFA enforced", defended: true },
  mfa: { words: "MFA enforced", defended: true },
  /** Mandatory MFA, phase 2: never more than writes through Azure Resource Manager. */
  systemWrites: {
    words: "MFA enforced by Microsoft for writes only",
    defended: "partly",
    severity: "high",
    fault:
      "does not have to use MFA for Azure management by any policy of the tenant: only Microsoft asks, and for writes",
    byPolicy: true,
  },
  partly: {
    words: "MFA not enforced throughout",
    defended: "partly",
    severity: "medium",
    fault: "can sign in to Azure management without MFA in some cases",
    byPolicy: true,
  },
  unenforced: {
    words: "MFA not enforced for Azure management",
    defended: false,
    severity: "critical",
    fault: "does not have to use MFA for Azure management",
    byPolicy: true,
  },
  notCapable: {
    words: "MFA registered with methods that are not allowed",
    defended: false,
    severity: "critical",
    fault: "has registered only methods that are not allowed for MFA, so its password is enough to register another",
  },
  neither: {
    words: "MFA not registered",
    defended: false,
    severity: "critical",
    fault: "has not registered for MFA in Entra ID",
  },
  unknown: { words: "MFA could not be assessed", defended: "unknown" },
} as const satisfies Record<string, StateWords>;

export type DefenceState = keyof typeof defenceStates;

export const stateWords = (state: DefenceState): StateWords => defenceStates[state];
