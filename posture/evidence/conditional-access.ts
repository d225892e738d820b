import * as z from "zod";
import { isUuid } from "../../catalogue/uuid";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { read } from "./reading/read";
import { guid, maybeText, maybeTexts, present } from "./reading/wire";

const guestFilter = z.object({
  types: z
    .array(z.string())
    .describe("internalGuest, b2bCollaborationGuest, b2bCollaborationMember, serviceProvider …"),
  tenants: z.array(z.string()).exactOptional().describe("Only people of these tenants; left out: of all"),
});

/** What Microsoft Graph puts in the place of kinds that came later than its version. */
export const kindNotKnown = "unknownFutureValue";

/** Kinds of guests and external users that a policy names, in Azure's words. */
export type GuestFilter = RowOf<typeof guestFilter>;

const row = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(["enabled", "disabled", "enabledForReportingButNotEnforced"]),
  users: z.object({
    includeUsers: z.array(z.string()),
    excludeUsers: z.array(z.string()),
    includeGroups: z.array(z.string()),
    excludeGroups: z.array(z.string()),
    includeRoles: z.array(z.string()),
    excludeRoles: z.array(z.string()),
    includesGuests: z.boolean(),
    excludesGuests: z.boolean(),
    includedGuests: guestFilter.exactOptional().describe("Which of them; left out: every kind"),
    excludedGuests: guestFilter.exactOptional().describe("Which of them; left out: every kind"),
  }),
  applications: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }),
  clientAppTypes: z.array(z.string()),
  narrowedBy: z
    .array(z.string())
    .describe(
      "Conditions that narrow the policy: locations, platforms, devices, risk levels, flows. Empty: it always applies",
    ),
  locations: z
    .object({ include: z.array(z.string()), exclude: z.array(z.string()) })
    .exactOptional()
    .describe("Where it applies, in Azure's words, where that narrows it"),
  platforms: z
    .object({ include: z.array(z.string()), exclude: z.array(z.string()) })
    .exactOptional()
    .describe("To which platforms it applies, in Azure's words, where that narrows it"),
  riskLevels: z
    .object({ signIn: z.array(z.string()), user: z.array(z.string()) })
    .exactOptional()
    .describe("At which risk it applies, where risk narrows it"),
  flows: z
    .array(z.string())
    .exactOptional()
    .describe("To which ways to sign in it applies, such as `deviceCodeFlow`, where these narrow it"),
  contexts: z
    .array(z.string())
    .exactOptional()
    .describe("To which authentication contexts it applies, such as `c1`, where it is for these"),
  deviceFilter: z
    .enum(["include", "exclude"])
    .exactOptional()
    .describe("Whether its condition on devices says to which it applies, or which it leaves out"),
  grant: z
    .object({
      operator: z.enum(["AND", "OR"]),
      controls: z.array(z.string()),
      strength: z.string().exactOptional().describe("Id of the authentication strength, where one is asked for"),
    })
    .exactOptional(),
});

export type ConditionalAccessPolicy = RowOf<typeof row>;

const calls = {
  list: { api: "graph", permission: "Policy.Read.All", why: "know whom Conditional Access asks for MFA" },
} as const satisfies Calls;

const guests = z
  .object({
    guestOrExternalUserTypes: maybeText,
    externalTenants: z.object({ membershipKind: maybeText, members: maybeTexts }).nullish(),
  })
  .nullish()
  .transform(value => (value ? guestsOf(value) : undefined));

/** `guestOrExternalUserTypes` is one text, with commas. Where it is not sent, or of a kind of the future, the kinds are not known. */
function guestsOf(wire: {
  guestOrExternalUserTypes?: string | undefined;
  externalTenants?: { membershipKind?: string | undefined; members: string[] } | null | undefined;
}): GuestFilter {
  const { guestOrExternalUserTypes = kindNotKnown, externalTenants } = wire;
  const types = guestOrExternalUserTypes.split(",").map(type => type.trim());
  const some = externalTenants?.membershipKind?.toLowerCase() === "enumerated";
  return {
    types: types.filter(type => type !== "" && type !== "none"),
    ...(some && { tenants: ids(externalTenants?.members) }),
  };
}

