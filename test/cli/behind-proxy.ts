import type { Forwarder } from "../../simulator/forwarder";
import type { Simulator } from "../../simulator/server";
import type { Installation } from "./installation";

/** The environment in which the command line reads a simulator under the public addresses, by a proxy, and signs in with a secret. */
export const behindProxy = (
  installation: Installation,
  simulator: Simulator,
  forwarder: Forwarder,
): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: installation.root,
  HTTPS_PROXY: forwarder.url,
  NODE_EXTRA_CA_CERTS: installation.write("ca.pem", simulator.ca),
  AZURE_TENANT_ID: simulator.tenantId,
  AZURE_CLIENT_ID: simulator.clientId,
  AZURE_CLIENT_SECRET: simulator.clientSecret,
});
