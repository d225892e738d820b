import type { Command } from "commander";
import { UsageError } from "./exit";

/**
 * Options that are about reading Azure, where nothing is read because `--from` names what was saved. They would be ignored, and
 * whoever wrote them would take the result for another.
 */
interface Kind {
  readonly flags: readonly string[];
  readonly one: string;
  readonly many: string;
  /** After "--from, which". */
  readonly why: string;
  /** A standing setting in the environment is for whatever reads; on the command line it is meant for this one. */
  readonly mayStand: boolean;
}

const choices: Kind = {
  flags: ["--tenant", "--subscription", "--management-group", "--exclude-subscription", "--resource-group"],
  one: "chooses what is read from Azure",
  many: "choose what is read from Azure",
  why: "judges all that was saved",
  mayStand: false,
};

const ways = (flags: readonly string[]): Kind => ({
  flags,
  one: "says how Azure is read",
  many: "say how Azure is read",
  why: "reads nothing from there",
  mayStand: true,
});
const reading = ["--arm", "--graph", "--timeout"];
/** With these a report is stored, sent and told, too. */
const signingIn = ["--sign-in", "--client-id", "--cloud", "--authority"];
const deliveries = ["store", "send", "notify"];

/** @throws UsageError where options of a command are about reading, and it is given saved evidence */
export function refuseReadingOf(command: Command): void {
  if (command.getOptionValue("from") === undefined) return;
  const delivers = deliveries.some(name => command.getOptionValue(name) !== undefined);
  for (const { flags, one, many, why, mayStand } of [choices, ways(delivers ? reading : [...signingIn, ...reading])]) {
    const sources = mayStand ? ["cli"] : ["cli", "env"];
    const given = command.options
      .filter(option => flags.includes(option.long ?? ""))
      .filter(option => sources.includes(command.getOptionValueSource(option.attributeName()) ?? ""))
      .map(({ long }) => long);
    if (given.length === 0) continue;
    const [does, them] = given.length > 1 ? [many, "them"] : [one, "it"];
    throw new UsageError(
      `${given.join(" and ")} ${does} and cannot be given with --from, which ${why}. Leave ${them} out, or --from.`,
    );
  }
}
