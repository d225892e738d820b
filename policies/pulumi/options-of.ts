import type { Estate } from "../../catalogue/estate";
import type { AnyPolicy } from "../policy";

/**
 * The estate's options under the engine's configuration; the same configuration is read once.
 * @throws ZodError where the configuration does not hold
 */
export function optionsOf(
  policy: Pick<AnyPolicy, "options" | "fromEstate">,
  estate: Estate,
): (config: object) => unknown {
  const fromEstate = policy.fromEstate(estate);
  let last: { readonly config: string; readonly options: unknown } | undefined;
  return given => {
    const config = JSON.stringify(given);
    if (last?.config !== config) last = { config, options: policy.options.parse({ ...fromEstate, ...given }) };
    return last.options;
  };
}
