import { readFileSync } from "node:fs";
import type { TokenCredential } from "@azure/identity";
import { type Command, InvalidArgumentError, Option } from "commander";
import { CloudFileError, cloudIn } from "../posture/azure/cloud-file";
import { type Cloud, type CloudSettings, clouds, type Endpoints, isCloud } from "../posture/azure/endpoints";
import { type SignInMethod, signIn, signInMethods } from "../posture/azure/sign-in";
import { UsageError } from "./exit";

export interface SignInOptions {
  readonly tenant?: string;
  readonly signIn: SignInMethod;
  readonly clientId?: string;
  readonly cloud: CloudSettings;
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
    .addOption(
      new Option(
        "--cloud <name>",
        `${Object.keys(clouds).join(", ")}, or a file with the answer of another cloud's /metadata/endpoints?api-version=2022-09-01`,
      )
        .argParser(cloudOf)
        .default(clouds.AzurePublicCloud, "AzurePublicCloud"),
    )
    .option("--authority <url>", "where tokens come from, for a cloud that is not listed", httpsUrl)
    .option("--arm <url>", "Azure Resource Manager, for a cloud that is not listed", httpsUrl)
    .option("--graph <url>", "Microsoft Graph, for a cloud that is not listed", httpsUrl);

/** Tokens go to https only. */
function httpsUrl(text: string): string {
  if (!URL.canParse(text) || new URL(text).protocol !== "https:")
    throw new InvalidArgumentError("Write it as https://<host>.");
  return text;
}

/** A cloud by its name, or as a file describes it. */
function cloudOf(text: string): CloudSettings {
  if (isCloud(text)) return clouds[text];
  let content: string;
  try {
    content = readFileSync(text, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InvalidArgumentError(
      code === "ENOENT"
        ? `Allowed choices are ${Object.keys(clouds).join(", ")}, or a file; there is none of that name.`
        : `${text} cannot be read (${code}).`,
    );
  }
  try {
    return cloudIn(content);
  } catch (error) {
    if (!(error instanceof CloudFileError)) throw error;
    throw new InvalidArgumentError(
      `${text} does not describe a cloud: ${error.message}. Store what its Resource Manager answers under /metadata/endpoints?api-version=2022-09-01.`,
    );
  }
}

/** The name of a cloud that is listed; one that a file describes is taken for a cloud that serves all. */
export const cloudNameOf = (settings: CloudSettings): Cloud | undefined =>
  (Object.keys(clouds) as Cloud[]).find(name => clouds[name] === settings);

export const endpointsOf = ({
  cloud: { storage: _, vault: __, monitor: ___, ...endpoints },
  authority,
  arm,
  graph,
}: SignInOptions): Endpoints => ({
  ...endpoints,
  ...(authority && { authority }),
  // whoever names another address gets tokens for that one
  ...(arm && { arm, armAudience: arm }),
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
