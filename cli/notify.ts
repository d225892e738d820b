import type { TokenCredential } from "@azure/identity";
import { type Command, Option } from "commander";
import type { CloudSettings } from "../posture/azure/endpoints";
import { Fault } from "../posture/azure/fault";
import { isVaultSecret } from "../posture/azure/vault-address";
import { vaultSecret } from "../posture/azure/vault-secret";
import { addressFault, type Webhook, webhookAt } from "../posture/azure/webhook";
import type { Report } from "../posture/report/model";
import { bodyOf, type FormName, formFor, formNames } from "../posture/report/notice/forms";
import { isNews, noticeOf } from "../posture/report/notice/notice";
import { UsageError } from "./exit";

/** Whom a report is told to, beside whoever reads it. */
export interface NotifyOptions {
  readonly notify?: string | true;
  readonly notifyAs?: FormName;
  readonly notifyAlways?: true;
}

const variable = "COMPUTEGUARD_NOTIFY";
const what = "the webhook's address (https), or that of a Key Vault secret that holds it";

export const withNotify = (command: Command): Command =>
  command
    .addOption(
      new Option(
        "--notify [address]",
        `post what is new to a webhook. ${variable} holds ${what}; it is a secret, so on the command line it is refused`,
      ),
    )
    .addOption(
      new Option("--notify-as <form>", "how it is posted (default: as the address's host takes it)").choices(formNames),
    )
    .option("--notify-always", "post where nothing is new, too");

/** Where it is posted, looked at before anything long begins. No message repeats the address. */
export function addressOf(command: Command, cloud: CloudSettings): string | undefined {
  const { notify, notifyAs, notifyAlways }: NotifyOptions = command.opts();
  if (notify === undefined) {
    if (notifyAs === undefined && !notifyAlways) return undefined;
    throw new UsageError(
      `${notifyAs === undefined ? "--notify-always" : "--notify-as"} says how to notify, and nobody is named. Put ${what} into ${variable}.`,
    );
  }
  if (typeof notify === "string" && command.getOptionValueSource("notify") === "cli")
    throw new UsageError(
      `--notify takes no address, for everybody on this machine can read a command line. Put it into ${variable}.`,
    );
  const address = process.env[variable] ?? "";
  if (address === "") throw new UsageError(`--notify needs an address. Put ${what} into ${variable}.`);
  const fault = isVaultSecret(address, cloud) ? undefined : addressFault(address);
  if (fault) throw new UsageError(`${variable} ${fault}. Put ${what} into it.`);
  return address;
}

/**
 * Posts what is new.
 * @returns what was done, for people
 * @throws UsageError where nobody could be told, in one line without the address
 */
export async function notify(
  report: Report,
  address: string,
  options: NotifyOptions & { readonly cloud: CloudSettings },
  credential: () => TokenCredential,
): Promise<string> {
  if (!isNews(report) && !options.notifyAlways) return "Nothing is new, so nobody was notified.\n";
  try {
    const webhook = await webhookOf(address, options.cloud, credential);
    await webhook.post(bodyOf(options.notifyAs ?? formFor(webhook.host), noticeOf(report)));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new UsageError(
      `Nobody was notified, which needs ${error.message}; the report itself is written. Put ${what} into ${variable}.`,
    );
  }
  return "Notified.\n";
}

async function webhookOf(address: string, cloud: CloudSettings, credential: () => TokenCredential): Promise<Webhook> {
  if (!isVaultSecret(address, cloud)) return webhookAt(address);
  const secret = await vaultSecret(address, cloud, credential());
  if (addressFault(secret)) throw new Fault("malformed", "a Key Vault secret that holds an https address");
  return webhookAt(secret);
}
