import { lastSegment } from "../../catalogue/arm-id";
import { isAbsent, isList, isObject, joinPath, type NodeAt } from "../tree";
import type { Tree } from "../value";
import { evaluate } from "./evaluate";
import { policyHolder, unescaped } from "./holders/arm-types";
import { scopeOf } from "./inputs";
import { member } from "./members";
import { hold, type Opened } from "./opened";
import type { Run } from "./scope";

/**
 * What an assignment of a policy lets Azure deploy: the templates of the definition that it names, with the values that it gives to
 * the definition's parameters. A set of definitions hands its own parameters on.
 */

/** The `properties` of a definition or of a set of them. */
export type Definitions = (id: NodeAt) => Tree | undefined;

/** Sets hold definitions; nobody can put a set into a set, whatever a text says. */
const deepest = 3;

/** Who gives values to the parameters of a definition: where its id stands, and the values in ARM's form, `{name: {value}}`. */
export interface Assigner {
  readonly id: NodeAt;
  readonly given: Tree;
}

/**
 * Those in the `properties` of an assignment, or of a set of definitions, which may be `given` values itself. None where no values
 * are given on, for then the defaults hold, which are judged themselves.
 */
export function assignersIn({ node, path }: NodeAt, run: Run, given?: Tree): readonly Assigner[] {
  const listed = member(node, "policyDefinitions");
  if (!isList(listed)) return assigner(node, path);
  const parameters = member(node, "parameters") ?? {};
  const scope = scopeOf({ parameters }, given, run, { ungiven: "assigned" });
  return listed
    .flatMap((each, i) => assigner(each, `${joinPath(path, "policyDefinitions")}[${i}]`))
    .map(one => ({ ...one, given: evaluate(unescaped(one.given), scope) }));
}

function assigner(node: Tree | undefined, path: string): readonly Assigner[] {
  const given = member(node, "parameters");
  if (isAbsent(given) || (isObject(given) && Object.keys(given).length === 0)) return [];
  return [{ id: { node: member(node, "policyDefinitionId"), path: joinPath(path, "policyDefinitionId") }, given }];
}

/** The templates that are deployed for those who give values, as far as the definitions are at hand. */
export function assignedTemplates(
  assigners: readonly Assigner[],
  definitions: Definitions,
  run: Run,
  level = 0,
): readonly Opened[] {
  return assigners.flatMap(({ id, given }) => {
    const found = definitions(id);
    if (found === undefined || level > deepest) return [];
    const place = { node: found, path: id.path };
    return isList(member(found, "policyDefinitions"))
      ? assignedTemplates(assignersIn(place, run, given), definitions, run, level + 1)
      : hold(policyHolder, place, run, {}, given).templates;
  });
}

/** The name in the id of a definition, in lower case. */
export const definitionName = (id: string): string => lastSegment(id).toLowerCase();
