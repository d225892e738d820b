import { defaultEstate, type Estate } from "../../catalogue/estate";
import type { Report } from "../../posture/report/model";
import { type ScanOptions, scanFiles } from "../../scan/scan";
import type { ScanFile } from "../../scan/scan-file";

export const at = "2026-11-24T06:00:00.000Z";

/** Approves small machines in one region, and no GPU. */
export const estate: Estate = { ...defaultEstate, regions: ["westeurope"] };

export const fileOf = (name: string, content: unknown): ScanFile => ({
  name,
  text: () => (typeof content === "string" ? content : JSON.stringify(content)),
});

export const scanned = (
  files: Readonly<Record<string, unknown>>,
  options: Partial<Omit<ScanOptions, "at">> = {},
): Report =>
  scanFiles(
    Object.entries(files).map(([name, content]) => fileOf(name, content)),
    { estate, estateSource: { name: "the defaults" }, version: "0.0.0", ...options, at },
  );

/** Every finding that is more than advice, as "rule: subject path". */
export const faultsOf = (report: Report): string[] =>
  report.outcomes.flatMap(({ rule, findings }) =>
    findings
      .filter(({ severity }) => severity !== "low")
      .map(({ subject, path }) => [`${rule.id}: ${subject.name}`, ...(path === undefined ? [] : [path])].join(" ")),
  );

export const template = (...resources: readonly object[]) => ({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  contentVersion: "1.0.0.0",
  resources,
});

export const machine = (vmSize: string, more: object = {}) => ({
  type: "Microsoft.Compute/virtualMachines",
  apiVersion: "2024-07-01",
  name: "web",
  location: "westeurope",
  properties: { hardwareProfile: { vmSize }, ...more },
});
