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
}

/** A cloud: its services, and the names below which the rest of it stands. */
export interface CloudSettings extends Endpoints {
  /** Storage accounts answer at `<account>.blob.<storage>`. */
  readonly storage: string;
}

/** The clouds by the names that Azure's own tools use. US Government means GCC High; DoD has a Graph of its own. */
export const clouds = {
  AzurePublicCloud: {
    authority: "https://login.microsoftonline.com",
    arm: "https://management.azure.com",
    graph: "https://graph.microsoft.com",
    storage: "core.windows.net",
  },
  AzureGovernment: {
    authority: "https://login.microsoftonline.us",
    arm: "https://management.usgovcloudapi.net",
    graph: "https://graph.microsoft.us",
    storage: "core.usgovcloudapi.net",
  },
  AzureChina: {
    authority: "https://login.chinacloudapi.cn",
    arm: "https://management.chinacloudapi.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
    storage: "core.chinacloudapi.cn",
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

/** The endpoints in one spelling. Tokens go to https only, so anything else is refused here, in words. */
export function plainEndpoints(endpoints: Endpoints): Endpoints {
  const plain = (service: "authority" | "arm" | "graph"): string => {
    const url = URL.canParse(endpoints[service]) ? new URL(endpoints[service]) : undefined;
    if (url?.protocol !== "https:")
      throw new Error(`The ${service} endpoint ${endpoints[service]} is not an https URL.`);
    return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
  };
  const { armAudience } = endpoints;
  return {
    authority: plain("authority"),
    arm: plain("arm"),
    graph: plain("graph"),
    ...(armAudience !== undefined && { armAudience: armAudience.replace(/\/+$/, "") }),
  };
}
