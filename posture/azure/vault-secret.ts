import type { TlsSettings } from "@azure/core-rest-pipeline";
import type { TokenCredential } from "@azure/identity";
import type { CloudSettings } from "./endpoints";
import { Fault, faultOf } from "./fault";
import { mannersOf, serviceAt } from "./pipeline";

type Vaults = Pick<CloudSettings, "vault">;

/** Whether this is the address of a secret in a key vault of the cloud: `https://contoso.vault.azure.net/secrets/webhook`. */
export function isVaultSecret(address: string, { vault }: Vaults): boolean {
  if (vault === undefined || !URL.canParse(address)) return false;
  const { protocol, hostname, port, pathname } = new URL(address);
  const [name, ...domain] = hostname.split(".");
  return (
    protocol === "https:" &&
    port === "" &&
    domain.join(".") === vault &&
    /^[a-z][a-z\d-]{1,22}[a-z\d]$/.test(name ?? "") &&
    /^\/secrets\/[\dA-Za-z-]{1,127}(\/[\da-f]{32})?\/?$/.test(pathname)
  );
}

/**
 * What a secret holds. The sign-in needs Key Vault Secrets User on it
 * (https://learn.microsoft.com/rest/api/keyvault/secrets/get-secret/get-secret).
 * @throws Fault where it cannot be read
 */
export async function vaultSecret(
  address: string,
  { vault }: Vaults,
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
