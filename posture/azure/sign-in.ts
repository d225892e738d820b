import type { TlsSettings } from "@azure/core-rest-pipeline";
import {
  AzureCliCredential,
  ClientSecretCredential,
  DefaultAzureCredential,
  EnvironmentCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from "@azure/identity";
import { type Endpoints, isKnownAuthority } from "./endpoints";
import { answeredIn } from "./sign-in-deadline";

export interface SignIn {
  readonly endpoints: Endpoints;
  /** Default: the chain of DefaultAzureCredential (environment, workload identity, managed identity, developer tools). */
  readonly method?: SignInMethod;
  readonly tenantId?: string;
  /** Of an app registration, or of a user-assigned managed identity. */
  readonly clientId?: string;
  /** For `clientSecret` only. `environment` takes a secret or a certificate from the AZURE_* variables. */
  readonly clientSecret?: string;
  readonly tlsOptions?: TlsSettings;
}

type Common = {
  readonly authorityHost: string;
  readonly disableInstanceDiscovery: boolean;
  readonly tenantId?: string;
  readonly tlsOptions?: TlsSettings;
};

const methods = {
  default: (common: Common, { clientId }: SignIn) =>
    new DefaultAzureCredential({ ...common, ...(clientId !== undefined && { managedIdentityClientId: clientId }) }),
  environment: (common: Common) => new EnvironmentCredential(common),
  managedIdentity: (common: Common, { clientId }: SignIn) =>
    clientId === undefined ? new ManagedIdentityCredential(common) : new ManagedIdentityCredential(clientId, common),
  workloadIdentity: (common: Common, { clientId }: SignIn) =>
    new WorkloadIdentityCredential({ ...common, ...(clientId !== undefined && { clientId }) }),
  azureCli: ({ tenantId }: Common) => new AzureCliCredential(tenantId === undefined ? {} : { tenantId }),
  clientSecret: (common: Common, { tenantId, clientId, clientSecret }: SignIn) => {
    if (!tenantId || !clientId || !clientSecret) {
      throw new Error("Signing in with a client secret needs a tenant id, a client id and the secret.");
    }
    return new ClientSecretCredential(tenantId, clientId, clientSecret, common);
  },
} satisfies Record<string, (common: Common, how: SignIn) => TokenCredential>;

export type SignInMethod = keyof typeof methods;
export const signInMethods = Object.keys(methods) as readonly SignInMethod[];

/** Milliseconds that one sign-in may take: a browser is not opened, and the slowest, az login's, takes some seconds. */
const longest = 60_000;

/**
 * A credential for the audit. Nothing is asked of Entra before the first token is needed.
 * An authority that Microsoft does not know cannot be vouched for by instance discovery, which is then left out.
 */
export function signIn(how: SignIn): TokenCredential {
  const { endpoints, method = "default", tenantId, tlsOptions } = how;
  const common: Common = {
    authorityHost: endpoints.authority,
    disableInstanceDiscovery: !isKnownAuthority(endpoints.authority),
    ...(tenantId !== undefined && { tenantId }),
    ...(tlsOptions && { tlsOptions }),
  };
  return answeredIn(methods[method](common, how), longest);
}
