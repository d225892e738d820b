import * as z from "zod";
import { type CloudSettings, withoutSlash } from "./endpoints";

/**
 * Any cloud, as its own Azure Resource Manager describes it: the answer of
 * `GET https://<resource manager>/metadata/endpoints?api-version=2022-09-01`. Of its many fields those are read that this
 * tool has a use for; older versions answer a list, which is taken where it holds one cloud.
 */

const https = z.string().refine(text => URL.canParse(text) && new URL(text).protocol === "https:", "is no https URL");
const domain = z.string().regex(/^(?!-)[a-z\d-]+(\.[a-z\d-]+)*(:\d+)?$/i, "is no domain");

const described = z.object(
  {
    authentication: z.object(
      { loginEndpoint: https, audiences: z.array(z.string().min(1)).min(1, "is empty") },
      "is missing",
    ),
    resourceManager: https,
    microsoftGraphResourceId: https,
    suffixes: z.object({ storage: domain, keyVaultDns: domain.optional() }, "is missing"),
    logAnalyticsResourceId: https.optional(),
  },
  "is no description of one cloud",
);

/** Thrown with one line: what is wrong in the description. */
export class CloudFileError extends Error {
  override readonly name = "CloudFileError";
}

/** Reads the description of a cloud. */
export function cloudIn(text: string): CloudSettings {
  const answer = described.safeParse(only(json(text)));
  if (!answer.success) throw new CloudFileError(inOneLine(answer.error));
  const { authentication, resourceManager, microsoftGraphResourceId, suffixes, logAnalyticsResourceId } = answer.data;
  const arm = withoutSlash(resourceManager);
  const audiences = authentication.audiences.map(withoutSlash);
  return {
    authority: withoutSlash(authentication.loginEndpoint),
    arm,
    graph: withoutSlash(microsoftGraphResourceId),
    storage: suffixes.storage.toLowerCase(),
    ...(suffixes.keyVaultDns !== undefined && { vault: suffixes.keyVaultDns.toLowerCase() }),
    ...(logAnalyticsResourceId !== undefined && { logs: withoutSlash(logAnalyticsResourceId) }),
    // Azure Stack Hub takes tokens for an address that is not its own.
    ...(!audiences.includes(arm) && { armAudience: audiences[0]! }),
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new CloudFileError("it is not JSON");
  }
}

/** A list of one is that one; of several, nobody says which is meant. */
function only(answer: unknown): unknown {
  if (!Array.isArray(answer)) return answer;
  if (answer.length !== 1)
    throw new CloudFileError(`it describes ${answer.length} clouds; leave the one that is meant`);
  return answer[0];
}

function inOneLine({ issues }: z.ZodError): string {
  const [{ path, code, message }] = issues as [z.core.$ZodIssue];
  const where = path.length > 0 ? path.join(".") : "it";
  return `${where} ${code === "invalid_type" && !message.startsWith("is ") ? "is missing" : message}`;
}
