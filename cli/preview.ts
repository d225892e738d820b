import { join, resolve } from "node:path";
import { styleText } from "node:util";
import { isBlocked } from "../engine/deployment";
import { EngineError } from "../engine/error";
import { type ProgramOptions, type ProgramReport, runProgram } from "../engine/program";
import { counted } from "../posture/report/phrases";
import { Command } from "./command";
import { exitCodes, UsageError } from "./exit";
import { type StackConfig, secretKeys, stackConfigOf, unknownValue } from "./stack-config";

const root = join(__dirname, "..");

/** `computeguard preview`: a Pulumi program judged by the real pack, without a backend, a provider or a cloud. */
export const previewCommand = (done: (code: number) => void) =>
  new Command("preview")
    .argument("[program]", "folder of a Pulumi program", ".")
    .option("--pack <folder>", "the policy pack", join(root, "policies"))
    .option("--stack <name>", "the stack whose Pulumi.<name>.yaml is read, where there is one", "dev")
    .option("--config <key=value>", "configuration beside that file's; may be repeated", collect, [])
    .action(async (program: string, { pack, stack, config }: PreviewOptions) => {
      const stackConfig = stackConfigOf(program, stack, config);
      const estates = estatesOf(program, stackConfig, process.env.COMPUTEGUARD_ESTATE);
      if (estates.differ) process.stderr.write(`computeguard: ${estates.differ}\n`);
      const { env } = estates;
      const report = await judgeProgram(program, pack, { stack, stackConfig, env, programEnv: env }).catch(error => {
        throw error instanceof UsageError ? new UsageError(withSecrets(error.message, stackConfig)) : error;
      });
      process.stdout.write(previewSummary(report, process.stdout.isTTY && !process.env.NO_COLOR));
      done(isBlocked(report) ? exitCodes.findings : exitCodes.ok);
    });

interface PreviewOptions {
  readonly pack: string;
  readonly stack: string;
  readonly config: readonly string[];
}

/** A program may fail at a secret that is no text, such as a number: then it names what stands for it. */
function withSecrets(message: string, config: StackConfig): string {
  const [key, ...more] = message.includes(unknownValue) ? secretKeys(config) : [];
  return key === undefined
    ? message
    : `${message.replaceAll(unknownValue, "a secret")}; secrets cannot be decrypted here: give ${[key, ...more].join(", ")} another value, --config ${key}=…`;
}

const collect = (value: string, before: readonly string[]) => [...before, value];

/**
 * The pack and the program run in folders of their own, so a path in COMPUTEGUARD_ESTATE is made whole here. The guardrails'
 * program can be given another file by its configuration, of which no pack learns.
 * @returns what both get in their environment, and a line where they would judge by different files
 */
export function estatesOf(
  program: string,
  stackConfig: StackConfig,
  named: string | undefined,
): { readonly env: NodeJS.ProcessEnv; readonly differ?: string } {
  const forPack = named ? resolve(named) : undefined;
  const env = forPack ? { COMPUTEGUARD_ESTATE: forPack } : {};
  const configured = stackConfig["computeguard:estate"];
  if (!configured || configured === unknownValue) return { env };
  const forProgram = resolve(program, configured);
  return forProgram === forPack
    ? { env }
    : {
        env,
        differ: `computeguard:estate is the program's alone, and the pack does not read it: give it the same file, COMPUTEGUARD_ESTATE=${forProgram}`,
      };
}

export async function judgeProgram(
  program: string,
  pack = join(root, "policies"),
  options?: ProgramOptions,
): Promise<ProgramReport> {
  try {
    return await runProgram(program, pack, options);
  } catch (error) {
    throw error instanceof EngineError ? new UsageError(error.message) : error;
  }
}

/** What `pulumi preview` would say of the policies, in a few lines. */
export function previewSummary(
  { resources, violations, notes, packOutput, policies }: ProgramReport,
  colour: boolean,
): string {
  const paint = (style: "red" | "yellow", text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const lines = violations.map(({ level, policy, urn, message }) => {
    // the rule's title stands in the first line, what was found in the second
    const found = message.split("\n")[1] ?? message;
    return `${paint(level === "mandatory" ? "red" : "yellow", level.padEnd(9))} ${policy}  ${urn.split("::").pop()}: ${found}`;
  });
  const mandatory = violations.filter(({ level }) => level === "mandatory");
  const outcome = mandatory.length > 0 ? `refused: ${counted(mandatory.length, "mandatory violation")}` : "accepted";
  const said = packOutput.split("\n").filter(line => line !== "");
  return `${[
    ...said,
    ...lines,
    ...notes.map(note => `note      ${note}`),
    ...exceptionsFor(mandatory),
    `${counted(policies, "rule")} judged ${counted(resources.length, "resource")}: ${counted(mandatory.length, "mandatory violation")}, ${violations.length - mandatory.length} advisory`,
    mandatory.length > 0
      ? `An up would refuse ${refusedBy(mandatory)}`
      : "An up would refuse nothing of what is known here",
    `${counted(resources.length, "resource")}, ${outcome}`,
  ].join("\n")}\n`;
}

type Violations = ProgramReport["violations"];

/** Each refused resource with the rules that refuse it: `farm-vm (unapproved-gpu-size, oversized-scale-set)`. */
function refusedBy(mandatory: Violations): string {
  const rules = new Map<string, Set<string>>();
  for (const { urn, policy } of mandatory) rules.set(urn, (rules.get(urn) ?? new Set()).add(policy));
  return [...rules].map(([urn, ids]) => `${urn.split("::").pop()} (${[...ids].join(", ")})`).join(", ");
}

/** The lines that a pack's messages offer for the estate, once each. */
function exceptionsFor(mandatory: Violations): string[] {
  const lines = new Set(
    mandatory.flatMap(({ message }) => /^.*under exceptions in the estate: (- \{.*\})$/m.exec(message)?.[1] ?? []),
  );
  return lines.size > 0
    ? ["To live with these for a while, under exceptions in the estate:", ...[...lines].map(line => `  ${line}`)]
    : [];
}
