import type { CloudSettings } from "./endpoints";

/** Whether this is the address of a secret in a key vault of the cloud: `https://contoso.vault.azure.net/secrets/webhook`. */
export function isVaultSecret(address: string, { vault }: Pick<CloudSettings, "vault">): boolean {
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