const policy = z.object({
  id: guid,
  displayName: maybeText,
  state: z.enum(["enabled", "disabled", "enabledForReportingButNotEnforced"]),
  conditions: z.looseObject({
    users: z
      .object({
        includeUsers: maybeTexts,
        excludeUsers: maybeTexts,
        includeGroups: maybeTexts,
        excludeGroups: maybeTexts,
        includeRoles: maybeTexts,
        excludeRoles: maybeTexts,
        includeGuestsOrExternalUsers: guests,
        excludeGuestsOrExternalUsers: guests,
      })
      .nullish(),
    applications: z
      .looseObject({
        includeApplications: maybeTexts,
        excludeApplications: maybeTexts,
        includeAuthenticationContextClassReferences: maybeTexts,
      })
      .nullish(),
    clientAppTypes: maybeTexts,
    signInRiskLevels: maybeTexts,
    userRiskLevels: maybeTexts,
  }),
  grantControls: z
    .object({
      operator: z.enum(["AND", "OR"]).nullish(),
      builtInControls: maybeTexts,
      customAuthenticationFactors: maybeTexts,
      termsOfUse: maybeTexts,
      authenticationStrength: z.object({ id: guid }).nullish(),
    })
    .nullish(),
});

type Wire = z.infer<typeof policy>;

export default defineEvidence({
  kind: "conditionalAccess",
  title: "Conditional Access policies",
  row,
  calls,
  whole: "refused as a whole",
  run: ({ azure }) =>
    read(azure.graphList("/v1.0/identity/conditionalAccess/policies"), {
      what: "Conditional Access policies",
      call: calls.list,
      as: policy.transform(plain),
    }),
});

function plain({ id, displayName, state, conditions, grantControls }: Wire): ConditionalAccessPolicy {
  const { users, applications, clientAppTypes } = conditions;
  const special = (names: readonly string[] | undefined) => (names ?? []).includes(guestsName);
  const [included, excluded] = [users?.includeGuestsOrExternalUsers, users?.excludeGuestsOrExternalUsers];
  const narrowedBy = narrowing(conditions);
  return present({
    id,
    name: displayName ?? id,
    state,
    users: {
      includeUsers: ids(users?.includeUsers),
      excludeUsers: ids(users?.excludeUsers),
      includeGroups: ids(users?.includeGroups),
      excludeGroups: ids(users?.excludeGroups),
      includeRoles: ids(users?.includeRoles),
      excludeRoles: ids(users?.excludeRoles),
      includesGuests: special(users?.includeUsers) || included !== undefined,
      excludesGuests: special(users?.excludeUsers) || excluded !== undefined,
      ...(!special(users?.includeUsers) && included && { includedGuests: included }),
      ...(!special(users?.excludeUsers) && excluded && { excludedGuests: excluded }),
    },
    applications: {
      include: ids(applications?.includeApplications),
      exclude: ids(applications?.excludeApplications),
    },
    clientAppTypes,
    narrowedBy,
    locations: narrowedBy.includes("locations") ? locationsOf(conditions.locations) : undefined,
    platforms: narrowedBy.includes("platforms") ? platformsOf(conditions.platforms) : undefined,
    deviceFilter: narrowedBy.includes("devices") ? deviceFilterOf(conditions.devices) : undefined,
    riskLevels: narrowedBy.some(name => name === "signInRiskLevels" || name === "userRiskLevels")
      ? { signIn: conditions.signInRiskLevels, user: conditions.userRiskLevels }
      : undefined,
    flows: narrowedBy.includes("authenticationFlows") ? flowsOf(conditions.authenticationFlows) : undefined,
    contexts: narrowedBy.includes(contextCondition)
      ? applications?.includeAuthenticationContextClassReferences
      : undefined,
    grant: grantControls ? grantOf(grantControls) : undefined,
  });
}

