import * as z from "zod";
import { parseJson } from "../../../catalogue/json";
import type { ActivityRecord } from "../../signals/activity-log";
import { tellingOf } from "../../signals/told-body";
import { maybeJsonText, maybeText, maybeTime } from "./wire";

const named = z
  .object({ value: maybeText })
  .nullish()
  .transform(name => name?.value);

/** A record of the activity log as ARM sends it. Of its bodies the columns read single values; the record goes no further. */
export const activityRecord = z
  .object({
    eventTimestamp: maybeTime.pipe(z.string()),
    operationName: named,
    status: named,
    caller: maybeText,
    correlationId: maybeText,
    subscriptionId: maybeText,
    resourceId: maybeText,
    claims: z.record(z.string(), z.unknown()).nullish(),
    httpRequest: z.object({ clientIpAddress: maybeText }).nullish(),
    // What one of them says in another form is not known, and the others are.
    properties: z
      .looseObject({
        responseBody: maybeJsonText.catch(undefined),
        requestbody: maybeJsonText.catch(undefined),
        statusMessage: maybeJsonText.catch(undefined),
        message: maybeText.catch(undefined),
      })
      .nullish()
      .catch(undefined),
  })
  .transform(
    ({ claims, httpRequest, properties, ...rest }): ActivityRecord => ({
      ...rest,
      address: httpRequest?.clientIpAddress,
      claims: claims ?? undefined,
      ...bodyOf(tellingOf(properties?.responseBody, properties?.requestbody)),
      said: properties?.message,
      refusal: properties?.statusMessage,
      message: parsed(properties?.statusMessage),
    }),
  );

const bodyOf = (text: string | undefined) => ({ body: parsed(text), bodyText: text?.toLowerCase() });

/** Texts that are no JSON say nothing that a column could read. */
const parsed = (text: string | undefined): unknown => (text === undefined ? undefined : parseJson(text));

/** The fields that are read, so that a page is small. */
export const activityFields =
  "eventTimestamp,operationName,status,caller,correlationId,subscriptionId,resourceId,claims,httpRequest,properties";
