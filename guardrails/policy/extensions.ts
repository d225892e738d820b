import { toApproval } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import { accelerators } from "../../catalogue/sizes";
import { fromRoot } from "../../compute/read-paths";
import { computeTypes } from "../../compute/types";
import gpuDriverExtension, { driverExtensions } from "../../policies/gpu-driver-extension";
import unapprovedExtension, { scriptExtensions } from "../../policies/unapproved-extension";
import { aliasesAt, listOf } from "./aliases";
import { approvedAt, approvedSizes } from "./approvals";
import { all, type Condition, type Definition, definitionOf, ofType, some, somewhere } from "./definition";
import { approvedAs, namesAt, type Writing, withBareNames } from "./patterns";
import { holdsAt, seenRequests } from "./seen-requests";

/** Where extensions stand that Azure Policy sees. */
const places = computeTypes.flatMap(({ arm, extensions = [] }) =>
  extensions.flatMap(({ at = "", publisher, type, fixed }) => {
    if (fixed) return [];
    const [ofPublisher, ofType] = [publisher, type].map(path => aliasesAt(arm, fromRoot(at, path))[0]);
    return ofPublisher && ofType ? [{ arm, publisher: ofPublisher.name, type: ofType.name }] : [];
  }),
);

const publishers = [...new Set(driverExtensions.map(({ publisher }) => publisher))];
const types = driverExtensions.map(({ type }) => type);

export function driverExtension(estate: Estate, writing: Writing): Definition {
  const found = places.map(({ arm, publisher, type }) => {
    const driver = all(
      { field: type, in: types },
      some({ field: publisher, exists: false }, { field: publisher, in: publishers }),
    );
    const excused = machinesApproved(arm, estate, writing);
    return ofType(arm, somewhere(listOf(type), driver), ...excused.map(not => ({ not })));
  });
  const approvals = estate.gpuSizes.map(toApproval);
  const { parameters, never } = approvedAs(withBareNames(approvedSizes(approvals, writing)));
  const also =
    estate.gpuSizes.length > 0
      ? "Azure Policy sees no machine beside an extension, so one apart from its machine is refused whatever the size."
      : undefined;
  return definitionOf(gpuDriverExtension, some(...found, ...never), { also, parameters });
}

/** An approved accelerator needs its driver: whether a machine beside the extension has one. */
function machinesApproved(arm: string, { gpuSizes }: Estate, writing: Writing): readonly Condition[] {
  const approvals = gpuSizes.map(toApproval).map(({ max, ...approval }) => approval);
  const found = seenRequests
    .filter(({ type }) => type === arm)
    .flatMap(request =>
      request.sizes.flatMap(leaf => {
        const field = leaf.alias.name;
        const approved = approvedAt(field, approvals, request, writing);
        const fits = all(some(...namesAt({ field }, accelerators)), some(...approved));
        return approved.length > 0 ? [somewhere(request.list, holdsAt(leaf, request.list, fits))] : [];
      }),
    );
  return found.length > 0 ? [some(...found)] : [];
}

/** Nothing where the estate says nothing of extensions. It only reports, as the pack only advises. */
export function scriptExtension({ approvedExtensions }: Estate): Definition | undefined {
  if (approvedExtensions.length === 0) return undefined;
  const ofExtensions = places.map(({ arm, publisher, type }) => {
    const named = (names: readonly string[]) => names.flatMap(name => nameAt(name, publisher, type));
    const approved = named(approvedExtensions);
    const unapproved = all(
      some(...named(scriptExtensions)),
      ...(approved.length > 0 ? [{ not: some(...approved) }] : []),
    );
    return ofType(arm, somewhere(listOf(type), unapproved));
  });
  return definitionOf(unapprovedExtension, some(...ofExtensions), { reportsOnly: true });
}

/** Whether an extension is the one that a name says, as publisher/type with `*`. What no condition can say approves nothing. */
function nameAt(name: string, publisher: string, type: string): readonly Condition[] {
  const parts = name.split("/");
  // what begins with a bracket is an expression to Azure
  const unsayable = (part: string) => part.split("*").length > 2 || part.startsWith("[");
  if (parts.length !== 2 || parts.some(unsayable)) return [];
  return [all(...[publisher, type].flatMap((field, i) => (parts[i] === "*" ? [] : namesAt({ field }, [parts[i]!]))))];
}
