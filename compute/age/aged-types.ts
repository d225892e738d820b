import type { IndexedType } from "./arm-index";
import { isWeighed, isWeighedArm, machineNamedIn } from "./names-machine";
import type { SdkType } from "./sdk-types";

/** The types that name a machine and that neither a row reads nor a reason leaves out, each with the property that names it. */
export const agedSdkTypes = (types: Iterable<SdkType>): readonly string[] =>
  [...types].flatMap(({ token, properties }) => {
    const path = isWeighed(token) ? undefined : machineNamedIn(properties());
    return path === undefined ? [] : [`${token}: ${path}`];
  });

/** The same of ARM's index, and how many of its types could not be read. */
export function agedArmTypes(types: readonly IndexedType[]): {
  readonly found: readonly string[];
  readonly unread: number;
} {
  const found: string[] = [];
  let unread = 0;
  for (const { type, version, properties } of types) {
    if (isWeighedArm(type)) continue;
    const own = properties();
    if (own === undefined) unread++;
    const path = own && machineNamedIn(own);
    if (path !== undefined) found.push(`${type}@${version}: ${path}`);
  }
  return { found, unread };
}
