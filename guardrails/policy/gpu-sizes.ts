import { type Approval, toApproval } from "../../catalogue/approvals";
import type { Estate } from "../../catalogue/estate";
import { acceleratorNames, accelerators, matches } from "../../catalogue/sizes";
import type { Ask } from "../../compute/types/compute-type";
import unapprovedGpuSize from "../../policies/unapproved-gpu-size";
import { approvedAt, approvedSizes, isScoped, scopeOf } from "./approvals";
import { all, type Condition, type Definition, definitionOf, some } from "./definition";
import { bareName, namesAt, type Writing } from "./patterns";
import { holdsAt, requestsWhere, type SeenRequest } from "./seen-requests";

/** VM sizes with an accelerator that the estate does not approve. */
export const gpuSizes = (estate: Estate, writing: Writing): Definition =>
  printed(estate, writing, ({ list, sizes, shape }, approved) => {
    const denied = shape.bare ? [...accelerators, ...accelerators.map(bareName)] : accelerators;
    return sizes.map(leaf => {
      const field = leaf.alias.name;
      return holdsAt(leaf, list, unless(some(...namesAt({ field }, denied)), approved(field)));
    });
  });

/** The same of what is no VM size: a rule of both would be longer than Azure takes. */
export const gpuProfiles = (estate: Estate, writing: Writing): Definition => ({
  ...printed(estate, writing, (request, approved, approvals) => {
    const { list, tiers, asks } = request;
    return [
      ...tiers.map(leaf => {
        const field = leaf.alias.name;
        return holdsAt(leaf, list, unless(some(...namesAt({ field }, acceleratorNames)), approved(field)));
      }),
      ...asks.flatMap(({ ask, alias }) => {
        const excused = ask.name === undefined ? approved(alias.name) : byName(ask.name, approvals, request);
        const asked = askedAt(alias.name, ask);
        return excused === "approved" ? [] : [holdsAt({ alias, unless: [] }, list, unless(asked, excused))];
      }),
    ];
  }),
  rule: "unapproved-gpu-profile",
  title: "Tiers, profiles and switches ask for approved accelerators",
});

type Approved = (field: string) => readonly Condition[];

function printed(
  { gpuSizes }: Estate,
  writing: Writing,
  conditions: (request: SeenRequest, approved: Approved, approvals: readonly Approval[]) => readonly Condition[],
): Definition {
  const approvals = gpuSizes.map(toApproval);
  const found = requestsWhere(request =>
    conditions(request, field => approvedAt(field, approvals, request, writing), approvals),
  );
  const also = approvals.some(isScoped)
    ? "Approvals with a scope hold here by subscription id, by tag and by number, for the types of docs/azure-policy.md; those for a management group or a name hold nowhere."
    : undefined;
  const parameters = writing === "known sizes" ? { approvedSizes: approvedSizes(approvals) } : undefined;
  return definitionOf(unapprovedGpuSize, some(...found), { also, ...(parameters && { parameters }) });
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

/** Numbers of GPUs; those of containers on Kubernetes are written as text. */
const isNumber = (field: string): boolean => /\.(?:gpu\.count|resources\.gpu)$/.test(field);

/** Whether a property asks for an accelerator: by one of the words, by `true`, by a number above 0, or by any other text. */
function askedAt(field: string, { words }: Ask): Condition {
  if (words) return some(...namesAt({ field }, words));
  if (/enabled$/i.test(field)) return { field, equals: true };
  // a comparison of numbers is an error where nothing stands in the field
  return all({ field, exists: true }, isNumber(field) ? { field, greater: 0 } : { field, notIn: ["", "0", "false"] });
}
