import type { Server, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EngineError, reason } from "./error";
import { messagesOf, type Provider, type Resource } from "./messages";
import { channelOptions, type Protocol } from "./protocol";
import { answerTo, idOf, outputsOf } from "./provider/answers";
import { providerUrn } from "./state";
import type { JsonObject } from "./wire";

/** What a program wrote to the engine's log; debugging entries are left out, for they repeat all that it asks for. */
export interface LogEntry {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
}

export interface MonitorOptions {
  readonly project: string;
  readonly stack: string;
  readonly preview: boolean;
  /** Judges a resource before it is created, and says what becomes of it. */
  register(resource: Resource): Promise<Resource>;
}

/** The engine as a program sees it: it registers resources here and gets their outputs. */
export interface Monitor {
  readonly monitorAddress: string;
  readonly engineAddress: string;
  readonly logs: readonly LogEntry[];
  /** The resources that exist now, in the order of their registration; properties are their outputs. */
  resources(): Resource[];
  close(): void;
}

/** A package that a program has registered with a parameter, such as a local SDK of one API version. */
interface Package {
  readonly name: string;
  readonly version: string;
}

/** The protocol's log severities, by number. */
const severities = [undefined, "info", "warning", "error"] as const;

/** The features that a program may make use of. */
const features: ReadonlySet<string> = new Set(["secrets", "resourceReferences", "parameterization", "aliasSpecs"]);

