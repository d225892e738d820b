import * as z from "zod";
import type { Azure } from "../../azure/connect";
import type { DirectoryObject } from "../../evidence";
import { type GraphCall, Missing } from "../define";
import { listed, once, read } from "./read";
import { directoryType, guid, maybeText } from "./wire";

const object = z.object({ "@odata.type": directoryType, id: guid, displayName: maybeText });
const answer = z.object({ value: z.array(z.unknown()) });

/** The most ids that one question may hold. */
const most = 1000;

/** Directory objects by their ids. Graph leaves out, without a word, what it does not know: such an id is deleted. */
export async function* directoryObjects(
  azure: Azure,
  ids: Iterable<string>,
  reading: { readonly what: string; readonly call: GraphCall },
): AsyncGenerator<DirectoryObject | Missing> {
  const { what, call } = reading;
  const sorted = [...new Set(ids)].sort();
  for (let at = 0; at < sorted.length; at += most) {
    const asked = sorted.slice(at, at + most);
    const of = sorted.length > most ? { of: asked } : {};
    const answers = once(() => azure.graphPost("/v1.0/directoryObjects/getByIds", { ids: asked }));
    for await (const found of read(answers, { what, call, as: answer, ...of })) {
      if (found instanceof Missing) yield found;
      else yield* read(listed(found.value), { what, call, as: object.transform(named), ...of });
    }
  }
}

const named = ({ "@odata.type": type, id, displayName }: z.infer<typeof object>): DirectoryObject => ({
  id,
  type,
  name: displayName ?? id,
});
