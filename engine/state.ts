import { EngineError } from "./error";
import type { Provider, Resource } from "./messages";
import { type Json, type JsonObject, secret, signatureKey } from "./wire";

/** A resource of a deployed stack: `properties` are its inputs. */
export interface StateResource extends Resource {
  readonly outputs: JsonObject;
}

/** What `pulumi stack export` writes, as far as it is read here. */
interface Exported {
  readonly deployment?: { readonly resources?: readonly ExportedResource[] };
}

interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly delete?: boolean;
  readonly inputs?: JsonObject;
  readonly outputs?: JsonObject;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: { readonly [property: string]: readonly string[] | null };
  readonly additionalSecretOutputs?: readonly string[];
}

/** The resources of an exported stack, without those that are about to be deleted. API for tests. @throws EngineError */
export function resourcesOfState(exported: unknown): StateResource[] {
  const resources = (exported as Exported | null)?.deployment?.resources ?? [];
  if (!Array.isArray(resources)) throw new EngineError("the stack's state has no list of resources; export it anew");
  const kept: ExportedResource[] = resources.filter(({ delete: doomed }: ExportedResource) => !doomed);
  const providers = new Map(kept.filter(({ type }) => type.startsWith("pulumi:providers:")).map(r => [r.urn, r]));
  return kept.map(resource => {
    const provider = providers.get(providerUrn(resource.provider ?? ""));
    return {
      urn: resource.urn,
      type: resource.type,
      name: nameOf(resource.urn),
      properties: readable(resource.inputs ?? {}) as JsonObject,
      outputs: readable(resource.outputs ?? {}) as JsonObject,
      options: {
        protect: resource.protect ?? false,
        additionalSecretOutputs: resource.additionalSecretOutputs ?? [],
      },
      ...(provider && { provider: asProvider(provider) }),
      ...(resource.parent !== undefined && { parent: resource.parent }),
      dependencies: resource.dependencies ?? [],
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies ?? {}).map(([property, urns]) => [property, urns ?? []]),
      ),
    };
  });
}

/** The name in a URN: what follows its third `::`, further ones included. */
const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");

/** A reference to a provider is its URN, `::`, and its id. */
export const providerUrn = (reference: string): string => reference.split("::").slice(0, -1).join("::");

const asProvider = ({ urn, type, inputs }: ExportedResource): Provider => ({
  urn,
  type,
  name: nameOf(urn),
  properties: readable(inputs ?? {}) as JsonObject,
});

/** Secrets in a state file are encrypted; without its passphrase Pulumi hands over this text instead. */
function readable(value: Json): Json {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  const object = value as JsonObject;
  if (signatureKey in object && "ciphertext" in object) return secret("[secret]");
  if (signatureKey in object && typeof object.plaintext === "string") return secret(JSON.parse(object.plaintext));
  return Object.fromEntries(Object.entries(object).map(([key, child]) => [key, readable(child)]));
}
