import gpuDriverExtension, { driverExtensions } from "../../policies/gpu-driver-extension";
import { type Definition, definitionOf, ofType, somewhere } from "./definition";

const publishers = [...new Set(driverExtensions.map(({ publisher }) => publisher))];
const types = driverExtensions.map(({ type }) => type);

/** Where extensions stand; the aliases are those of Azure's own built-in definitions. */
const places: readonly { readonly resource: string; readonly type: string; readonly publisher?: string }[] = [
  {
    resource: "Microsoft.Compute/virtualMachines/extensions",
    type: "Microsoft.Compute/virtualMachines/extensions/type",
    publisher: "Microsoft.Compute/virtualMachines/extensions/publisher",
  },
  {
    resource: "Microsoft.Compute/virtualMachineScaleSets/extensions",
    type: "Microsoft.Compute/virtualMachineScaleSets/extensions/type",
    publisher: "Microsoft.Compute/virtualMachineScaleSets/extensions/publisher",
  },
  {
    resource: "Microsoft.Compute/virtualMachineScaleSets",
    type: "Microsoft.Compute/virtualMachineScaleSets/extensionProfile.extensions[*].type",
  },
];

export const driverExtension = (): Definition =>
  definitionOf(gpuDriverExtension, {
    anyOf: places.map(({ resource, type, publisher }) =>
      ofType(
        resource,
        somewhere(type, { field: type, in: types }),
        ...(publisher ? [{ field: publisher, in: publishers }] : []),
      ),
    ),
  });