const contextCondition = "includeAuthenticationContextClassReferences";
const guestsName = "GuestsOrExternalUsers";

/** Ids in lower case; Azure's special words (`All`, `None`, `Office365`) as they are. */
const ids = (names: readonly string[] | undefined): string[] =>
  (names ?? []).map(name => (isUuid(name) ? name.toLowerCase() : name));

const locationCondition = z.object({ includeLocations: maybeTexts, excludeLocations: maybeTexts });

function locationsOf(condition: unknown): ConditionalAccessPolicy["locations"] {
  const { data } = locationCondition.safeParse(condition);
  return data && { include: ids(data.includeLocations), exclude: ids(data.excludeLocations) };
}

const platformCondition = z.object({ includePlatforms: maybeTexts, excludePlatforms: maybeTexts });

function platformsOf(condition: unknown): ConditionalAccessPolicy["platforms"] {
  const { data } = platformCondition.safeParse(condition);
  return data && { include: data.includePlatforms, exclude: data.excludePlatforms };
}

const flowCondition = z.object({ transferMethods: maybeText });

/** `transferMethods` is one text, with commas. */
function flowsOf(condition: unknown): string[] | undefined {
  const { data } = flowCondition.safeParse(condition);
  return data?.transferMethods?.split(",").map(flow => flow.trim());
}

const deviceCondition = z.object({
  includeDevices: maybeTexts,
  excludeDevices: maybeTexts,
  deviceFilter: z.object({ mode: maybeText }).nullish(),
});

/** The filter of today, or the lists that went before it. */
function deviceFilterOf(condition: unknown): ConditionalAccessPolicy["deviceFilter"] {
  const { data } = deviceCondition.safeParse(condition);
  if (!data) return undefined;
  const mode = data.deviceFilter?.mode?.toLowerCase();
  if (mode === "exclude" || mode === "include") return mode;
  return isAll(data.includeDevices) && data.excludeDevices.length > 0 ? "exclude" : "include";
}

/** Any further way to satisfy the policy is a control too: under OR it stands beside MFA. */
function grantOf(grant: NonNullable<Wire["grantControls"]>): NonNullable<ConditionalAccessPolicy["grant"]> {
  const { operator, builtInControls, customAuthenticationFactors, termsOfUse, authenticationStrength } = grant;
  const others = { customAuthenticationFactors, termsOfUse };
  const further = Object.entries(others).flatMap(([name, list]) => (list.length ? [name] : []));
  return present({
    operator: operator ?? "OR",
    controls: [...builtInControls, ...further],
    strength: authenticationStrength?.id,
  });
}

const judged = new Set(["users", "applications", "clientAppTypes"]);
const judgedOfApplications = new Set(["includeApplications", "excludeApplications"]);

/**
 * Conditions under which the policy does not apply. One that is unknown here narrows too: a policy of which it is not
 * known that it always applies must not pass for one that does.
 */
function narrowing({ applications, ...conditions }: Wire["conditions"]): string[] {
  const of = (tree: object, known: ReadonlySet<string>) =>
    Object.entries(tree).flatMap(([name, value]) =>
      !known.has(name) && !name.includes("@odata") && narrows(value) ? [name] : [],
    );
  return [...of(conditions, judged), ...of(applications ?? {}, judgedOfApplications)].sort();
}

/** Nothing, an empty list, or "all of them" with no exception. */
function narrows(condition: unknown): boolean {
  if (Array.isArray(condition)) return condition.length > 0;
  if (condition === null || typeof condition !== "object")
    return condition !== null && condition !== undefined && condition !== "none";
  return Object.entries(condition).some(
    ([name, value]) => !name.includes("@odata") && narrows(value) && !(/^include/.test(name) && isAll(value)),
  );
}

const isAll = (value: unknown) =>
  Array.isArray(value) && value.some(item => typeof item === "string" && item.toLowerCase() === "all");
