/** Where people work by hand. URLs without a trailing slash. */
export interface Portals {
  readonly azure: string;
  /** The admin center of Microsoft Entra. */
  readonly entra: string;
}

/**
 * By cloud: what belongs to one is not in the portal of another.
 * Azure: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud, app registration endpoints.
 * Entra: the addresses of the admin center that https://learn.microsoft.com/entra/fundamentals/faq asks to let through.
 */
const portals: ReadonlyMap<string, Portals> = new Map([
  ["AzurePublicCloud", { azure: "https://portal.azure.com", entra: "https://entra.microsoft.com" }],
  ["AzureGovernment", { azure: "https://portal.azure.us", entra: "https://entra.microsoft.us" }],
  ["AzureChina", { azure: "https://portal.azure.cn", entra: "https://entra.microsoftonline.cn" }],
]);

/** The portals of a cloud by its name; undefined where it is not known which one it is, or where its portals are. */
export const portalsOf = (cloud = ""): Portals | undefined => portals.get(cloud);
