import quiet from "./data/other-packages.json";

/**
 * `data/other-packages.json` has the kept packages that order no compute in Azure, by the name in their tokens, under what they make
 * instead. Source: the packages of Pulumi's registry (pulumi/registry @0b21a20, 2026-08-22) and the resources in their schemas.
 *
 * What can order machines is not there, whatever else it does: Azure DevOps (elastic pools), Databricks, Rancher, Spot, Cast AI, Nomad,
 * Coder, HCP, Terraform's own modules, commands. Neither is what is no longer kept.
 */
let names: ReadonlySet<string> | undefined;

/** True when the package of a token orders no compute in Azure. */
export function ordersNoCompute(token: string): boolean {
  names ??= new Set(Object.values(quiet).flat());
  return names.has(token.slice(0, token.indexOf(":")).toLowerCase());
}
