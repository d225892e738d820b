import { type Option, Command as PlainCommand } from "commander";

/** A command whose options may stand in the environment as well: `--fail-on` in COMPUTEGUARD_FAIL_ON. */
export class Command extends PlainCommand {
  override addOption(option: Option): this {
    const name = `COMPUTEGUARD_${option.name().toUpperCase().replaceAll("-", "_")}`;
    // an empty variable says nothing; commander would take it for a value
    if (process.env[name] && !option.hidden) option.env(name);
    return super.addOption(option);
  }
}
