import { roleIds } from "../built-in-roles";
import { addresses, cast, idOf } from "../cast";
import { scopes } from "../ids";
import { roleAssignment } from "../rows/authorization";
import { activity, type Operation } from "../rows/logs";
import type { Stage } from "../stage";

/** One thing that the thief does. */
export interface Step {
  readonly id: string;
  /** When it began, in minutes before the audit. */
  readonly minutes: number;
  /** The sentence of STORY.md. */
  readonly sentence: string;
  readonly add: (stage: Stage) => void;
}

export const thief = cast.noor;

/** What the account that is stolen may do: without that nobody would buy its password. */
export const hold = ({ arm, ago }: Stage): void => {
  const held = {
    number: 900,
    scope: scopes.production,
    role: roleIds.virtualMachineContributor,
    principal: idOf(thief),
  };
  arm.roleAssignments.push(roleAssignment({ ...held, on: ago({ days: 500 }) }));
};

export type Act = Pick<Operation, "number" | "action" | "scope"> & Partial<Operation>;

/** What the thief asks of Azure so many minutes before the audit, and what comes of it within the minute. */
export function act({ arm, ago }: Stage, minutes: number, of: Act): void {
  const record = { by: thief, methods: "pwd", address: addresses.stolen, correlation: of.number, ...of };
  arm.activityLog.push(
    activity({ ...record, at: ago({ minutes }), status: of.error ? "Failed" : "Accepted" }),
    ...(of.error ? [] : [activity({ ...record, number: of.number + 1, at: ago({ minutes: minutes - 1 }) })]),
  );
}

/** Where the machines are ordered, in this order. */
export const regions = ["eastus2", "northeurope", "japaneast", "southcentralus", "brazilsouth"];
