import type { TokenCredential } from "@azure/core-auth";
import { signIn } from "../posture/azure/sign-in";
import { type Simulator, type SimulatorOptions, startSimulator } from "../simulator/server";

/** What `gather` and `connect` need to reach a simulator as its auditor, without the limits that nobody waits for here. */
export interface Signed {
  readonly endpoints: Simulator["urls"];
  readonly tlsOptions: { readonly ca: string };
  readonly credential: TokenCredential;
  readonly limits: readonly [];
}

/** Starts a simulator, signs in to it by the real credential, and closes it whatever comes of the work. */
export async function simulated<T>(
  options: SimulatorOptions,
  work: (signed: Signed, simulator: Simulator) => Promise<T>,
): Promise<T> {
  const simulator = await startSimulator(options);
  try {
    const { urls: endpoints, tenantId, clientId, clientSecret, ca } = simulator;
    const tlsOptions = { ca };
    const credential = signIn({ endpoints, method: "clientSecret", tenantId, clientId, clientSecret, tlsOptions });
    return await work({ endpoints, tlsOptions, credential, limits: [] }, simulator);
  } finally {
    await simulator.close();
  }
}
