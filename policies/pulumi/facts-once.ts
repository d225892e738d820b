import type { ResourceValidationArgs } from "@pulumi/policy";
import type { Facts } from "../../compute/facts";
import { behindProxies } from "./plain";

type Asked = Pick<ResourceValidationArgs, "type" | "props" | "provider">;

/** Pulumi's engine sends the provider of each resource that one makes; a component, which no provider makes, has none. */
export const isComponent = (provider: ResourceValidationArgs["provider"]): boolean => provider === undefined;

/**
 * The facts of a resource, read once for all policies that ask for them in one Analyze: they are kept by the very object that the SDK
 * hands to all of them (see `deserialiseOnce`), for as long as it lives. Where it hands each policy an object of its own, each
 * reads for itself. So it makes no difference in what order resources come, and nothing is shared with Remediate.
 */
export function factsOnce(
  read: (type: string, props: unknown, isComponent: boolean) => Facts | undefined,
): (args: Asked) => Facts | undefined {
  const kept = new WeakMap<object, { readonly facts: Facts | undefined }>();
  return ({ type, props, provider }) => {
    const resource = behindProxies(props) as object;
    let found = kept.get(resource);
    if (!found) {
      found = { facts: read(type, resource, isComponent(provider)) }; // where reading throws, the next policy reads for itself and fails too
      kept.set(resource, found);
    }
    return found.facts;
  };
}
