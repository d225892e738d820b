import type { Estate } from "../../catalogue/estate";
import { normalRegion } from "../../catalogue/regions";
import { matches } from "../../catalogue/sizes";

/** Says whether the estate approves of accelerators: where it approves one of these sizes, in a region that it approves. */
export function approval({ gpuSizes, regions }: Estate): (sizes: readonly string[], region: string) => boolean {
  const approvedRegions = regions && new Set(regions.map(normalRegion));
  return (sizes, region) =>
    (approvedRegions?.has(normalRegion(region)) ?? true) &&
    sizes.some(size => gpuSizes.some(pattern => matches(pattern, size)));
}
