import { join } from "node:path";
import { Command, CommanderError } from "commander";
import { connect } from "../../posture/azure/connect";
import { clouds } from "../../posture/azure/endpoints";
import { Fault } from "../../posture/azure/fault";
import { mannersOf, serviceAt } from "../../posture/azure/pipeline";
import { exitCodes, UsageError } from "../exit";
import { credentialOf, endpointsOf, type SignInOptions, withSignIn } from "../sign-in-options";
import { enabledSubscription } from "./azure-lists";
import { refresh } from "./refresh";

/** `npm run catalogue:refresh`: renews the tables that are made of Azure's own lists, and says what changed in them. */

const pricesAt = "https://prices.azure.com";

/** What `catalogue/data/regions.json` calls the clouds. */
const cloudNames: ReadonlyMap<string, string> = new Map([
  [clouds.AzurePublicCloud.arm, "AzureCloud"],
  [clouds.AzureGovernment.arm, "AzureUSGovernment"],
  [clouds.AzureChina.arm, "AzureChinaCloud"],
]);

const command = withSignIn(new Command("catalogue:refresh"))
  .exitOverride()
  .description("Renews sizes, prices, regions and built-in roles from Azure's own lists")
  .option("--subscription <id>", "the subscription to which sizes and regions are listed (default: the first)")
  .action(async (options: SignInOptions & { readonly subscription?: string }) => {
    const endpoints = endpointsOf(options);
    const cloud = cloudNames.get(endpoints.arm);
    if (cloud === undefined) throw new UsageError(`${endpoints.arm} is no cloud of the table of regions; use --cloud.`);
    const connection = { endpoints, credential: credentialOf(options) };
    const azure = connect(connection);
    const subscription = options.subscription ?? (await enabledSubscription(azure));
    const whole = await refresh({
      ...{ azure, subscription, cloud },
      prices: serviceAt("the list of retail prices", pricesAt, undefined, mannersOf(connection)(pricesAt)),
      day: new Date().toISOString().slice(0, 10),
      root: join(__dirname, "../.."),
      print: line => console.log(line),
    });
    process.exitCode = whole ? exitCodes.ok : exitCodes.incomplete;
  });

command.parseAsync(process.argv).catch((error: unknown) => {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  else if (error instanceof UsageError || error instanceof Fault) {
    console.error(
      `catalogue:refresh: ${error instanceof Fault ? `Azure cannot be asked, for want of ${error.message}` : error.message}`,
    );
    process.exitCode = exitCodes.usage;
  } else throw error;
});
