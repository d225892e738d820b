import { matches } from "./sizes";

/** Issuers of tokens that an identity may trust: `iss` in OpenID Connect, an https URL. */

/** Host and path are matched each for itself, so that no path can pass for a host; a token's issuer is compared to the letter. */
export function isIssuer(pattern: string, issuer: string): boolean {
  const [wanted, given] = [issuerParts(pattern), issuerParts(issuer)];
  return (
    wanted !== undefined && given !== undefined && matches(wanted.host, given.host) && matches(wanted.path, given.path)
  );
}

/** The issuer's host; its path may be a secret of its own. */
export const issuerHost = (url: string): string | undefined => issuerParts(url)?.host;

/** Hosts under which Microsoft Entra ID issues tokens, in all clouds. Source: Microsoft Learn, "National clouds" of the identity platform. */
const entraHosts: ReadonlySet<string> = new Set([
  "login.microsoftonline.com",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
  "sts.windows.net",
  "sts.chinacloudapi.cn",
]);

/** The tenant of Microsoft Entra ID that issues these tokens, in lower case, if it is one. */
export function issuingTenant(url: string): string | undefined {
  const parts = issuerParts(url);
  if (parts === undefined || !entraHosts.has(parts.host.toLowerCase())) return undefined;
  return /^\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\/v2\.0)?$/i.exec(parts.path)?.[1]?.toLowerCase();
}

/**
 * Hosts under which clusters of AKS issue tokens to their pods, in all clouds. The path names the cluster's tenant and then the
 * cluster. Source: Microsoft Learn, "Create an OpenID Connect provider on AKS".
 */
const clusterHost = /^[a-z\d-]+\.oic\.prod-aks\.azure\.(?:com|us|cn)$/i;

/** The tenant of the AKS cluster that issues these tokens, in lower case, if it is one. */
export function clusterTenant(url: string): string | undefined {
  const parts = issuerParts(url);
  if (parts === undefined || !clusterHost.test(parts.host)) return undefined;
  return /^\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/[^/]+$/i.exec(parts.path)?.[1]?.toLowerCase();
}

/** Host and path of an issuer or of a pattern of issuers; nothing where it is no https URL. */
export function issuerParts(url: string): { readonly host: string; readonly path: string } | undefined {
  const [, host, path = ""] = /^https:\/\/([\w.*-]+)(\/[^\s?#\\]*)?$/i.exec(url.trim()) ?? [];
  return host === undefined ? undefined : { host, path: path.replace(/\/$/, "") };
}
