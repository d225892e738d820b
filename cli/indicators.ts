import { Option } from "commander";
import { stixBundle } from "../guardrails/stix";
import { poolDomains, poolsComparedOn } from "../payloads/search";
import { Command } from "./command";

/** How the list is printed. */
const formats: { readonly [format: string]: (domains: readonly string[]) => string } = {
  stix: domains => JSON.stringify(stixBundle(domains, poolsComparedOn), null, 2),
  text: domains => domains.join("\n"),
};

/** `computeguard indicators`: the mining pools that are known, for Sentinel and for resolvers that are not Azure's. */
export const indicatorsCommand = () =>
  new Command("indicators")
    .addOption(new Option("--format <format>", "how it is printed").choices(Object.keys(formats)).default("stix"))
    .action(({ format }: { format: string }) => {
      process.stdout.write(`${formats[format]?.(poolDomains())}\n`);
    });
