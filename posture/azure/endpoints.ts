/** Where a cloud's three services answer. URLs without a trailing slash. */
export interface Endpoints {
  /** Microsoft Entra ID, where tokens come from. */
  readonly authority: string;
  /** Azure Resource Manager. */
  readonly arm: string;
  /** Microsoft Graph. */
  readonly graph: string;
  /** What a token for Azure Resource Manager has to be for, where that is not its address. */
  readonly armAudience?: string;
  /** The query API of Log Analytics; without it no workspace can be asked. */
  readonly logs?: string;
}

/** A cloud: its services, and the names below which the rest of it stands. */
export interface CloudSettings extends Endpoints {
  /** Storage accounts answer at `<account>.blob.<storage>`. */
  readonly storage: string;
  /** Key vaults answer at `<name>.<vault>`; undefined where the cloud does not tell. */
  readonly vault?: string;
  /** Data collection rules take rows at `<endpoint>.ingest.<monitor>`; undefined where the cloud does not tell. */
  readonly monitor?: string;
}

/** The clouds by the names that Azure's own tools use. US Government means GCC High; DoD has a Graph of its own. */
export const clouds = {
  AzurePublicCloud: {
    authority: "https://login.microsoftonline.com",
    arm: "https://management.azure.com",
    graph: "https://graph.microsoft.com",
    storage: "core.windows.net",
    vault: "vault.azure.net",
    monitor: "monitor.azure.com",
    logs: "https://api.loganalytics.io",
  },
  AzureGovernment: {
    authority: "https://login.microsoftonline.us",
    arm: "https://management.usgovcloudapi.net",
    graph: "https://graph.microsoft.us",
    storage: "core.usgovcloudapi.net",
    vault: "vault.usgovcloudapi.net",
    monitor: "monitor.azure.us",
    logs: "https://api.loganalytics.us",
  },
  AzureChina: {
    authority: "https://login.chinacloudapi.cn",
    arm: "https://management.chinacloudapi.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
    storage: "core.chinacloudapi.cn",
    vault: "vault.azure.cn",
    monitor: "monitor.azure.cn",
    logs: "https://api.loganalytics.azure.cn",
  },
} as const satisfies Record<string, CloudSettings>;

export type Cloud = keyof typeof clouds;

export const isCloud = (name: string | undefined): name is Cloud => name !== undefined && Object.hasOwn(clouds, name);

/**
 * Clouds without Microsoft Defender for Cloud: it ended in China on 2026-08-18 (https://docs.azure.cn).
 */
export const withoutDefender: readonly Cloud[] = ["AzureChina"];

/**
 * Clouds in which Microsoft Graph has no custom detections
 * (https://learn.microsoft.com/graph/api/security-rulesroot-delete-detectionrules, national cloud deployments).
 */
export const withoutCustomDetections: readonly Cloud[] = ["AzureGovernment", "AzureChina"];

/**
 * Clouds in which Microsoft Graph has neither directory audits nor sign-ins (https://learn.microsoft.com/graph/api/directoryaudit-list
 * and https://learn.microsoft.com/graph/api/signin-list, national cloud deployments).
 */
export const withoutAuditLogs: readonly Cloud[] = ["AzureChina"];

/** True where Microsoft knows the authority, so that instance discovery can vouch for it. */
export const isKnownAuthority = (authority: string): boolean =>
  Object.values(clouds).some(cloud => new URL(cloud.authority).host === new URL(authority).host);

/** An address without the slashes at its end. */
export const withoutSlash = (url: string): string => url.replace(/(?<!\/)\/+$/, "");

/** The endpoints in one spelling. Tokens go to https only, so anything else is refused here, in words. */
export function plainEndpoints(endpoints: Endpoints): Endpoints {
  const plain = (service: "authority" | "arm" | "graph" | "logs", given = endpoints[service]): string => {
    const url = given !== undefined && URL.canParse(given) ? new URL(given) : undefined;
    if (url?.protocol !== "https:") throw new Error(`The ${service} endpoint ${given} is not an https URL.`);
    return withoutSlash(`${url.origin}${url.pathname}`);
  };
  const { armAudience, logs } = endpoints;
  return {
    authority: plain("authority"),
    arm: plain("arm"),
    graph: plain("graph"),
    ...(logs !== undefined && { logs: plain("logs") }),
    ...(armAudience !== undefined && { armAudience: withoutSlash(armAudience) }),
  };
}
