import { type Option, Command as PlainCommand } from "commander";
import { UsageError } from "./exit";

/** A command whose options may stand in the environment as well: `--fail-on` in COMPUTEGUARD_FAIL_ON. */
export class Command extends PlainCommand {
  override addOption(option: Option): this {
    const name = `COMPUTEGUARD_${option.name().toUpperCase().replaceAll("-", "_")}`;
    const value = process.env[name];
    // an empty variable says nothing; commander would take it for a value
    if (value && !option.hidden && (!option.isBoolean() || isOn(name, value))) option.env(name);
    return super.addOption(option);
  }
}

/** What a variable says of an option without a value, in the words of Azure's and Pulumi's own switches. */
const switches: { readonly [word: string]: boolean } = {
  ...{ true: true, yes: true, on: true, "1": true },
  ...{ false: false, no: false, off: false, "0": false },
};

function isOn(name: string, value: string): boolean {
  const on = switches[value.toLowerCase()];
  if (on === undefined) throw new UsageError(`${name} is "${value}". Set it to true or false, or leave it out.`);
  return on;
}
