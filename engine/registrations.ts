import type {
  ReadResourceRequest,
  ReadResourceResponse,
  RegisterPackageRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Built } from "./components";
import { EngineError } from "./error";
import { messagesOf, type Provider, type Resource } from "./messages";
import type { Protocol } from "./protocol";
import { idOf, outputsOf } from "./provider/answers";
import { withLocation } from "./provider/location";
import { providerUrn } from "./state";
import type { Transforms } from "./transforms";
import { packageOf, urnsOf } from "./urns";
import type { JsonObject } from "./wire";

export interface RegistrationOptions {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  /** The stack's configuration by full key; `azure-native:location` configures the default provider of azure-native. */
  readonly config: { readonly [key: string]: string };
  /** Judges a resource before it is created, and says what becomes of it. */
  register(resource: Resource): Promise<Resource>;
  /** Has a component built by its own package; undefined where nobody here can. */
  construct?(request: RegisterResourceRequest): Promise<Built | undefined>;
  /** Whether a type has a region of its own, which its provider may fill in. */
  takesLocation(type: string): boolean;
  /** Says, once, what a program asked for that nobody here can see into. */
  note(line: string): void;
}

/** A package that a program has registered with a parameter, such as a local SDK of one API version. */
interface Package {
  readonly name: string;
  readonly version: string;
}

/** The resources of a deployment, as they come. */
export interface Registrations {
  register(request: RegisterResourceRequest): Promise<RegisterResourceResponse>;
  registerOutputs(request: RegisterResourceOutputsRequest): void;
  registerPackage(request: RegisterPackageRequest): string;
  read(request: ReadResourceRequest): Promise<ReadResourceResponse>;
  /** What the function `pulumi:pulumi:getResource` answers: the state of a resource to which a value refers. */
  get(urn: string): JsonObject;
  /** Those that exist now, in the order of their registration; properties are their outputs. */
  all(): Resource[];
}

