import type { TokenCredential } from "@azure/identity";
import { type Command, InvalidArgumentError, Option } from "commander";
import { type Cloud, clouds, type Endpoints } from "../posture/azure/endpoints";
import { type SignInMethod, signIn, signInMethods } from "../posture/azure/sign-in";
import { UsageError } from "./exit";

export interface SignInOptions {
  readonly tenant?: string;
  readonly signIn: SignInMethod;
  readonly clientId?: string;
  readonly cloud: Cloud;
  readonly authority?: string;
  readonly arm?: string;
  readonly graph?: string;
}

/** The options with which every command that reads a tenant says who reads it, and where. */
export const withSignIn = (command: Command): Command =>
  command
    .option("--tenant <id>", "the tenant to sign in to (default: that of the sign-in)")
    .addOption(
      new Option(
        "--sign-in <how>",
        "default tries the environment variables AZURE_*, workload identity, managed identity, then az login",
      )
        .choices(signInMethods.filter(method => method !== "clientSecret"))
        .default("default"),
    )
    .option("--client-id <id>", "of a user-assigned managed identity, or of an app for workload identity")
    .addOption(new Option("--cloud <name>", "Azure cloud").choices(Object.keys(clouds)).default("AzurePublicCloud"))
    .option("--authority <url>", "where tokens come from, for a cloud that is not listed", httpsUrl)
    .option("--arm <url>", "Azure Resource Manager, for a cloud that is not listed", httpsUrl)
    .option("--graph <url>", "Microsoft Graph, for a cloud that is not listed", httpsUrl);

/** Tokens go to https only. */
function httpsUrl(text: string): string {
  if (!URL.canParse(text) || new URL(text).protocol !== "https:")
    throw new InvalidArgumentError("Write it as https://<host>.");
  return text;
}

export const endpointsOf = ({ cloud, authority, arm, graph }: SignInOptions): Endpoints => ({
  ...clouds[cloud],
  ...(authority && { authority }),
  ...(arm && { arm }),
  ...(graph && { graph }),
});

/** Asks nobody yet; what is wrong with the settings of the sign-in is told at once. */
export function credentialOf(options: SignInOptions): TokenCredential {
  try {
    return signIn({
      endpoints: endpointsOf(options),
      method: options.signIn,
      ...(options.tenant && { tenantId: options.tenant }),
      ...(options.clientId && { clientId: options.clientId }),
    });
  } catch (error) {
    throw new UsageError(`--sign-in ${options.signIn} does not hold: ${(error as Error).message.split("\n")[0]}`);
  }
}
