import type { Server, ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { IResourceMonitorServer } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { reason } from "./error";
import { messagesOf, type Resource } from "./messages";
import { channelOptions, type Protocol } from "./protocol";
import { answerTo } from "./provider/answers";
import { propertiesIn, type RegistrationOptions, registrationsOf } from "./registrations";
import { transformsOf } from "./transforms";
import { unknown } from "./wire";

/** What a program wrote to the engine's log; debugging entries are left out, for they repeat all that it asks for. */
export interface LogEntry {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
}

export interface MonitorOptions extends RegistrationOptions {
  readonly organization: string;
  /** Called at each word of the program, by which it is known to be alive. */
  heard?(what: string): () => void;
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

/** The protocol's log severities, by number. */
const severities = [undefined, "info", "warning", "error"] as const;

/** The features that a program may make use of: all that Pulumi's engine has (`supportsFeatureID` in source_eval.go). */
const features: ReadonlySet<string> = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "replacementTrigger",
  "deletedWith",
  "replaceWith",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
]);

/** Serves ResourceMonitor and Engine on the loopback, with a stand-in for every provider behind them. */
export async function startMonitor(protocol: Protocol, options: MonitorOptions): Promise<Monitor> {
  const grpc = protocol("@grpc/grpc-js");
  const proto = protocol("@pulumi/pulumi/proto/resource_pb");
  const engineProto = protocol("@pulumi/pulumi/proto/engine_pb");
  const { CallResponse, InvokeResponse } = protocol("@pulumi/pulumi/proto/provider_pb");
  const { Empty } = protocol("google-protobuf/google/protobuf/empty_pb");
  const { struct } = messagesOf(protocol);

  const { preview } = options;
  const transforms = transformsOf(protocol);
  const registrations = registrationsOf(protocol, transforms, options);
  const logs: LogEntry[] = [];
  let root = "";

  const unary =
    <Request, Response>(answer: (request: Request) => Response | Promise<Response>) =>
    async (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>) => {
      const answered = options.heard?.(nameOf(call.getPath(), call.request));
      try {
        done(null, await answer(call.request));
      } catch (error) {
        done({ code: grpc.status.UNKNOWN, details: reason(error) });
      } finally {
        answered?.();
      }
    };

  const monitor: Partial<IResourceMonitorServer> = {
    supportsFeature: unary(request => new proto.SupportsFeatureResponse().setHassupport(features.has(request.getId()))),
    getDeploymentInfo: unary(() => {
      const info = new proto.DeploymentInfo()
        .setProject(options.project)
        .setStack(options.stack)
        .setOrganization(options.organization)
        .setDryrun(preview)
        .setSupportedfeaturesList(featuresOf(proto.ResourceMonitorFeature));
      for (const [key, value] of Object.entries(options.config)) info.getConfigMap().set(key, value);
      return info;
    }),
    registerResource: unary(request => registrations.register(request)),
    registerResourceOutputs: unary(request => {
      registrations.registerOutputs(request);
      return new Empty();
    }),
    registerPackage: unary(request =>
      new proto.RegisterPackageResponse().setRef(registrations.registerPackage(request)),
    ),
    readResource: unary(request => registrations.read(request)),
    registerStackTransform: unary(callback => {
      transforms.ofStack(callback);
      return new Empty();
    }),
    registerStackInvokeTransform: unary(callback => {
      transforms.ofCalls(callback);
      return new Empty();
    }),
    // Hooks run before and after a resource is made, and here none is made.
    registerResourceHook: unary(() => new Empty()),
    registerErrorHook: unary(() => new Empty()),
    invoke: unary(async request => {
      const token = request.getTok();
      const { args } = await transforms.applyToCall(token, {
        args: propertiesIn(request.getArgs()),
        provider: request.getProvider(),
      });
      if (token === "pulumi:pulumi:getResource")
        return new InvokeResponse().setReturn(struct(registrations.get(String(args.urn))));
      const answer = answerTo(token, args);
      if (answer) return new InvokeResponse().setReturn(struct(answer));
      // Of a result with a part that is not known a preview knows nothing.
      options.note(`what ${token} answers is not known here, for nobody is asked`);
      return new InvokeResponse().setReturn(struct({ ...args, ...(preview && { result: unknown }) }));
    }),
    // A method of a component that a provider builds: in a preview nobody knows what it returns.
    call: unary(request => {
      options.note(`what ${request.getTok()} returns is not known here, for only its provider's plugin knows`);
      return new CallResponse().setReturn(struct(preview ? { result: unknown } : {}));
    }),
    signalAndWaitForShutdown: unary(() => new Empty()),
  };

  const engine: Partial<IEngineServer> = {
    // a version of the engine is asked for by programs that need a newer one than they get; this is as new as the protocol
    requirePulumiVersion: unary(() => new engineProto.RequirePulumiVersionResponse()),
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
    // What is left out of an implementation is answered with "not implemented", which programs tolerate, and named.
    const missing = Object.keys(service).filter(method => !(method in implementation));
    const named = Object.fromEntries(
      missing.map(method => [
        method,
        (call: ServerUnaryCall<unknown, unknown>, done: sendUnaryData<unknown>) => {
          options.note(`the program called ${call.getPath()}, which is not answered here`);
          done({ code: grpc.status.UNIMPLEMENTED, details: `${call.getPath()} is not implemented` });
        },
      ]),
    );
    server.addService(...([service, { ...named, ...implementation }] as Parameters<Server["addService"]>));
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
    resources: () => registrations.all(),
    close: () => {
      transforms.close();
      for (const server of servers) server.forceShutdown();
    },
  };
}

/** The same features by the numbers of the protocol: `aliasSpecs` is `RESOURCE_MONITOR_FEATURE_ALIAS_SPECS`. */
const featuresOf = <Feature>(numbers: { readonly [name: string]: Feature | string }): Feature[] =>
  [...features].flatMap(feature => {
    const name = feature.replace(/[A-Z]/g, capital => `_${capital}`).toUpperCase();
    return (numbers[`RESOURCE_MONITOR_FEATURE_${name}`] as Feature | undefined) ?? [];
  });

/** What a request is about, in the fewest words: `RegisterResource of farm`. */
function nameOf(path: string, request: unknown): string {
  const { getName, getTok, getUrn } = request as { [get in "getName" | "getTok" | "getUrn"]?: () => string };
  const subject = (getName ?? getTok ?? getUrn)?.call(request);
  return `${path.split("/").pop()}${subject ? ` of ${subject}` : ""}`;
}
