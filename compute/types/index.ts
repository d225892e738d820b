import { ofArmType } from "../arm-types";
import { byToken, normalToken, tokensOf } from "../tokens";
import { appService } from "./app-service";
import { applications } from "./applications";
import { automation } from "./automation";
import { autoscale } from "./autoscale";
import { bareMetal } from "./bare-metal";
import { batch } from "./batch";
import { capacity } from "./capacity";
import type { ComputeType, Shape } from "./compute-type";
import { containerApps } from "./container-apps";
import { containerInstances } from "./container-instances";
import { dataFactory } from "./data-factory";
import { databases } from "./databases";
import { devBoxes } from "./dev-boxes";
import { discovery } from "./discovery";
import { extensions } from "./extensions";
import { fleets } from "./fleets";
import { foundry } from "./foundry";
import { hdinsight } from "./hdinsight";
import { hostedCode } from "./hosted-code";
import { images } from "./images";
import { inference } from "./inference";
import { kubernetes } from "./kubernetes";
import { kubernetesConfiguration } from "./kubernetes-configuration";
import { labs } from "./labs";
import { machineLearning } from "./machine-learning";
import { openshift } from "./openshift";
import { ownHardware } from "./own-hardware";
import { phpWorkloads } from "./php-workloads";
import { recovery } from "./recovery";
import { registries } from "./registries";
import { sap } from "./sap";
import { scaleSets } from "./scale-sets";
import { serviceFabric } from "./service-fabric";
import { spark } from "./spark";
import { spring } from "./spring";
import { virtualMachines } from "./virtual-machines";

export type { ComputeType, Shape } from "./compute-type";

/** Everything that can create compute or run code on it, described once. */
export const computeTypes: readonly ComputeType[] = [
  ...virtualMachines,
  ...scaleSets,
  ...extensions,
  ...fleets,
  ...kubernetes,
  ...batch,
  ...machineLearning,
  ...inference,
  ...containerInstances,
  ...containerApps,
  ...autoscale,
  ...discovery,
  ...serviceFabric,
  ...openshift,
  ...kubernetesConfiguration,
  ...hdinsight,
  ...spark,
  ...dataFactory,
  ...labs,
  ...devBoxes,
  ...images,
  ...capacity,
  ...sap,
  ...phpWorkloads,
  ...recovery,
  ...registries,
  ...automation,
  ...applications,
  ...appService,
  ...spring,
  ...bareMetal,
  ...databases,
  ...hostedCode,
  ...foundry,
  ...ownHardware,
];

/** A type, and the shape that it has in the package of one token. */
export interface ShapedType {
  readonly type: ComputeType;
  readonly shape: Shape;
}

/** The type of a token that `normalToken` wrote, with its shape there. */
export const shapedTypeOf = byToken(() =>
  computeTypes.flatMap(type => [
    ...tokensOf({ native: type.native }).map((token): [string, ShapedType] => [token, { type, shape: type }]),
    ...(type.classic ?? []).flatMap(shape =>
      tokensOf({ classic: shape.types, azurerm: shape.azurerm }).map((token): [string, ShapedType] => [
        token,
        { type, shape },
      ]),
    ),
  ]),
);

/** The type of a Pulumi token in any spelling. */
export const computeTypeOf = (token: string): ComputeType | undefined => shapedTypeOf(normalToken(token).token)?.type;

/** The type of an ARM type in any letter case. */
export const computeTypeOfArm = ofArmType(() => computeTypes.map(type => [type.arm.toLowerCase(), type] as const));
