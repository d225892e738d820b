import { ofArmType } from "../arm-types";
import { normalToken } from "../tokens";
import { appService } from "./app-service";
import { applications } from "./applications";
import { automation } from "./automation";
import { autoscale } from "./autoscale";
import { bareMetal } from "./bare-metal";
import { batch } from "./batch";
import { capacity } from "./capacity";
import type { ClassicShape, ComputeType, Shape } from "./compute-type";
import { containerApps } from "./container-apps";
import { containerInstances } from "./container-instances";
import { dataFactory } from "./data-factory";
import { databases } from "./databases";
import { devBoxes } from "./dev-boxes";
import { discovery } from "./discovery";
import { extensions } from "./extensions";
import { fleets } from "./fleets";
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
import { isCarrier, type TemplateRow, templates } from "../template/holders/pulumi-types";
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
  ...ownHardware,
];

/** A row, and the shape that it has in the language of one token. */
export interface Entry {
  readonly type: ComputeType;
  readonly shape: Shape;
}

/** The last segment of a classic type, in Terraform's letter case: `compute/linuxVirtualMachine:…` is `linuxVirtualMachine`. */
const ownName = (type: string) => type.slice(type.indexOf("/") + 1, type.indexOf(":"));

const terraformNames = ({ types, azurerm }: ClassicShape) => azurerm ?? types.map(ownName);
const terraformToken = (name: string) => `azurerm:index/${name}:${name}`.toLowerCase();

type Tokens<T> = ReadonlyMap<string, T>;

const entries = (): Tokens<Entry> =>
  new Map(
    computeTypes.flatMap(row => [
      ...row.native.map((type): [string, Entry] => [`azure-native:${type}`.toLowerCase(), { type: row, shape: row }]),
      ...(row.classic ?? []).flatMap(shape => [
        ...shape.types.map((type): [string, Entry] => [`azure:${type}`.toLowerCase(), { type: row, shape }]),
        ...terraformNames(shape).map((name): [string, Entry] => [terraformToken(name), { type: row, shape }]),
      ]),
    ]),
  );

const templateRows = (): Tokens<TemplateRow> =>
  new Map(
    templates.flatMap(row => {
      const { classic = [] } = row;
      const native = isCarrier(row) ? (row.native ?? []) : [];
      const azurerm = isCarrier(row) ? [] : (row.azurerm ?? classic.map(ownName));
      return [
        ...native.map(type => `azure-native:${type}`.toLowerCase()),
        ...classic.map(type => `azure:${type}`.toLowerCase()),
        ...azurerm.map(terraformToken),
      ].map((token): [string, TemplateRow] => [token, row]);
    }),
  );

/** Indexed when first asked: a policy pack has to start fast. */
function once<T>(build: () => Tokens<T>): (key: string) => T | undefined {
  let index: Tokens<T> | undefined;
  return key => {
    index ??= build();
    return index.get(key.toLowerCase());
  };
}

/** Looked up with the token of `normalToken`. */
export const entryOf = once(entries);
export const templateRowOf = once(templateRows);

/** The row of a Pulumi type token, in whatever spelling. */
export const computeTypeOf = (token: string): ComputeType | undefined => entryOf(normalToken(token).token)?.type;

/** The row of an ARM type, in any letter case. */
export const computeTypeOfArm = ofArmType(() => computeTypes.map(type => [type.arm.toLowerCase(), type] as const));
