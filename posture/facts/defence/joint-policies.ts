import type { ConditionalAccessPolicy } from "../../evidence/conditional-access";
import { type MfaLevel, stronger, weaker } from "./states";

/** A way to divide sign-ins among policies: each holds for a part of them, and together they may hold for all. */
export type Division = "clients" | "platforms" | "locations";

interface Rule {
  /** The condition of Conditional Access that divides, where it is not the clients. */
  readonly condition?: string;
  /** The parts that these policies tell apart, with the rest as one more. None where that cannot be told. */
  readonly parts: (policies: readonly ConditionalAccessPolicy[]) => readonly string[];
  readonly covers: (policy: ConditionalAccessPolicy, part: string) => boolean;
}

const rest = "the rest";
const lower = (text: string) => text.toLowerCase();

interface Choice {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

const named = ({ include, exclude }: Choice) => [...include, ...exclude].map(lower).filter(name => name !== "all");
const takes = ({ include, exclude }: Choice, part: string): boolean =>
  include.some(name => ["all", part].includes(lower(name))) && !exclude.some(name => lower(name) === part);

/** By a condition that takes in some and leaves out some. What nobody names is the rest, which only "all" takes in. */
const byChoice = (condition: "platforms" | "locations"): Rule => ({
  condition,
  parts(policies) {
    const names = [...new Set(policies.flatMap(policy => (policy[condition] ? named(policy[condition]) : [])))].sort();
    // Which places are trusted is not read: one that is named may be one of them.
    return names.includes("alltrusted") && names.length > 1 ? [] : [...names, rest];
  },
  covers: (policy, part) => policy[condition] !== undefined && takes(policy[condition], part),
});

export const divisions: { readonly [D in Division]: Rule } = {
  clients: {
    parts: () => ["browser", "mobileappsanddesktopclients"],
    covers: ({ clientAppTypes }, part) =>
      clientAppTypes.length === 0 || clientAppTypes.some(type => ["all", part].includes(lower(type))),
  },
  platforms: byChoice("platforms"),
  locations: byChoice("locations"),
};

const partsOf = (division: Division, policies: readonly { readonly policy: ConditionalAccessPolicy }[]) =>
  divisions[division].parts(policies.map(({ policy }) => policy));

/** Whether one of these policies leaves out a part of the sign-ins. */
export const divides = (
  division: Division,
  policies: readonly { readonly policy: ConditionalAccessPolicy }[],
): boolean =>
  partsOf(division, policies).some(part => policies.some(({ policy }) => !divisions[division].covers(policy, part)));

interface Asking {
  readonly policy: ConditionalAccessPolicy;
  /** What it asks for in the parts that it covers. */
  readonly level: MfaLevel | "unknown";
}

/** What is asked of all sign-ins, where `asked` is asked of each anyway: as much as of the part of which least is asked. */
export function together(
  division: Division,
  policies: readonly Asking[],
  asked: MfaLevel,
): { readonly certain: MfaLevel; readonly possible: MfaLevel } {
  const { covers } = divisions[division];
  const parts = partsOf(division, policies);
  if (parts.length === 0) return { certain: asked, possible: asked };
  const inEachPart = (unknown: MfaLevel): MfaLevel =>
    parts
      .map(part =>
        policies
          .filter(({ policy }) => covers(policy, part))
          .reduce((most, { level }) => stronger(most, level === "unknown" ? unknown : level), asked),
      )
      .reduce(weaker, "phishingResistant");
  return { certain: inEachPart("none"), possible: inEachPart("mfa") };
}