export function registrationsOf(
  protocol: Protocol,
  transforms: Transforms,
  options: RegistrationOptions,
): Registrations {
  const proto = protocol("@pulumi/pulumi/proto/resource_pb");
  const { struct } = messagesOf(protocol);
  const { project, stack, preview, config } = options;
  const urns = urnsOf(project, stack);
  const resources = new Map<string, Resource>();
  const ids = new Map<string, string>();
  /** What is only read is no part of the deployment, and no pack gets to see it. */
  const readOnly = new Map<string, JsonObject>();
  const packages = new Map<string, Package>();

  /** Pulumi judges one resource at a time, in the order of arrival. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work);
    queue = turn;
    return turn;
  };

  const create = async (resource: Resource): Promise<Resource> => {
    const judged = await options.register(resource);
    resources.set(judged.urn, judged);
    return judged;
  };

  /** The provider that a program names, or else the default one of the package, which is a resource of its own. */
  const providerFor = async (request: RegisterResourceRequest | ReadResourceRequest): Promise<Provider | undefined> => {
    if (request.getType().startsWith("pulumi:")) return undefined;
    const named = resources.get(providerUrn(request.getProvider()));
    if (named) return named;
    const registered = packages.get(request.getPackageref());
    const pkg = registered?.name ?? packageOf(request.getType());
    const version = registered?.version ?? request.getVersion();
    const type = `pulumi:providers:${pkg}`;
    const name = version === "" ? "default" : `default_${version.replace(/[.+-]/g, "_")}`;
    const urn = urns.of(type, name, "");
    const known = resources.get(urn);
    if (known) return known;
    const prefix = `${pkg}:`;
    const configured = Object.entries(config).filter(([key]) => key.startsWith(prefix));
    const properties = {
      ...Object.fromEntries(configured.map(([key, value]) => [key.slice(prefix.length), value])),
      ...(version !== "" && { version }),
    };
    return create({ urn, type, name, properties });
  };

  /** A resource goes by the protection and the provider of its parent, where it has none of its own. */
  const inherit = (request: RegisterResourceRequest): void => {
    const parent = resources.get(request.getParent());
    if (!parent) return;
    if (request.getProtect() === undefined && parent.options?.protect) request.setProtect(true);
    if (request.getCustom() && request.getProvider() === "" && parent.provider) {
      const same = parent.provider.type === `pulumi:providers:${packageOf(request.getType())}`;
      if (same) request.setProvider(`${parent.provider.urn}::${ids.get(parent.provider.urn) ?? ""}`);
    }
  };

  const register = async (request: RegisterResourceRequest): Promise<RegisterResourceResponse> => {
    const type = request.getType();
    const name = request.getName();
    const parent = request.getParent();
    const urn = urns.of(type, name, parent);
    const isCustom = request.getCustom();
    const built = isCustom || request.getRemote() ? await providerFor(request) : undefined;
    const provider = isCustom ? built : undefined;
    const propertyDependencies: Record<string, readonly string[]> = {};
    request.getPropertydependenciesMap().forEach((dependencies, property) => {
      propertyDependencies[property] = dependencies.getUrnsList();
    });
    transforms.ofResource(urn, parent, request.getTransformsList());
    const asked = propertiesIn(request.getObject());
    const { properties: inputs } = await create({
      urn,
      type,
      name,
      properties: isCustom ? withLocation(type, asked, provider?.properties.location, options.takesLocation) : asked,
      options: {
        protect: request.getProtect(),
        ignoreChanges: request.getIgnorechangesList(),
        aliases: [...request.getAliasurnsList(), ...urns.aliases(request.getAliasesList(), { type, name, parent })],
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        ...(request.getDeletebeforereplacedefined() && { deleteBeforeReplace: request.getDeletebeforereplace() }),
      },
      ...(provider && { provider }),
      ...(parent !== "" && { parent }),
      dependencies: request.getDependenciesList(),
      propertyDependencies,
    });
    const response = new proto.RegisterResourceResponse().setUrn(urn);
    // What a component was given may refer to what is not there yet, so nothing comes back (pulumi/pulumi#5978). Of one that
    // a provider builds the program waits for its outputs, and in a preview they are unknown.
    if (!isCustom) return response.setObject(struct(request.getRemote() && !preview ? inputs : {}));
    const outputs = outputsOf(urn, inputs, preview);
    const created = resources.get(urn);
    if (created) resources.set(urn, { ...created, properties: outputs });
    const id = request.getImportid() || (preview ? "" : idOf(urn, inputs));
    ids.set(urn, id);
    return response.setId(id).setObject(struct(outputs));
  };

  return {
    async register(request) {
      inherit(request);
      // a transform may wait for other resources, so it does not keep them waiting
      await transforms.apply(request);
      if (request.getRemote()) {
        const built = await options.construct?.(request);
        if (built) return new proto.RegisterResourceResponse().setUrn(built.urn).setObject(struct(built.outputs));
        options.note(
          `what ${request.getType()} builds is not judged here, for only its provider's plugin knows: use pulumi preview --policy-pack`,
        );
      }
      return inTurn(() => register(request));
    },
    registerOutputs(request) {
      const component = resources.get(request.getUrn());
      if (component) resources.set(component.urn, { ...component, properties: propertiesIn(request.getOutputs()) });
    },
    registerPackage(request) {
      const given = request.getParameterization();
      const pkg = { name: given?.getName() ?? request.getName(), version: given?.getVersion() ?? request.getVersion() };
      const ref = `${pkg.name}@${pkg.version}`;
      packages.set(ref, pkg);
      return ref;
    },
    async read(request) {
      await inTurn(() => providerFor(request));
      const urn = urns.of(request.getType(), request.getName(), request.getParent());
      const properties = propertiesIn(request.getProperties());
      readOnly.set(urn, properties);
      ids.set(urn, request.getId());
      return new proto.ReadResourceResponse().setUrn(urn).setProperties(struct(properties));
    },
    get(urn) {
      const state = resources.get(urn)?.properties ?? readOnly.get(urn);
      if (!state) throw new EngineError(`the program refers to ${urn}, and there is no such resource`);
      return { urn, id: ids.get(urn) ?? "", state };
    },
    all: () => [...resources.values()],
  };
}

export const propertiesIn = (struct: Struct | undefined): JsonObject => (struct?.toJavaScript() ?? {}) as JsonObject;
