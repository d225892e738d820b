import { type Tree, Withheld } from "../../value";
import { Word } from "../partial";

/**
 * What `environment()` returns in each of Azure's clouds, as `az cloud show` prints it. Of the rest a template can only know that it is
 * there. https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment#environment
 */

interface Cloud {
  readonly name: string;
  readonly portal: string;
  readonly resourceManager: string;
  readonly loginEndpoint: string;
  readonly graph: string;
  readonly storage: string;
  readonly keyvaultDns: string;
  readonly sqlServerHostname: string;
  readonly acrLoginServer: string;
}

const clouds: readonly Cloud[] = [
  {
    name: "AzureCloud",
    portal: "https://portal.azure.com",
    resourceManager: "https://management.azure.com/",
    loginEndpoint: "https://login.microsoftonline.com/",
    graph: "https://graph.windows.net/",
    storage: "core.windows.net",
    keyvaultDns: ".vault.azure.net",
    sqlServerHostname: ".database.windows.net",
    acrLoginServer: ".azurecr.io",
  },
  {
    name: "AzureUSGovernment",
    portal: "https://portal.azure.us",
    resourceManager: "https://management.usgovcloudapi.net/",
    loginEndpoint: "https://login.microsoftonline.us/",
    graph: "https://graph.windows.net/",
    storage: "core.usgovcloudapi.net",
    keyvaultDns: ".vault.usgovcloudapi.net",
    sqlServerHostname: ".database.usgovcloudapi.net",
    acrLoginServer: ".azurecr.us",
  },
  {
    name: "AzureChinaCloud",
    portal: "https://portal.azure.cn",
    resourceManager: "https://management.chinacloudapi.cn/",
    loginEndpoint: "https://login.chinacloudapi.cn/",
    graph: "https://graph.chinacloudapi.cn/",
    storage: "core.chinacloudapi.cn",
    keyvaultDns: ".vault.azure.cn",
    sqlServerHostname: ".database.chinacloudapi.cn",
    acrLoginServer: ".azurecr.cn",
  },
];

const sure = new Word("expression");

export const environments: readonly Tree[] = clouds.map(cloud => ({
  name: cloud.name,
  gallery: sure,
  graph: cloud.graph,
  portal: cloud.portal,
  graphAudience: cloud.graph,
  activeDirectoryDataLake: sure,
  batch: sure,
  media: sure,
  sqlManagement: sure,
  vmImageAliasDoc: sure,
  resourceManager: cloud.resourceManager,
  authentication: {
    loginEndpoint: cloud.loginEndpoint,
    audiences: new Withheld("expression"),
    tenant: "common",
    identityProvider: "AAD",
  },
  suffixes: {
    acrLoginServer: cloud.acrLoginServer,
    azureDatalakeAnalyticsCatalogAndJob: sure,
    azureDatalakeStoreFileSystem: sure,
    azureFrontDoorEndpointSuffix: sure,
    keyvaultDns: cloud.keyvaultDns,
    sqlServerHostname: cloud.sqlServerHostname,
    storage: cloud.storage,
  },
}));
