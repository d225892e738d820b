import { isAccelerator } from "../../catalogue/sizes";
import { acceleratorSize } from "../../compute/by-shape/names";
import { verbatim } from "./kql-text";

/** What bodies call accelerators that are no sizes, in lower case: `v100`, `h100_80gb`. */
export const modelForm = "(?:a|b|gb|gh|h|k|l|mi|p|t|v)\\d{1,3}[a-z]{0,2}(?:_\\w+)?";

/**
 * Accelerators by their names in the text of a body, in lower case, wherever they stand: the second pool of a cluster, a mix of
 * sizes in a scale set, the GPUs of a container. A name counts as a whole value alone, so that no script and no sentence does.
 */
const forms = [
  /** `"vmSize": "Standard_NC4as_T4_v3"`, `["Standard_ND96isr_H100_v5"]`, and the workload profiles of Container Apps. */
  String.raw`[:\[,]\s*"(${acceleratorSize}|nc\d+-[\w-]+|consumption-gpu-[\w-]+)"`,
  /** `"gpu": {"count": 1, "sku": "V100"}` (Container Instances), `"acceleratorType": "H100_80GB"` (Foundry). */
  String.raw`"(?:sku|acceleratortype)"\s*:\s*"(${modelForm})"`,
] as const;
const patterns = forms.map(form => new RegExp(form));

/** The first accelerator that a body in lower case names. */
export function acceleratorIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The same in KQL. */
export const acceleratorInKql = (text: string): string =>
  `coalesce(${forms.map(form => `extract(${verbatim(form)}, 1, ${text})`).join(", ")})`;

const model = new RegExp(`^${modelForm}$`);

/** Whether a size, or what a body calls an accelerator, is one. */
export const isAcceleratorName = (name: string): boolean => isAccelerator(name) || model.test(name.toLowerCase());
