import type { Command as PlainCommand } from "commander";
import { Command } from "./command";

/** Makes a command. `done` takes its exit code, where it is not 0. */
type Maker = (done: (code: number) => void) => PlainCommand;

/** A command as the help lists it. What it needs is loaded when it is asked for, and no sooner. */
export interface ListedCommand {
  readonly name: string;
  readonly description: string;
  readonly load: () => Maker;
}

/** All commands, in the order of the help. */
export const listedCommands: readonly ListedCommand[] = [
  {
    name: "audit",
    description: "Audit a live tenant and write the compliance report; reads only, never writes to the tenant",
    load: () => (require("./audit") as typeof import("./audit")).auditCommand,
  },
  {
    name: "plan",
    description: "Tell what to do first, and which few rights to take away; prints commands, and runs none of them",
    load: () => (require("./plan") as typeof import("./plan")).planCommand,
  },
  {
    name: "explain",
    description:
      "Explain a person, an application, a resource, a subscription or a finding of a tenant, or a rule, and what to do about it",
    load: () => (require("./explain") as typeof import("./explain")).explainCommand,
  },
  {
    name: "respond",
    description:
      "Tell what to do in the first hour when somebody mines: save evidence, stop, revoke; prints commands, and runs none of them",
    load: () => (require("./respond") as typeof import("./respond")).respondCommand,
  },
  {
    name: "rehearse",
    description:
      "Tell what a draft of the estate would have refused: of what was created in ninety days, and of what runs now",
    load: () => (require("./rehearse") as typeof import("./rehearse")).rehearseCommand,
  },
  {
    name: "diff",
    description: "Tell what has changed between two reports: what is new, fixed, changed, and no longer known",
    load: () => (require("./diff") as typeof import("./diff")).diffCommand,
  },
  {
    name: "verify",
    description: "Tell whether a report belongs to saved evidence, and whether either was changed since",
    load: () => (require("./verify") as typeof import("./verify")).verifyCommand,
  },
  {
    name: "demo",
    description: "Audit a simulated tenant under attack and judge a sample program; needs no Azure account",
    load: () => (require("./demo") as typeof import("./demo")).demoCommand,
  },
  {
    name: "preview",
    description: "Judge a Pulumi program with the policy pack, without the pulumi command line and without signing in",
    load: () => (require("./preview") as typeof import("./preview")).previewCommand,
  },
  {
    name: "scan",
    description:
      "Judge files with the rules of the policy pack, without an engine: templates, definitions, plans, previews, stacks, manifests and scripts",
    load: () => (require("./scan") as typeof import("./scan")).scanCommand,
  },
  {
    name: "init",
    description:
      "Write an estate that approves what the tenant runs, with reasons; what looks like an attack stays out",
    load: () => (require("./init") as typeof import("./init")).initCommand,
  },
  {
    name: "estate",
    description: "Look after the estate: what the organisation approves",
    load: () => (require("./estate") as typeof import("./estate")).estateCommand,
  },
  {
    name: "pack",
    description: "Check the estate and bake it into the policy pack, which then reads no other",
    load: () => (require("./pack") as typeof import("./pack")).packCommand,
  },
  {
    name: "rules",
    description: "List the rules of the policy pack and the checks of the audit",
    load: () => (require("./rules") as typeof import("./rules")).rulesCommand,
  },
  {
    name: "permissions",
    description: "What the audit needs to read, and what this sign-in may read",
    load: () => (require("./permissions") as typeof import("./permissions")).permissionsCommand,
  },
  {
    name: "indicators",
    description: "List the domains of mining pools, as a STIX 2.1 bundle for Microsoft Sentinel or one a line",
    load: () => (require("./indicators") as typeof import("./indicators")).indicatorsCommand,
  },
  {
    name: "table",
    description: "Print the ARM template of the Log Analytics table and of the rule that audit --send takes rows to",
    load: () => (require("./table") as typeof import("./table")).tableCommand,
  },
];

/** The command in full where it is asked for, else its name and what it does. */
export function commandOf(
  { name, description, load }: ListedCommand,
  isAsked: boolean,
  done: (code: number) => void,
): PlainCommand {
  const command = isAsked ? load()(done) : new Command(name);
  return command.description(description);
}

/** What a shell calls to complete words, and what prints its script. They need every command in full. */
export const completionCommands: readonly string[] = ["completion", "complete"];

export const completion = () => require("./completion") as typeof import("./completion");

/** The one of them that the help lists. */
export const listedCompletion = (): PlainCommand =>
  new Command("completion").argument("<shell>").description("Generate shell completion scripts");
