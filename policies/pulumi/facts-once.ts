import type { ResourceValidationArgs } from "@pulumi/policy";
import type { Facts } from "../../compute/facts";
import { factsOf } from "../../compute/facts-of";
import { behindProxies, plain } from "./plain";

type Asked = Pick<ResourceValidationArgs, "type" | "props">;

/**
 * The facts of a resource, read once for all policies that ask for them in one Analyze: they are kept by the very object that the SDK
 * hands to all of them (see `deserialiseOnce`), for as long as it lives. Where it hands each policy an object of its own, each
 * reads for itself. So it makes no difference in what order resources come, and nothing is shared with Remediate.
 */
export function factsOnce(
  read: (type: string, props: unknown) => Facts | undefined = (type, props) => factsOf(type, plain(props)),
): (args: Asked) => Facts | undefined {
  const kept = new WeakMap<object, { readonly facts: Facts | undefined }>();
  return ({ type, props }) => {
    const resource = behindProxies(props) as object;
    let found = kept.get(resource);
    if (!found) {
      found = { facts: read(type, resource) }; // where reading throws, the next policy reads for itself and fails too
      kept.set(resource, found);
    }
    return found.facts;
  };
}
