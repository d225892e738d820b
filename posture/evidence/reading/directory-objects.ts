import * as z from "zod";
import type { Azure } from "../../azure/connect";
import type { GraphCall } from "../calls";
import { Missing, type RowOf } from "../define";
import { listed, once, read } from "./read";
import { principalTypeField } from "./row-parts";
import { directoryType, guid, maybeGuid, maybeText, maybeTexts } from "./wire";

export const directoryObject = z.object({
  id: z.string(),
  type: principalTypeField,
  name: z.string(),
  assignableToRole: z
    .boolean()
    .exactOptional()
    .describe("Of a group: only privileged administrators change its members"),
  synced: z.boolean().exactOptional().describe("Of a group: its members are kept on the premises"),
  dynamic: z.boolean().exactOptional().describe("Of a group: a rule says who is in it"),
  appId: z.string().exactOptional().describe("Of an application that is registered here"),
});

/** A user, group, service principal, application or device of the directory, by its object id. */
export type DirectoryObject = RowOf<typeof directoryObject>;

const object = z.object({
  "@odata.type": directoryType,
  id: guid,
  displayName: maybeText,
  isAssignableToRole: z.boolean().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  groupTypes: maybeTexts,
  appId: maybeGuid,
});
const answer = z.object({ value: z.array(z.unknown()) });

/** The most ids that one question may hold. */
const most = 1000;

/** Directory objects by their ids. Graph leaves out an id that it does not know, and says nothing: its object is deleted. */
export async function* directoryObjects(
  azure: Azure,
  ids: Iterable<string>,
  reading: { readonly what: string; readonly call: GraphCall; readonly types?: readonly string[] },
): AsyncGenerator<DirectoryObject | Missing> {
  const { what, call, types } = reading;
  const sorted = [...new Set(ids)].sort();
  for (let at = 0; at < sorted.length; at += most) {
    const asked = sorted.slice(at, at + most);
    const of = sorted.length > most ? { of: asked } : {};
    const answers = once(() =>
      azure.graphPost("/v1.0/directoryObjects/getByIds", { ...(types && { types }), ids: asked }),
    );
    for await (const found of read(answers, { what, call, as: answer, ...of })) {
      if (found instanceof Missing) yield found;
      else yield* read(listed(found.value), { what, call, as: object.transform(named), ...of });
    }
  }
}

const named = (found: z.infer<typeof object>): DirectoryObject => {
  const { "@odata.type": type, id, displayName, isAssignableToRole, onPremisesSyncEnabled, groupTypes, appId } = found;
  // A service principal has one too, and is known by its own id.
  const isApplication = type === "Unknown" && appId !== undefined;
  return {
    id,
    type,
    name: displayName ?? id,
    ...(type === "Group" && typeof isAssignableToRole === "boolean" && { assignableToRole: isAssignableToRole }),
    ...(type === "Group" && onPremisesSyncEnabled && { synced: true }),
    ...(type === "Group" && groupTypes.includes("DynamicMembership") && { dynamic: true }),
    ...(isApplication && { appId }),
  };
};
