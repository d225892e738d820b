import { readFileSync } from "node:fs";
import { locate } from "../protocol";
import type { Json, JsonObject } from "../wire";

/**
 * Where a resource goes whose program names no region: into the one that its provider is configured with
 * (`azure-native:location`, or `location` of a provider that the program makes), which Azure's providers fill in when they
 * check the inputs (`getDefaultLocation` in provider.go of pulumi-azure-native). Otherwise it follows its resource group.
 */
export function withLocation(
  type: string,
  inputs: JsonObject,
  configured: Json | undefined,
  takesLocation: (type: string) => boolean,
): JsonObject {
  if (configured === undefined || configured === "" || (inputs.location ?? null) !== null) return inputs;
  return takesLocation(type) ? { ...inputs, location: configured } : inputs;
}

/**
 * Whether a type has a region of its own, as the SDK says that a program has installed. Where the SDK is not to be found,
 * as that of another language, only resource groups are known to.
 */
export function locationsIn(dir: string): (type: string) => boolean {
  const known = new Map<string, boolean>();
  return type => {
    let takes = known.get(type);
    if (takes === undefined) {
      takes = read(dir, type);
      known.set(type, takes);
    }
    return takes;
  };
}

function read(dir: string, type: string): boolean {
  const [pkg = "", module = "", kind = ""] = type.split(":");
  // a package of one module and version, as `pulumi package add` makes them, has the module's types
  const azure = /^(azure-native|azure)(?:_|$)/.exec(pkg)?.[1];
  if (azure === undefined || kind === "") return false;
  // `compute/virtualMachine:VirtualMachine` of the classic provider names the file, `compute:VirtualMachine` the module
  const file = azure === "azure" ? module : `${module}/${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  try {
    return readFileSync(locate(dir, `@pulumi/${azure}/${file}`), "utf8").includes('resourceInputs["location"] = args');
  } catch {
    return kind === "ResourceGroup";
  }
}
