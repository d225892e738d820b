import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command, Option } from "commander";
import type { Estate } from "../catalogue/estate";
import { bakedEstate, bakedLevel } from "../policies/pulumi/estate";
import { estateOf } from "./estate-option";
import { UsageError } from "./exit";

const ours = join(__dirname, "..", "policies");

/** `computeguard pack`: the policy pack with an estate inside it, for whoever may not bring rules of their own. */
export const packCommand = () =>
  new Command("pack")
    .description("Check the estate and bake it into the policy pack, which then reads no other")
    .option("--estate <file>", "what the organisation approves (default: computeguard.yaml here)")
    .option("--out <folder>", "bake a copy of the pack here (default: the pack itself)")
    .addOption(
      new Option("--level <level>", "advisory: the pack says everything and blocks nothing").choices(["advisory"]),
    )
    .action(({ estate: named, out, level }: PackCommandOptions) => {
      const { estate, from } = estateOf(named, { needed: true });
      const pack = bakePack(estate, ours, out, level);
      const install = out === undefined ? "" : `, after npm install --omit=dev in ${pack}`;
      process.stdout.write(
        [
          `Pack: ${pack}, judged by ${from} and by no other estate${level ? "; it blocks nothing" : ""}`,
          `Use:  pulumi up --policy-pack ${pack}${install}`,
          ...(out === undefined
            ? [
                `Undo: remove ${[bakedEstate, ...(level ? [bakedLevel] : [])].map(file => join(pack, "dist", file)).join(" and ")}`,
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
}

/**
 * Writes an estate beside the built pack, or beside that of a copy.
 * @returns the folder of the pack that it is in
 */
export function bakePack(estate: Estate, pack: string, out?: string, level?: "advisory"): string {
  if (!existsSync(join(pack, "dist", "index.js")))
    throw new UsageError(`The pack in ${pack} is not built. Run npm run build first.`);
  const to = out ?? pack;
  const file = join(to, "dist", bakedEstate);
  try {
    if (resolve(to) !== resolve(pack)) copyPack(pack, to);
    const levelFile = join(to, "dist", bakedLevel);
    if (level) writeFileSync(levelFile, `${JSON.stringify({ level })}\n`);
    else rmSync(levelFile, { force: true });
    // whole or not at all: half an estate would stop the pack
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, `${JSON.stringify(estate, null, 2)}\n`);
    renameSync(temporary, file);
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
}
