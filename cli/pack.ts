import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Option } from "commander";
import type { Estate } from "../catalogue/estate";
import { bakedEstate, bakedLevel, bakedState } from "../policies/pulumi/estate";
import { Command } from "./command";
import { estateOf } from "./estate-option";
import { UsageError } from "./exit";
import { checkConfig } from "./pack-config";
import { heldIn } from "./pack-state";
import { write } from "./refresh/stored";

const ours = join(__dirname, "..", "policies");

/** The build puts the pack's own beside its code, for npm leaves one beside a package.json out of each package. */
const lockfile = "package-lock.json";

/** `computeguard pack`: the policy pack with an estate inside it, for whoever may not bring rules of their own. */
export const packCommand = () =>
  new Command("pack")
    .option("--estate <file>", "what the organisation approves (default: computeguard.yaml here)")
    .option("--out <folder>", "bake a copy of the pack here (default: the pack itself)")
    .addOption(
      new Option("--level <level>", "advisory: the pack says everything and blocks nothing").choices(["advisory"]),
    )
    .option("--only-new", "block only what is new or larger than what --state holds; say the rest", false)
    .option("--state <file>", "what the stack holds, as pulumi stack export writes it")
    .option("--check-config <file>", "check a file for --policy-pack-config, and bake nothing")
    .action(({ estate: named, out, level, checkConfig: config, onlyNew, state }: PackCommandOptions) => {
      if (config !== undefined) {
        checkConfig(config);
        process.stdout.write(`Config: ${config} names rules and options that the pack has\n`);
        return;
      }
      if (onlyNew !== (state !== undefined))
        throw new UsageError("--only-new and --state <file> go together: what is new is told by what the stack holds.");
      // without an estate there is nothing to bake but what else was asked for
      const { estate, from } = estateOf(named, { needed: level === undefined && !onlyNew });
      const pack = bakePack(estate, ours, { out, level, held: state === undefined ? undefined : heldIn(state) });
      const install = out === undefined ? "" : `, after npm ci --omit=dev in ${pack}`;
      process.stdout.write(
        [
          `Pack: ${pack}, judged by ${from}, and by no other estate${state ? "; it blocks only what is new" : ""}${level ? "; it blocks nothing" : ""}`,
          `Use:  pulumi up --policy-pack ${pack}${install}`,
          ...(out === undefined
            ? [
                `Undo: remove ${[bakedEstate, ...(level ? [bakedLevel] : []), ...(state ? [bakedState] : [])].map(file => join(pack, "dist", file)).join(" and ")}`,
              ]
            : []),
          "",
        ].join("\n"),
      );
    });

interface PackCommandOptions {
  readonly estate?: string;
  readonly out?: string;
  readonly level?: "advisory";
  readonly checkConfig?: string;
  readonly onlyNew: boolean;
  readonly state?: string;
}

export interface Baking {
  /** Where the copy goes; without it the pack itself is baked. */
  readonly out?: string | undefined;
  readonly level?: "advisory" | undefined;
  /** Digests of what the stack holds. */
  readonly held?: readonly string[] | undefined;
}

/**
 * Writes an estate beside the built pack, or beside that of a copy.
 * @returns the folder of the pack that it is in
 */
export function bakePack(estate: Estate, pack: string, { out, level, held }: Baking = {}): string {
  if (!existsSync(join(pack, "dist", "index.js")))
    throw new UsageError(`The pack in ${pack} is not built. Run npm run build first.`);
  const to = out ?? pack;
  const file = join(to, "dist", bakedEstate);
  try {
    if (resolve(to) !== resolve(pack)) copyPack(pack, to);
    for (const [name, content] of [
      [bakedLevel, level && { level }],
      [bakedState, held],
    ] as const) {
      const beside = join(to, "dist", name);
      if (content) writeFileSync(beside, `${JSON.stringify(content)}\n`);
      else rmSync(beside, { force: true });
    }
    // whole or not at all: half an estate would stop the pack
    write(file, `${JSON.stringify(estate, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(
      `The pack cannot be written to ${to} (${(error as NodeJS.ErrnoException).code ?? (error as Error).message}). Choose another folder with --out.`,
    );
  }
  return to;
}

/** Copies what npm would pack: nothing of the sources. */
function copyPack(pack: string, to: string): void {
  const { files } = JSON.parse(readFileSync(join(pack, "package.json"), "utf8")) as { files: readonly string[] };
  mkdirSync(to, { recursive: true });
  for (const name of ["package.json", ...files]) cpSync(join(pack, name), join(to, name), { recursive: true });
  // what it needs is installed as it was tested
  cpSync(join(pack, "dist", lockfile), join(to, lockfile));
}
