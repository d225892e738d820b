import { noFacts } from "../../compute/facts";
import { factsOfArm } from "../../compute/facts-of";
import type { LogAnswers } from "../facts/types";
import { driverTypes, operationsOf } from "../signals/operations";
import type { Creation } from "./creations";

const operations: ReadonlySet<string> = new Set(operationsOf.extension);
const end = /\/write$/;

/** Every extension that was installed, in the order of the log's answers. Run commands have no type, and are none of them. */
export function installationsOf({ of, nameOf }: Pick<LogAnswers<"activity">, "of" | "nameOf">): readonly Creation[] {
  return of.hours.flatMap(({ key, times, first, last }) => {
    const { operation = "", caller = "", subscription = "", region = "", extension = "", told } = key;
    if (!operations.has(operation) || !operation.endsWith("/extensions/write") || key.result !== "done") return [];
    const type = operation.replace(end, "");
    return [
      {
        ...{ who: nameOf(caller) || "somebody unknown", caller, creates: "extensions", type },
        ...{ subscription, region, size: extension, times, machines: 0, first, last },
        facts:
          factsOfArm({
            ...{ type, name: "rehearsed/rehearsed", properties: { type: extension } },
            ...(region && { location: region }),
          }) ?? noFacts,
        // without a body the log has its name, which is that of a driver or tells nothing
        sized: told === "yes" || driverTypes.includes(extension),
      },
    ];
  });
}
