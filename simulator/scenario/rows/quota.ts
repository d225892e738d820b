import type { Row } from "../../json";
import { guid } from "../ids";

/** One request to change the limit of a family. */
export interface QuotaRequest {
  /** `/subscriptions/…/providers/Microsoft.Compute/locations/westeurope` */
  readonly location: string;
  /** Of two events: the request and its only part. */
  readonly number: number;
  readonly at: string;
  /** The family's name, as Azure spells it, and as people read it. */
  readonly family: readonly [value: string, localizedValue: string];
  readonly limit: number;
  /** Why it was refused; absent where it was granted. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** In the form in which Microsoft.Quota keeps it. */
export function quotaRequest({ location, number, at, family, limit, error }: QuotaRequest): Row {
  const name = guid("event", number);
  const outcome = error
    ? { message: "Request failed", provisioningState: "Failed" }
    : { message: "Request completed", provisioningState: "Succeeded" };
  const [value, localizedValue] = family;
  return {
    id: `${location}/providers/Microsoft.Quota/quotaRequests/${name}`,
    type: "Microsoft.Quota/quotaRequests",
    name,
    properties: {
      requestSubmitTime: at,
      ...outcome,
      ...(error && { error }),
      value: [
        {
          limit: { limitObjectType: "LimitValue", value: limit },
          subRequestId: guid("event", number + 1),
          name: { value, localizedValue },
          unit: "Count",
          ...outcome,
        },
      ],
    },
  };
}
