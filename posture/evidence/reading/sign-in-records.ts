import * as z from "zod";
import type { SignInRecord } from "../../signals/sign-in-log";
import { maybeText, maybeTexts, maybeTime } from "./wire";

/** A sign-in as Graph's beta sends it (https://learn.microsoft.com/graph/api/resources/signin?view=graph-rest-beta). */
export const signInRecord = z
  .object({
    createdDateTime: maybeTime.pipe(z.string()),
    userId: maybeText,
    userPrincipalName: maybeText,
    servicePrincipalId: maybeText,
    servicePrincipalName: maybeText,
    ipAddress: maybeText,
    autonomousSystemNumber: z
      .number()
      .nullish()
      .transform(number => number ?? undefined),
    location: z.object({ countryOrRegion: maybeText }).nullish(),
    userAgent: maybeText,
    authenticationRequirement: maybeText,
    authenticationProtocol: maybeText,
    status: z.object({ errorCode: z.number().nullish() }).nullish(),
    appDisplayName: maybeText,
    resourceTenantId: maybeText,
    conditionalAccessStatus: maybeText,
    riskLevelAggregated: maybeText,
    signInEventTypes: maybeTexts,
  })
  .transform(
    ({ location, status, ...rest }): SignInRecord => ({
      ...rest,
      country: location?.countryOrRegion,
      errorCode: status?.errorCode ?? 0,
    }),
  );