/** Serves ResourceMonitor and Engine on the loopback, with a stand-in for every provider behind them. */
export async function startMonitor(protocol: Protocol, options: MonitorOptions): Promise<Monitor> {
  const grpc = protocol("@grpc/grpc-js");
  const proto = protocol("@pulumi/pulumi/proto/resource_pb");
  const engineProto = protocol("@pulumi/pulumi/proto/engine_pb");
  const { InvokeResponse } = protocol("@pulumi/pulumi/proto/provider_pb");
  const { Empty } = protocol("google-protobuf/google/protobuf/empty_pb");
  const { struct } = messagesOf(protocol);

  const { project, stack, preview } = options;
  const resources = new Map<string, Resource>();
  const packages = new Map<string, Package>();
  const logs: LogEntry[] = [];
  let root = "";

  /** Pulumi judges one resource at a time, in the order of arrival. */
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work, work);
    queue = turn;
    return turn;
  };

  const urnOf = (type: string, name: string, parent: string): string => {
    const [, , qualified = ""] = parent.split("::");
    const within = qualified === "" || qualified === "pulumi:pulumi:Stack" ? "" : `${qualified}$`;
    return `urn:pulumi:${stack}::${project}::${within}${type}::${name}`;
  };

  const create = async (resource: Resource): Promise<Resource> => {
    const judged = await options.register(resource);
    resources.set(judged.urn, judged);
    return judged;
  };

  /** The provider that a program names, or else the default one of the package, which is a resource of its own. */
  const providerFor = async (request: RegisterResourceRequest): Promise<Provider | undefined> => {
    if (!request.getCustom() || request.getType().startsWith("pulumi:")) return undefined;
    const named = resources.get(providerUrn(request.getProvider()));
    if (named) return named;
    const registered = packages.get(request.getPackageref());
    const pkg = registered?.name ?? request.getType().split(":")[0];
    const version = registered?.version ?? request.getVersion();
    const type = `pulumi:providers:${pkg}`;
    const name = version === "" ? "default" : `default_${version.replace(/[.+-]/g, "_")}`;
    const urn = urnOf(type, name, "");
    return resources.get(urn) ?? create({ urn, type, name, properties: version === "" ? {} : { version } });
  };

  const register = async (request: RegisterResourceRequest) => {
    const type = request.getType();
    const name = request.getName();
    if (request.getRemote()) throw new EngineError(`${type} is built by a provider; only its own plugin can run it`);
    const urn = urnOf(type, name, request.getParent());
    const provider = await providerFor(request);
    const propertyDependencies: Record<string, readonly string[]> = {};
    request.getPropertydependenciesMap().forEach((dependencies, property) => {
      propertyDependencies[property] = dependencies.getUrnsList();
    });
    const { properties: inputs } = await create({
      urn,
      type,
      name,
      properties: propertiesIn(request.getObject()),
      options: {
        protect: request.getProtect(),
        ignoreChanges: request.getIgnorechangesList(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
        ...(request.getDeletebeforereplacedefined() && { deleteBeforeReplace: request.getDeletebeforereplace() }),
      },
      ...(provider && { provider }),
      ...(request.getParent() !== "" && { parent: request.getParent() }),
      dependencies: request.getDependenciesList(),
      propertyDependencies,
    });
    const response = new proto.RegisterResourceResponse().setUrn(urn);
    if (!request.getCustom()) return response.setObject(struct(inputs));
    const outputs = outputsOf(urn, inputs, preview);
    const created = resources.get(urn);
    if (created) resources.set(urn, { ...created, properties: outputs });
    return response.setId(preview ? "" : idOf(urn, inputs)).setObject(struct(outputs));
  };

  const unary =
    <Request, Response>(answer: (request: Request) => Response | Promise<Response>) =>
    async (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>) => {
      try {
        done(null, await answer(call.request));
      } catch (error) {
        done({ code: grpc.status.UNKNOWN, details: reason(error) });
      }
    };

  const monitor: Partial<IResourceMonitorServer> = {
    supportsFeature: unary(request => new proto.SupportsFeatureResponse().setHassupport(features.has(request.getId()))),
    registerResource: unary(request => inTurn(() => register(request))),
    registerResourceOutputs: unary(request => {
      const component = resources.get(request.getUrn());
      if (component) resources.set(component.urn, { ...component, properties: propertiesIn(request.getOutputs()) });
      return new Empty();
    }),
    registerPackage: unary(request => {
      const given = request.getParameterization();
      const pkg = { name: given?.getName() ?? request.getName(), version: given?.getVersion() ?? request.getVersion() };
      const ref = `${pkg.name}@${pkg.version}`;
      packages.set(ref, pkg);
      return new proto.RegisterPackageResponse().setRef(ref);
    }),
    // Pulumi does not show resources to a pack that are only read.
    readResource: unary(request =>
      new proto.ReadResourceResponse()
        .setUrn(urnOf(request.getType(), request.getName(), request.getParent()))
        .setProperties(request.getProperties() ?? struct({})),
    ),
    invoke: unary(request =>
      new InvokeResponse().setReturn(struct(answerTo(request.getTok(), propertiesIn(request.getArgs())))),
    ),
    signalAndWaitForShutdown: unary(() => new Empty()),
  };

  const engine: Partial<IEngineServer> = {
    log: unary(request => {
      const severity = severities[request.getSeverity()];
      if (severity) logs.push({ severity, message: request.getMessage() });
      return new Empty();
    }),
    getRootResource: unary(() => new engineProto.GetRootResourceResponse().setUrn(root)),
    setRootResource: unary(request => {
      root = request.getUrn();
      return new engineProto.SetRootResourceResponse();
    }),
  };

  const servers: Server[] = [];
  const serve = async (service: object, implementation: object): Promise<string> => {
    const server = new grpc.Server(channelOptions);
    servers.push(server);
    // What is left out of an implementation is answered with "not implemented", which programs tolerate.
    server.addService(...([service, implementation] as Parameters<Server["addService"]>));
    const insecure = grpc.ServerCredentials.createInsecure();
    const port = await new Promise<number>((bound, failed) =>
      server.bindAsync("127.0.0.1:0", insecure, (error, port) => (error ? failed(error) : bound(port))),
    );
    return `127.0.0.1:${port}`;
  };

  const { ResourceMonitorService } = protocol("@pulumi/pulumi/proto/resource_grpc_pb");
  const { EngineService } = protocol("@pulumi/pulumi/proto/engine_grpc_pb");
  return {
    monitorAddress: await serve(ResourceMonitorService, monitor),
    engineAddress: await serve(EngineService, engine),
    logs,
    resources: () => [...resources.values()],
    close: () => {
      for (const server of servers) server.forceShutdown();
    },
  };
}

const propertiesIn = (struct: Struct | undefined): JsonObject => (struct?.toJavaScript() ?? {}) as JsonObject;
