import { toApproval } from "./approvals";
import { defaultEstate, type Estate } from "./estate";
import { hasEnded } from "./exceptions";
import { familyOf } from "./families";
import { isRegion } from "./regions";
import { acceleratorProfiles, isAccelerator, matches, sizes } from "./sizes";

/** What is valid in an estate and hardly meant. */
export interface EstateWarning {
  /** Where it stands: names of keys, and places in lists. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** An exception that ends within so many days is said, while there is time to renew or to mend. */
const warnDays = 14;

/** Microsoft Learn, "Manage emergency access accounts in Microsoft Entra ID": two or more. */
const wantedBreakGlass = 2;

type Threshold = keyof Estate["thresholds"];

/** Whether a threshold that is higher than by default, or one that is lower, lets more pass. */
const looser: { readonly [K in Threshold]: "higher" | "lower" } = {
  standingHolders: "higher",
  globalAdministrators: "higher",
  unusedUsdPerDay: "higher",
  dormantDays: "higher",
  credentialDays: "higher",
  certificateDays: "higher",
  historyDays: "lower",
  newAfterDays: "higher",
  burstHours: "lower",
  burstRegions: "higher",
  burstCreators: "higher",
  burstMachines: "higher",
  failedSizes: "higher",
  driverInstalls: "higher",
  deletions: "higher",
  quotaRequests: "higher",
  guessedAccounts: "higher",
  newCores: "higher",
  quotaHours: "lower",
  quotaLeadDays: "lower",
  followUpHours: "lower",
  youngRightsHours: "lower",
  detectionDays: "lower",
};

/**
 * What is valid and hardly meant, in the order of the settings. Pure.
 * @param today the day in UTC, as 2026-12-31
 */
export const warningsOf = (estate: Estate, today: string): readonly EstateWarning[] => [
  ...sizeWarnings(estate),
  ...breakGlassWarnings(estate),
  ...workspaceWarnings(estate),
  ...capWarnings(estate),
  ...thresholdWarnings(estate),
  ...exceptionWarnings(estate, today),
];

function* sizeWarnings({ gpuSizes, vmSizes = [] }: Estate): Generator<EstateWarning> {
  for (const [i, { size }] of gpuSizes.map(toApproval).entries()) {
    const path = ["gpuSizes", i];
    if (/^\*+$|^standard_\*+$/i.test(size))
      yield { path, message: `"${size}" approves every accelerator there is; name the sizes` };
    else if (isUnknownSize(size)) yield unknownSize(path, size);
    else if (isOrdinary(size))
      yield { path, message: `"${size}" has no accelerator, and does nothing here; it belongs under vmSizes` };
  }
  for (const [i, size] of vmSizes.entries()) if (isUnknownSize(size)) yield unknownSize(["vmSizes", i], size);
}

function* breakGlassWarnings({ breakGlass }: Estate): Generator<EstateWarning> {
  const named = new Set(breakGlass.map(entry => entry.toLowerCase())).size;
  if (named < wantedBreakGlass)
    yield {
      path: ["breakGlass"],
      message: `${["no emergency account is", "one emergency account is"][named]} named; keep two, and name both`,
    };
}

/** The schema asks for the form of a resource id; an id of a subscription has its hyphens in their places. */
function* workspaceWarnings({ workspace }: Estate): Generator<EstateWarning> {
  if (workspace !== undefined && !/^\/subscriptions\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\//i.test(workspace))
    yield {
      path: ["workspace"],
      message: "the id of its subscription is no GUID; copy the resource id from the portal",
    };
}

function* capWarnings({ quotaCaps }: Estate): Generator<EstateWarning> {
  for (const [i, { family }] of quotaCaps.entries())
    if (familyOf(family) === undefined)
      yield { path: ["quotaCaps", i, "family"], message: `no table of this version knows the family "${family}"` };
}

function* thresholdWarnings({ thresholds }: Estate): Generator<EstateWarning> {
  for (const [name, way] of Object.entries(looser) as [Threshold, "higher" | "lower"][]) {
    const [value, usual] = [thresholds[name], defaultEstate.thresholds[name]];
    if (way === "higher" ? value > usual : value < usual)
      yield {
        path: ["thresholds", name],
        message: `${name} is ${value}, which lets more pass than the default, ${usual}`,
      };
  }
}

function* exceptionWarnings({ exceptions }: Estate, today: string): Generator<EstateWarning> {
  for (const [i, exception] of exceptions.entries()) {
    const { rule, until, upTo } = exception;
    const path = ["exceptions", i, "until"];
    const left = (Date.parse(until) - Date.parse(today)) / 86_400_000;
    if (hasEnded(exception, today))
      yield { path, message: `the exception to ${rule} ended on ${until}, and does nothing; take it out` };
    else if (left <= warnDays)
      yield {
        path,
        message: `the exception to ${rule} ends on ${until}, ${["today", "tomorrow"][left] ?? `in ${left} days`}`,
      };
    for (const region of upTo?.regions ?? [])
      if (!isRegion(region))
        yield {
          path: ["exceptions", i, "upTo", "regions"],
          message: `no table of this version knows the region "${region}"`,
        };
    for (const size of [upTo?.size ?? []].flat())
      if (isUnknownSize(size)) yield unknownSize(["exceptions", i, "upTo", "size"], size);
  }
}

const unknownSize = (path: EstateWarning["path"], size: string): EstateWarning => ({
  path,
  message: `no table of this version knows a size "${size}"`,
});

/** Whether it looks like a size of machines, and none is called so. Accelerators have other names too: V100, AKS Automatic. */
const isUnknownSize = (size: string): boolean =>
  /^standard_|_v\d+$/i.test(size) &&
  !acceleratorProfiles.some(profile => matches(profile, size)) &&
  ![...sizes().keys()].some(known => matches(size, known));

/** Whether sizes are known that it names, and none of them has an accelerator. */
function isOrdinary(size: string): boolean {
  const named = [...sizes().values()].filter(({ name }) => matches(size, name));
  return named.length > 0 && named.every(({ name }) => !isAccelerator(name));
}
