import { normalToken } from "../tokens";
import { autoscale } from "./autoscale";
import { batch } from "./batch";
import { containerApps } from "./container-apps";
import { containerInstances } from "./container-instances";
import { discovery } from "./discovery";
import { extensions } from "./extensions";
import { fleets } from "./fleets";
import { kubernetes } from "./kubernetes";
import { machineLearning } from "./machine-learning";
import type { ClassicShape, Row, Shape } from "./row";
import { scaleSets } from "./scale-sets";
import { isCarrier, type TemplateRow, templates } from "./templates";
import { virtualMachines } from "./virtual-machines";

export type { Row, Shape } from "./row";

/** Everything that can order compute or run code on it, described once. */
export const surface: readonly Row[] = [
  ...virtualMachines,
  ...scaleSets,
  ...extensions,
  ...fleets,
  ...kubernetes,
  ...batch,
  ...machineLearning,
  ...containerInstances,
  ...containerApps,
  ...autoscale,
  ...discovery,
];

/** A row, and the shape that it has in the language of one token. */
export interface Entry {
  readonly row: Row;
  readonly shape: Shape;
}

/** The last segment of a classic type, in Terraform's letter case: `compute/linuxVirtualMachine:…` is `linuxVirtualMachine`. */
const ownName = (type: string) => type.slice(type.indexOf("/") + 1, type.indexOf(":"));

const terraformNames = ({ types, azurerm }: ClassicShape) => azurerm ?? types.map(ownName);
const terraformToken = (name: string) => `azurerm:index/${name}:${name}`.toLowerCase();

const entries = new Map<string, Entry>(
  surface.flatMap(row => [
    ...row.native.map((type): [string, Entry] => [`azure-native:${type}`.toLowerCase(), { row, shape: row }]),
    ...(row.classic ?? []).flatMap(shape => [
      ...shape.types.map((type): [string, Entry] => [`azure:${type}`.toLowerCase(), { row, shape }]),
      ...terraformNames(shape).map((name): [string, Entry] => [terraformToken(name), { row, shape }]),
    ]),
  ]),
);

const rowsOfArm = new Map(surface.map(row => [row.arm.toLowerCase(), row]));

const templateRows = new Map<string, TemplateRow>(
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

/** Looked up with the token of `normalToken`. */
export const entryOf = (token: string): Entry | undefined => entries.get(token.toLowerCase());
export const templateRowOf = (token: string): TemplateRow | undefined => templateRows.get(token.toLowerCase());

/** The row of a Pulumi type token, in whatever spelling. */
export const rowOf = (token: string): Row | undefined => entryOf(normalToken(token).token)?.row;

/** The row of an ARM type, in any letter case. */
export const rowOfArm = (type: string): Row | undefined => rowsOfArm.get(type.toLowerCase());
