import { cloudOf as cloudOfRegion, isRegion } from "../catalogue/regions";
import type { Cloud } from "../posture/azure/endpoints";

/** The clouds by the names that the providers of Pulumi give them in `azure-native:environment`. */
const named: { readonly [environment: string]: Cloud } = {
  public: "AzurePublicCloud",
  usgovernment: "AzureGovernment",
  china: "AzureChina",
};

/** The domains of Azure's container registries. Source: Microsoft Learn, "Compare Azure Government and global Azure", and docs.azure.cn. */
export const registryDomains: { readonly [C in Cloud]: string } = {
  AzurePublicCloud: "azurecr.io",
  AzureGovernment: "azurecr.us",
  AzureChina: "azurecr.cn",
};

/** The clouds by the names that the table of regions has from the Azure CLI. */
const byCommandLine: { readonly [C in Cloud]: string } = {
  AzurePublicCloud: "AzureCloud",
  AzureGovernment: "AzureUSGovernment",
  AzureChina: "AzureChinaCloud",
};

/** Whether machines can be placed in a region, and it lies in the cloud. */
export const isRegionOf = (cloud: Cloud, region: string): boolean =>
  isRegion(region) && cloudOfRegion(region) === byCommandLine[cloud];

/** `contoso.azurecr.io/computeguard:0.1.0` → `contoso.azurecr.io`. */
export const registryIn = (image: string): string => image.split("/")[0] ?? "";

/**
 * The cloud that the stack is deployed to.
 * @param environment what `azure-native:environment` says; the public cloud without it
 * @throws Error in one line, where it is none that is known
 */
export function cloudOf(environment: string | undefined): Cloud {
  const name = (environment ?? "public").toLowerCase();
  const cloud = Object.hasOwn(named, name) ? named[name] : undefined;
  if (cloud === undefined)
    throw new Error(
      `azure-native:environment must be one of ${Object.keys(named).join(", ")}: pulumi config set azure-native:environment public`,
    );
  return cloud;
}
