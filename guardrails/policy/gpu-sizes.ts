import { type Approval, toApproval } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import { acceleratorNames, accelerators, matches } from "../../catalogue/sizes";
import { isVague } from "../../compute/accelerators";
import unapprovedGpuSize from "../../policies/unapproved-gpu-size";
import { approvedAt, approvedSizes, isScoped, scopeOf } from "./approvals";
import { askedIn, asks as asksFor } from "./asks";
import { all, type Condition, type Definition, definitionOf, some } from "./definition";
import { approvedAs, bareName, namesAt, type Writing, withBareNames } from "./patterns";
import { holdsAt, requestsWhere, type SeenRequest } from "./seen-requests";

/**
 * Types that have a definition of their own, by its name and what it judges: each approval with a scope is up to 34 conditions there, and
 * twenty have to fit. All other types share one. Which type stands where never depends on the estate, for a type that moved from
 * one definition to another would be in neither of them for a moment.
 */
const apart: { readonly [name: string]: { readonly what: string; readonly types: readonly string[] } } = {
  "unapproved-gpu-size-machines": {
    what: "Virtual machines and scale sets",
    types: ["Microsoft.Compute/virtualMachines", "Microsoft.Compute/virtualMachineScaleSets"],
  },
  "unapproved-gpu-size-clusters": { what: "AKS clusters", types: ["Microsoft.ContainerService/managedClusters"] },
  "unapproved-gpu-size-agent-pools": {
    what: "AKS agent pools",
    types: ["Microsoft.ContainerService/managedClusters/agentPools"],
  },
  "unapproved-gpu-size-ml": {
    what: "Compute of machine learning",
    types: ["Microsoft.MachineLearningServices/workspaces/computes"],
  },
};

const typesApart = new Set(Object.values(apart).flatMap(({ types }) => types));

/** VM sizes with an accelerator that the estate does not approve, of the types that a definition judges. */
const sizesOf =
  (judges: (type: string) => boolean) =>
  (estate: Estate, writing: Writing): Definition =>
    printed(estate, writing, withBareNames, ({ type, list, sizes, shape }, approved) => {
      if (!judges(type)) return [];
      const denied = shape.bare ? [...accelerators, ...accelerators.map(bareName)] : accelerators;
      return sizes.map(leaf => {
        const field = leaf.alias.name;
        return holdsAt(leaf, list, unless(some(...namesAt({ field }, denied)), approved(field)));
      });
    });

export const gpuSizes = sizesOf(type => !typesApart.has(type));

/** The same of the types that stand apart. */
export const gpuSizesApart = Object.entries(apart).map(
  ([rule, { what, types }]) =>
    (estate: Estate, writing: Writing): Definition => ({
      ...sizesOf(type => types.includes(type))(estate, writing),
      rule,
      title: `${what} use approved GPU sizes`,
    }),
);

const asWritten = (sizes: readonly string[]) => sizes;

/** The same of what is no VM size: a rule of both would be longer than Azure takes. */
export const gpuProfiles = (estate: Estate, writing: Writing): Definition => ({
  ...printed(estate, writing, asWritten, (request, approved, approvals) => {
    const { list, tiers, asks } = request;
    // what is vague, as a number of GPUs, says less than a name beside it, which is judged itself
    const named = [
      ...asks.filter(({ ask }) => !isVague(ask)).map(model => askedIn(list, model)),
      ...tiers.map(leaf => holdsAt(leaf, list, some(...namesAt({ field: leaf.alias.name }, acceleratorNames)))),
    ];
    return [
      ...tiers.map(leaf => {
        const field = leaf.alias.name;
        return holdsAt(leaf, list, unless(some(...namesAt({ field }, acceleratorNames)), approved(field)));
      }),
      ...asks.flatMap(({ ask, ...leaf }) => {
        const field = leaf.alias.name;
        const excused = ask.name === undefined ? approved(field) : byName(ask.name, approvals, request);
        if (excused === "approved") return [];
        const asked = holdsAt(leaf, list, unless(asksFor(field, ask), excused));
        return [unless(asked, isVague(ask) ? named : [])];
      }),
    ];
  }),
  rule: "unapproved-gpu-profile",
  title: "Tiers, profiles and switches ask for approved accelerators",
});

type Approved = (field: string) => readonly Condition[];

/** @param spelling how approved names are written in the parameter */
function printed(
  { gpuSizes }: Estate,
  writing: Writing,
  spelling: (sizes: readonly string[]) => readonly string[],
  conditions: (request: SeenRequest, approved: Approved, approvals: readonly Approval[]) => readonly Condition[],
): Definition {
  const approvals = gpuSizes.map(toApproval);
  const found = requestsWhere(request =>
    conditions(request, field => approvedAt(field, approvals, request, writing), approvals),
  );
  const also = approvals.some(isScoped)
    ? "Approvals with a scope hold here by subscription id, by tag and by number, for the types of docs/azure-policy.md; those for a management group or a name hold nowhere."
    : undefined;
  const { parameters, never } = approvedAs(spelling(approvedSizes(approvals, writing)));
  return definitionOf(unapprovedGpuSize, some(...found, ...never), { also, parameters });
}

const unless = (condition: Condition, excused: readonly Condition[]): Condition =>
  excused.length > 0 ? all(condition, { not: some(...excused) }) : condition;

/** What is asked for goes by a fixed name, so that an approval of it is known when this is printed. */
function byName(name: string, approvals: readonly Approval[], request: SeenRequest): readonly Condition[] | "approved" {
  const named = approvals.filter(({ size }) => matches(size, name));
  if (named.some(approval => !isScoped(approval))) return "approved";
  return named.flatMap(approval => {
    const scope = scopeOf(approval, request);
    return scope ? [all(...scope)] : [];
  });
}
