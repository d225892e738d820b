import { existsSync, readFileSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { CallOptions, Metadata, ServiceError } from "@grpc/grpc-js";
import { type GivenConfig, levels, type PolicyConfig, reconcile } from "./config";
import { EngineError, reason } from "./error";
import { infoOf, type PackInfo } from "./info";
import { type Judgement, judgementOf, messagesOf, type Remediation, type Resource } from "./messages";
import { type Patience, patienceOf, within } from "./patience";
import { type Project, readProject } from "./project";
import { channelOptions, locate, protocolOf } from "./protocol";
import { spawnPlugin } from "./spawn";
import type { JsonObject } from "./wire";

export interface PackOptions {
  readonly organization?: string;
  readonly project?: string;
  readonly stack?: string;
  /** Whether this is a preview. Default: it is. */
  readonly dryRun?: boolean;
  readonly tags?: { readonly [name: string]: string };
  /** The stack's configuration, by full key: `azure-native:location`. */
  readonly stackConfig?: { readonly [key: string]: string };
  /** What the file of `--policy-pack-config` would hold. */
  readonly policyConfig?: GivenConfig;
  /** More environment for the pack; `undefined` takes a variable away. */
  readonly env?: NodeJS.ProcessEnv;
  /** The Node.js to run the pack with. Default: the one that runs this. */
  readonly node?: string;
  /** How long an answer of the pack is waited for. Default: five minutes. */
  readonly patience?: Patience;
}

/** A policy pack in a process of its own, started and configured. */
export interface Pack {
  readonly info: PackInfo;
  /** From the start of the process until it told its port, in milliseconds. */
  readonly startMs: number;
  /** Configures it anew, as if it had been started with this file. The answer is what each policy got. */
  configure(file?: GivenConfig): Promise<ReadonlyMap<string, PolicyConfig>>;
  /** The pack is asked only where some policy is configured to remediate, for no other is run. */
  remediate(resource: Resource): Promise<readonly Remediation[]>;
  analyze(resource: Resource): Promise<Judgement>;
  /**
   * `analyze` in three parts, for benchmarks: the request is written out, then sent as often as one likes, and the answer is read
   * when asked for. To send it costs this process as little as can be, as it costs Pulumi's engine little.
   */
  prepareAnalyze(resource: Resource): () => Promise<() => Judgement>;
  analyzeStack(resources: readonly Resource[]): Promise<Judgement>;
  /** The most memory that the process has held, in KiB; undefined where the system does not tell. */
  peakMemory(): number | undefined;
  /** The processor time that the process has taken, in seconds; undefined where the system does not tell. */
  cpuSeconds(): number | undefined;
  /** What the pack has written beside its port. */
  output(): string;
  close(): Promise<void>;
}

/**
 * Starts a Node.js policy pack as `pulumi preview` and `pulumi up` start it, and configures it.
 * @throws EngineError where there is no pack, it does not start, or its configuration does not hold.
 */
export async function startPack(dir: string, options: PackOptions = {}): Promise<Pack> {
  // links are followed, as they are where Pulumi makes the folder the current one: what pnpm links needs what lies beside it
  const packDir = existsSync(dir) ? realpathSync(dir) : resolve(dir);
  const project = readProject(packDir, "PulumiPolicy.yaml");
  const protocol = protocolOf(packDir);
  const grpc = protocol("@grpc/grpc-js");
  const proto = protocol("@pulumi/pulumi/proto/analyzer_pb");
  const { Empty } = protocol("google-protobuf/google/protobuf/empty_pb");
  const { AnalyzerClient, AnalyzerService } = protocol("@pulumi/pulumi/proto/analyzer_grpc_pb");
  const messages = messagesOf(protocol);

  const runner = locate(packDir, "@pulumi/pulumi/cmd/run-policy-pack");
  // A pack drops the engine's address, so any will do.
  const engineAddress = "127.0.0.1:1";
  const plugin = await spawnPlugin(
    `policy pack ${dir}`,
    options.node ?? process.execPath,
    [runner, engineAddress, packDir],
    { cwd: packDir, env: environment(project, options) },
  );
  const client = new AnalyzerClient(`127.0.0.1:${plugin.port}`, grpc.credentials.createInsecure(), channelOptions);

  const close = async () => {
    client.close();
    await plugin.close();
  };

  const patience = options.patience ?? patienceOf();
  /** A pack that fails while it reads a request answers nothing at all, so no answer is waited for without an end. */
  const call = <Request, Response>(what: string, method: Unary<Request, Response>, request: Request, of?: string) =>
    within(
      patience,
      new Promise<Response>((answer, reject) => {
        method.call(client, request, new grpc.Metadata(), {}, (error, response) => {
          if (error === null) answer(response);
          else reject(new EngineError(`policy pack ${dir}: failed to ${what}: ${reason(error)}`, error));
        });
      }),
      `policy pack ${dir}, asked to ${what}${of ? ` for ${of}` : ""},`,
    );

  /** An Analyze that is written out already. */
  const { path, responseDeserialize } = AnalyzerService.analyze;
  const analyzeWritten: Unary<Buffer, Buffer> = (request, metadata, options, done) =>
    client.makeUnaryRequest(
      path,
      bytes => bytes,
      bytes => bytes,
      request,
      metadata,
      options,
      done as never,
    );

  /** The answer, or undefined where the pack does not know the call; the engine tolerates that of some. */
  const ifKnown = <Response>(answer: Promise<Response>): Promise<Response | undefined> =>
    answer.catch((error: EngineError) => {
      if ((error.cause as ServiceError).code === grpc.status.UNIMPLEMENTED) return undefined;
      throw error;
    });

  try {
    const handshake = new proto.AnalyzerHandshakeRequest().setEngineAddress(engineAddress);
    handshake.setRootDirectory(packDir).setProgramDirectory(packDir);
    await ifKnown(call("shake hands", client.handshake, handshake));
    const stack = new proto.AnalyzerStackConfigureRequest()
      .setOrganization(options.organization ?? defaults.organization)
      .setProject(options.project ?? defaults.project)
      .setStack(options.stack ?? defaults.stack)
      .setDryRun(options.dryRun ?? true);
    for (const [key, value] of Object.entries(options.stackConfig ?? {})) stack.getConfigMap().set(key, value);
    for (const [key, value] of Object.entries(options.tags ?? {})) stack.getTagsMap().set(key, value);
    await ifKnown(call("learn the stack", client.configureStack, stack));
    const sdkVersion = (await call("tell its version", client.getPluginInfo, new Empty())).getVersion();
    const answer = await call("tell its policies", client.getAnalyzerInfo, new Empty());
    const info: PackInfo = { ...infoOf(answer), version: project.version ?? answer.getVersion(), sdkVersion };

    let mayRemediate = true;
    const configure = async (file?: GivenConfig) => {
      const config = reconcile(info.policies, info.initialConfig, file);
      const request = new proto.ConfigureAnalyzerRequest();
      for (const [policy, { level, properties }] of config) {
        const message = new proto.PolicyConfig();
        message.setEnforcementlevel(levels.indexOf(level) as 0 | 1 | 2 | 3).setProperties(messages.struct(properties));
        request.getPolicyconfigMap().set(policy, message);
      }
      await call("be configured", client.configure, request);
      mayRemediate = [...config.values()].some(({ level }) => level === "remediate");
      return config;
    };
    await configure(options.policyConfig);

    return {
      info,
      startMs: plugin.startMs,
      configure,
      async remediate(resource) {
        // a pack reads the whole resource before it finds that none of its policies is at this level
        if (!mayRemediate) return [];
        const request = messages.analyze(resource, { keepInternal: true });
        const response = await ifKnown(call("run a remediation", client.remediate, request, resource.urn));
        return (response?.getRemediationsList() ?? []).map(entry => ({
          policy: entry.getPolicyname(),
          pack: `${entry.getPolicypackname()}@${info.version}`,
          description: entry.getDescription(),
          ...(entry.getDiagnostic()
            ? { diagnostic: entry.getDiagnostic() }
            : { properties: (entry.getProperties()?.toJavaScript() ?? {}) as JsonObject }),
        }));
      },
      async analyze(resource) {
        const response = await call("run a policy", client.analyze, messages.analyze(resource), resource.urn);
        return judgementOf(response, project.version);
      },
      prepareAnalyze(resource) {
        const bytes = Buffer.from(messages.analyze(resource).serializeBinary());
        return async () => {
          const answer = await call("run a policy", analyzeWritten, bytes);
          return () => judgementOf(responseDeserialize(answer), project.version);
        };
      },
      async analyzeStack(resources) {
        const request = messages.analyzeStack(resources);
        const response = await ifKnown(call("run a stack policy", client.analyzeStack, request));
        return response ? judgementOf(response, project.version) : { violations: [], notApplicable: [] };
      },
      peakMemory: () => peakMemoryOf(plugin.pid),
      cpuSeconds: () => cpuSecondsOf(plugin.pid),
      output: plugin.output,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A method of a gRPC client, in the fullest of its forms. */
type Unary<Request, Response> = (
  request: Request,
  metadata: Metadata,
  options: Partial<CallOptions>,
  done: (error: ServiceError | null, response: Response) => void,
) => unknown;

/** Names of a stack that nobody has named. */
export const defaults = { organization: "organization", project: "project", stack: "dev" } as const;

const environment = (project: Project, options: PackOptions): NodeJS.ProcessEnv => ({
  ...process.env,
  ...project.env,
  PULUMI_NODEJS_ORGANIZATION: options.organization ?? defaults.organization,
  PULUMI_NODEJS_PROJECT: options.project ?? defaults.project,
  PULUMI_NODEJS_STACK: options.stack ?? defaults.stack,
  PULUMI_NODEJS_DRY_RUN: String(options.dryRun ?? true),
  PULUMI_CONFIG: JSON.stringify(options.stackConfig ?? {}),
  ...options.env,
});

/** `VmHWM` of Linux: the high-water mark of resident memory. */
function peakMemoryOf(pid: number): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const peak = /^VmHWM:\s+(\d+)/m.exec(readFileSync(file, "utf8"))?.[1];
  return peak === undefined ? undefined : Number(peak);
}

/** Of Linux: user and system time, the 14th and 15th field, in hundredths. The second field, the name, may hold blanks. */
function cpuSecondsOf(pid: number): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const [user, system] = readFileSync(file, "utf8").split(") ").at(-1)!.split(" ").slice(11, 13).map(Number);
  return (user! + system!) / 100;
}
