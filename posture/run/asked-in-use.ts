import type { Finding } from "../../catalogue/outcome";
import type { Asked } from "../../policies/excepted";
import { isRead, liveFacts } from "../facts/live-facts";
import type { Resolver } from "./resolve";

/** What runs under the id of a finding's subject; undefined where that is no resource, or one that could not be read. */
export function askedInUse(know: Resolver): (finding: Finding) => Asked | undefined {
  let byId: ReadonlyMap<string, Asked> | undefined;
  const all = () =>
    new Map(
      liveFacts(know("resources").value).flatMap(({ resource, facts }) =>
        isRead(facts) ? [[resource.id.toLowerCase(), facts] as const] : [],
      ),
    );
  return ({ subject }) => {
    byId ??= all();
    return byId.get(subject.id.toLowerCase());
  };
}
