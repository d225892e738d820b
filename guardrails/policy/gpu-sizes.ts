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

/** VM sizes with an accelerator that the estate does not approve. */
export const gpuSizes = (estate: Estate, writing: Writing): Definition =>
  printed(estate, writing, withBareNames, ({ list, sizes, shape }, approved) => {
    const denied = shape.bare ? [...accelerators, ...accelerators.map(bareName)] : accelerators;
    return sizes.map(leaf => {
      const field = leaf.alias.name;
      return holdsAt(leaf, list, unless(some(...namesAt({ field }, denied)), approved(field)));
    });
  });

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
