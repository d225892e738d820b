import { isList, isObject } from "../../compute/tree";
import { defineFileKind } from "../file-kind";
import { isResource, itemOf, stackIn } from "./pulumi-stack";

/** Steps after which a resource is there that the program describes (pkg/resource/deploy/step.go). */
const ops: ReadonlySet<string> = new Set(
  "create update replace create-replacement same import import-replacement refresh".split(" "),
);

/** What `pulumi preview --json` prints: the steps that an update would take. */
export const pulumiPreview = defineFileKind({
  kind: "pulumiPreviews",
  title: "Pulumi previews",
  contentsOf({ documents: [document] }) {
    if (!isObject(document) || !isList(document.steps)) return undefined;
    const steps = document.steps.filter(isObject);
    if (!steps.every(({ op, urn }) => typeof op === "string" && typeof urn === "string")) return undefined;
    // a replacement takes more than one step: the last word on a URN counts
    const planned = new Map(
      steps.flatMap(({ op, newState }) =>
        ops.has(String(op)) && isResource(newState) ? [[newState.urn, newState] as const] : [],
      ),
    );
    const resources = [...planned.values()];
    return { items: resources.map(itemOf), stack: true, ...stackIn(resources) };
  },
});
