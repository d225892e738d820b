import { type Option, Command as PlainCommand } from "commander";
import { UsageError } from "./exit";

/**
 * The commands whose reports these variables are about: COMPUTEGUARD_FORMAT is that of audit and scan, for the formats of another
 * command are others, and so are its files.
 */
const ofReports: { readonly [option: string]: readonly string[] } = {
  FORMAT: ["audit", "scan"],
  OUT: ["audit", "demo", "scan"],
};

/**
 * A command whose options may stand in the environment as well: `--fail-on` in COMPUTEGUARD_FAIL_ON, and for one command alone in
 * COMPUTEGUARD_AUDIT_FAIL_ON.
 */
export class Command extends PlainCommand {
  override addOption(option: Option): this {
    const name = variablesOf(this.name(), option).find(variable => process.env[variable]); // an empty one says nothing
    if (name !== undefined && !option.hidden && (!option.isBoolean() || isOn(name, process.env[name]!)))
      option.env(name);
    return super.addOption(option);
  }
}

/** The variables that an option may stand in, the nearest first. */
function variablesOf(command: string, option: Option): readonly string[] {
  const name = option.name().toUpperCase().replaceAll("-", "_");
  const own = `COMPUTEGUARD_${command.toUpperCase()}_${name}`;
  return ofReports[name]?.includes(command) === false ? [own] : [own, `COMPUTEGUARD_${name}`];
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
