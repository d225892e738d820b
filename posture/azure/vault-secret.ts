import type { TlsSettings } from "@azure/core-rest-pipeline";
import type { TokenCredential } from "@azure/identity";
import type { CloudSettings } from "./endpoints";
import { Fault, faultOf } from "./fault";
import { mannersOf, serviceAt } from "./pipeline";

/**
 * What a secret holds. The sign-in needs Key Vault Secrets User on it
 * (https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret).
 * @throws Fault where it cannot be read
 */
export async function vaultSecret(
  address: string,
  { vault }: Pick<CloudSettings, "vault">,
  credential: TokenCredential,
  tlsOptions?: TlsSettings,
): Promise<string> {
  const { origin, pathname } = new URL(address);
  const manners = mannersOf({ ...(tlsOptions && { tlsOptions }) })(origin);
  const service = serviceAt("Key Vault", origin, credential, manners, `https://${vault}/.default`);
  try {
    const { body } = await service.get(`${pathname.replace(/\/$/, "")}?api-version=7.4`);
    const { value } = (body ?? {}) as { value?: unknown };
    if (typeof value === "string") return value.trim();
  } catch (error) {
    throw faultOf(error, "Key Vault");
  }
  throw new Fault("malformed", "an answer from Key Vault in the documented form");
}
