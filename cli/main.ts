import { Command, CommanderError } from "commander";
import { EstateError } from "../catalogue/estate-error";
import { version } from "../package.json";
import { commandOf, completion, completionCommands, listedCommands, listedCompletion } from "./commands";
import { exitCodes, StoppedError, UsageError } from "./exit";
import { redact } from "./redacted";

/** The front door: one file a command. Whatever goes wrong is one line that says what to do, and an exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  // before any subcommand: they inherit it, and a wrong option then ends with our code, not with commander's
  const program = new Command("computeguard").exitOverride();
  program
    .description("Keeps stolen credentials from turning an Azure tenant into a mine.")
    .version(version, "-V, --version")
    .configureOutput({ outputError: (text, write) => write(`${oneLine(text)}\n`) })
    .showSuggestionAfterError()
    .addHelpText(
      "after",
      `
Examples:
  $ computeguard demo                                        a simulated tenant under attack, audited
  $ computeguard audit --format html,sarif --out out         your tenant, with the sign-in of this shell (az login)
  $ computeguard plan --from evidence                        what to do about what was found, with commands
  $ computeguard explain dana --from evidence                 an identity, a finding or a rule, and what to do
  $ computeguard verify out/report.json --from evidence      whether a report and its evidence are as they were written
  $ computeguard init                                        an estate from what your tenant runs, to be read and shortened
  $ computeguard respond --from evidence                     the first hour when somebody mines, with commands
  $ computeguard rehearse --estate draft.yaml --from evidence   what a draft of the estate would have refused
  $ computeguard permissions                                 what the audit needs, and what this sign-in may read
  $ pulumi preview --policy-pack policies                    the same rules, before anything is created
  $ computeguard scan infra                                  ARM templates, manifests, plans and scripts, without an engine
  $ computeguard pack --out pack                             the rules with your estate inside, which reads no other

Every option may stand in the environment: COMPUTEGUARD_FAIL_ON=critical is --fail-on critical, and COMPUTEGUARD_PLAN_FORMAT=script
that of plan alone. COMPUTEGUARD_FORMAT and COMPUTEGUARD_OUT are about the reports of audit and scan.

Exit codes:
  0   nothing at or above --fail-on, and all evidence was read
  1   findings at or above --fail-on
  2   wrong usage, or nothing could be assessed: the sign-in sees no subscription, or too little
  3   no such finding, but some evidence could not be read; or reading was cut off, by --timeout or by Ctrl+C
  70  a mistake of this tool
  130 a second Ctrl+C`,
    );

  let code: number = exitCodes.ok;
  const done = (result: number) => {
    code = result;
  };
  try {
    const [, , name = "-", below = ""] = argv;
    const asked = name === "help" ? below : name;
    const isCompleting = completionCommands.includes(asked);
    for (const listed of listedCommands) {
      const command = commandOf(listed, isCompleting || listed.name === asked, done);
      program.addCommand(command.copyInheritedSettings(program));
      for (const inner of command.commands) inner.copyInheritedSettings(program);
    }
    if (isCompleting) completion().addCompletion(program, argv.at(-1) ?? "");
    else program.addCommand(listedCompletion());

    // commander shows the general help where an unknown command is followed by --help
    const unknown =
      !name.startsWith("-") && name !== "help" && !program.commands.some(command => command.name() === name);
    await program.parseAsync(unknown ? argv.slice(0, 3) : argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const known = error instanceof UsageError || error instanceof EstateError || error instanceof StoppedError;
    const message = known ? error.message : unexpected(error);
    // an estate may have several mistakes, each in a line of its own
    process.stderr.write(message.replace(/^/gm, "computeguard: ").concat("\n"));
    return error instanceof StoppedError ? exitCodes.incomplete : known ? exitCodes.usage : exitCodes.crash;
  }
}

/** What commander says in two lines, fault and suggestion, in one; where it suggests nothing, the help does. */
function oneLine(text: string): string {
  const [fault = "", ...suggestion] = text
    .trim()
    .replace(/^error: /, "")
    // what stands behind a misspelt option may be a secret
    .replace(/(unknown option '[^'=]*=)[^']*'/, "$1…'")
    .split("\n");
  return [
    "computeguard:",
    fault,
    ...(suggestion.length ? suggestion : ["(computeguard --help shows what there is)"]),
  ].join(" ");
}

/** Even what nobody foresaw is one line; the stack is for whoever asks for it. */
const unexpected = (error: unknown): string =>
  process.env.COMPUTEGUARD_DEBUG && error instanceof Error
    ? (error.stack ?? error.message)
    : `${error instanceof Error ? error.message.split("\n")[0] : String(error)} (set COMPUTEGUARD_DEBUG=1 for the details)`;

/** Whoever reads only the beginning, as `head` does, closes the pipe: the rest goes nowhere, and the exit code still holds. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

if (require.main === module) {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", endQuietly);
  redact(process.stderr);
  process.on("uncaughtException", error => {
    process.stderr.write(`computeguard: ${unexpected(error)}\n`, () => process.exit(exitCodes.crash));
  });
  void main(process.argv).then(code => {
    process.exitCode = code;
    // a connection that nobody answers must not keep the process once all is written
    const written = () => process.stdout.writableLength + process.stderr.writableLength === 0;
    setInterval(() => written() && process.exit(), 1000).unref();
  });
}
