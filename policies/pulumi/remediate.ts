import type { ResourceValidationArgs } from "@pulumi/policy";
import type { Estate } from "../../catalogue/estate";
import type { Exception } from "../../catalogue/exceptions";
import type { Facts } from "../../compute/facts";
import type { AnyPolicy, Edit } from "../policy";
import { optionsOf } from "./options-of";

type Args = Pick<ResourceValidationArgs, "props" | "getConfig"> & ResourceValidationArgs;

/**
 * A policy's remedy as the SDK calls it; `undefined` where it has none. The SDK calls it only where the policy is enforced as
 * `remediate`. It gives back the resource where something was changed. What it does not change is judged afterwards like anything else,
 * so whatever goes wrong here hides nothing, and nothing is thrown.
 */
export function remediation(
  { id, reads, remedy, ...policy }: AnyPolicy,
  estate: Estate,
  facts: (args: Args) => Facts | undefined,
  exceptionFrom: (rule: string, args: Args) => Exception | undefined,
): ((args: Args) => Args["props"] | undefined) | undefined {
  if (!remedy || reads === "totals") return undefined;
  const options = optionsOf(policy, estate);
  return args => {
    try {
      if (exceptionFrom(id, args)) return undefined;
      const known = options(args.getConfig());
      const found: readonly unknown[] = facts(args)?.[reads as keyof Facts] ?? [];
      const changes = found.flatMap(fact => [...remedy.changes(fact, known)]);
      return changes.filter(change => make(change, args.props)).length > 0 ? args.props : undefined;
    } catch {
      return undefined;
    }
  };
}

/** Makes one change, if what is to be changed stands plainly at its path: as a number, or as the text of one. */
function make({ path, from, to }: Edit, props: unknown): boolean {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop();
  let holder = props;
  for (const key of keys) holder = own(holder, key);
  const value = last === undefined ? undefined : own(holder, last);
  if (value !== from && value !== String(from)) return false;
  // through the SDK's proxies, so that a secret stays one
  (holder as { [key: string]: unknown })[last as string] = typeof value === "string" ? String(to) : to;
  return true;
}

const own = (holder: unknown, key: string): unknown =>
  typeof holder === "object" && holder !== null && Object.hasOwn(holder, key)
    ? (holder as { readonly [key: string]: unknown })[key]
    : undefined;
