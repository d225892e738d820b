import { type CloudSettings, clouds, withoutSlash } from "../posture/azure/endpoints";
import { UsageError } from "./exit";

/** A blob container, and what a token that is sent there is for. */
export interface StoreAddress {
  /** `https://contoso.blob.core.windows.net/reports`, without a query: a SAS in it would end up in messages. */
  readonly address: string;
  /** `https://contoso.blob.core.windows.net/.default` */
  readonly scope: string;
}

/** A token for this is taken by every storage account that its owner may use. */
const everyAccount = "https://storage.azure.com/.default";

/**
 * Where reports are stored; `contoso/reports` is a container of the cloud that is read. A token is sent to storage accounts of that
 * cloud alone. Who stores elsewhere, in an emulator or behind a domain of one's own, names the host once more: `--store-host`.
 * @throws UsageError where the text names no container, or one at a host that is not known to be storage
 */
export function storeAddress(text: string, cloud: Pick<CloudSettings, "storage">, ownHost?: string): StoreAddress {
  const short = /^([a-z\d]{3,24})\/([a-z\d][a-z\d-]{2,62})$/.exec(text);
  const full = short ? `https://${short[1]}.blob.${cloud.storage}/${short[2]}` : text;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  const secret = url && (url.search || url.hash || url.username || url.password);
  if (url?.protocol !== "https:" || secret || url.pathname.length < 2)
    throw new UsageError(
      `--store ${secret ? "with a query or a password" : `"${text}"`} names no blob container; write <account>/<container>, or https://<account>.blob.${cloud.storage}/<container> without a query.`,
    );
  if (ownHost === undefined ? !isStorage(url.host, cloud) : url.host !== ownHost.toLowerCase())
    throw new UsageError(whyNot(url.host, cloud, ownHost));
  return { address: withoutSlash(url.href), scope: scopeOf(url.host) };
}

/** `<account>.blob.core.windows.net`; in the public cloud also `<account>.z01.blob.storage.azure.net`, of an account with a DNS zone. */
const isStorage = (host: string, { storage }: Pick<CloudSettings, "storage">): boolean =>
  isAccount(host, `.blob.${storage}`) ||
  (storage === publicStorage && /^[a-z\d]{3,24}\.z\d\d\.blob\.storage\.azure\.net$/.test(host));

const publicStorage = clouds.AzurePublicCloud.storage;
const isAccount = (host: string, end: string): boolean =>
  host.endsWith(end) && /^[a-z\d]{3,24}$/.test(host.slice(0, -end.length));

/**
 * The public cloud gives tokens that one account alone takes
 * (https://learn.microsoft.com/azure/storage/blobs/authorize-access-azure-active-directory#microsoft-authentication-library-msal).
 */
const scopeOf = (host: string): string =>
  isAccount(host, `.blob.${publicStorage}`) ? `https://${host}/.default` : everyAccount;

function whyNot(host: string, { storage }: Pick<CloudSettings, "storage">, ownHost: string | undefined): string {
  if (ownHost !== undefined)
    return `--store-host is ${ownHost}, and --store is an address at ${host}. Name the host of --store, with its port.`;
  const other = Object.entries(clouds).find(([, cloud]) => isStorage(host, cloud));
  return other
    ? `--store is an address of ${other[0]}; in the cloud that is read it is https://<account>.blob.${storage}/<container>. Name the cloud with --cloud.`
    : `--store is an address at ${host}, which is no storage account of the cloud that is read (<account>.blob.${storage}); a token would be sent there. Where that is meant, add --store-host ${host}.`;
}
