import type { Ask } from "../../compute/types/compute-type";
import { all, type Condition, some } from "./definition";
import { namesAt } from "./patterns";
import { holdsAt, type SeenRequest } from "./seen-requests";

type SeenAsk = SeenRequest["asks"][number];

/** Numbers of GPUs; those of containers on Kubernetes are written as text. */
const isNumber = (field: string): boolean => /\.(?:gpu\.count|resources\.gpu)$/.test(field);

/** Whether a property asks for an accelerator: by one of the words, by `true`, by a number above 0, or by any other text. */
export function asks(field: string, { words }: Ask): Condition {
  if (words) return some(...namesAt({ field }, words));
  if (/enabled$/i.test(field)) return { field, equals: true };
  // a comparison of numbers is an error where nothing stands in the field
  return all({ field, exists: true }, isNumber(field) ? { field, greater: 0 } : { field, notIn: ["", "0", "false"] });
}

/** Whether a property of a request, in the list of the request, asks for an accelerator. */
export const askedIn = (list: string | undefined, { ask, ...leaf }: SeenAsk): Condition =>
  holdsAt(leaf, list, asks(leaf.alias.name, ask));
