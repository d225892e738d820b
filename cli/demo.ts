import { basename, join } from "node:path";
import { tagNamesOf } from "../catalogue/approvals";
import { version } from "../package.json";
import { signIn } from "../posture/azure/sign-in";
import { formats } from "../posture/report/formats";
import { summary } from "../posture/report/text";
import { judgeAll } from "../posture/run/audit";
import { evidenceDigest, saveEvidence } from "../posture/run/store";
import { contoso } from "../simulator/scenario/contoso";
import { startSimulator } from "../simulator/server";
import { Command } from "./command";
import { estateOf } from "./estate-option";
import { judgeProgram, previewSummary } from "./preview";
import { gatherShown } from "./reading";
import { prepareFolder, writeReport } from "./write-report";

/** `computeguard demo`: audits a simulated tenant and judges a sample program, over loopback only. */
export const demoCommand = () =>
  new Command("demo")
    .option("--out <folder>", "where the report is written", "out")
    .option("--save <folder>", "keep the evidence, for plan, explain, respond and the others with --from")
    .action(async ({ out, save }: { out: string; save?: string }) => {
      prepareFolder(out, "--out");
      if (save) prepareFolder(save, "--save", 0o700);
      const colour = process.stdout.isTTY && !process.env.NO_COLOR;
      process.stdout.write("A simulated tenant, Contoso, is attacked as in Microsoft's report of 2023-07-25.\n\n");
      const report = await auditContoso(save);
      const { written, faults } = await writeReport(report, formats, out);
      for (const line of summary(report, { colour })) process.stdout.write(line);

      process.stdout.write(
        "\nA Pulumi program with what a thief added, judged by the policy pack before anything is created:\n\n",
      );
      process.stdout.write(
        previewSummary(
          await judgeProgram(join(root, "cli", "demo", "program"), undefined, {
            env: { COMPUTEGUARD_ESTATE: exampleEstate },
          }),
          colour,
        ),
      );
      process.stdout.write(`\nReport: ${written.map(({ file }) => file).join(", ")}\n`);
      if (faults[0]) throw faults[0];
    });

/** The pack and the audit judge by the same example estate. */
const root = join(__dirname, "..");
const exampleEstate = join(root, "examples", "computeguard.yaml");

/** The audit that a real tenant gets, through the Azure SDK clients over HTTPS; only the tenant is simulated. */
async function auditContoso(save?: string) {
  const { estate, sha256 } = estateOf(exampleEstate);
  const simulator = await startSimulator({ scenario: contoso({ at: new Date().toISOString() }), pageSize: 100 });
  try {
    const { urls, ca, tenantId, clientId, clientSecret } = simulator;
    const tlsOptions = { ca };
    const evidence = await gatherShown({
      endpoints: urls,
      tlsOptions,
      credential: signIn({ endpoints: urls, method: "clientSecret", tenantId, clientId, clientSecret, tlsOptions }),
      historyDays: estate.thresholds.historyDays,
      tagNames: tagNamesOf(estate),
      ...(estate.workspace !== undefined && { workspace: estate.workspace }),
      decoys: estate.decoys,
    });
    if (save) await saveEvidence(save, evidence);
    return judgeAll(evidence.gathered, evidence.manifest, {
      estate,
      estateSource: { name: basename(exampleEstate), ...(sha256 && { sha256 }) },
      version,
      ...(save && { evidenceSha256: await evidenceDigest(save) }),
    });
  } finally {
    await simulator.close();
  }
}
