/** Where a cloud's three services answer. URLs without a trailing slash. */
export interface Endpoints {
  /** Microsoft Entra ID, where tokens come from. */
  readonly authority: string;
  /** Azure Resource Manager. */
  readonly arm: string;
  /** Microsoft Graph. */
  readonly graph: string;
}

/** The clouds by the names that Azure's own tools use. US Government means GCC High; DoD has a Graph of its own. */
export const clouds = {
  AzurePublicCloud: {
    authority: "https://login.microsoftonline.com",
    arm: "https://management.azure.com",
    graph: "https://graph.microsoft.com",
  },
  AzureGovernment: {
    authority: "https://login.microsoftonline.us",
    arm: "https://management.usgovcloudapi.net",
    graph: "https://graph.microsoft.us",
  },
  AzureChina: {
    authority: "https://login.chinacloudapi.cn",
    arm: "https://management.chinacloudapi.cn",
    graph: "https://microsoftgraph.chinacloudapi.cn",
  },
} as const satisfies Record<string, Endpoints>;

export type Cloud = keyof typeof clouds;

/** True where Microsoft knows the authority, so that instance discovery can vouch for it. */
export const isKnownAuthority = (authority: string): boolean =>
  Object.values(clouds).some(cloud => new URL(cloud.authority).host === new URL(authority).host);

/** The endpoints in one spelling. Tokens go to https only, so anything else is refused here, in words. */
export function plainEndpoints(endpoints: Endpoints): Endpoints {
  const plain = (service: keyof Endpoints): string => {
    const url = URL.canParse(endpoints[service]) ? new URL(endpoints[service]) : undefined;
    if (url?.protocol !== "https:")
      throw new Error(`The ${service} endpoint ${endpoints[service]} is not an https URL.`);
    return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
  };
  return { authority: plain("authority"), arm: plain("arm"), graph: plain("graph") };
}
