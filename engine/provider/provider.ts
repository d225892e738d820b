/**
 * A stand-in for a provider plugin: it accepts every type of the package that it is started as, stores nothing and asks
 * nobody. Started as `node provider.cjs <package> <version> [engine address]`; the first line that it prints is its port.
 */
import { type handleUnaryCall, Server, ServerCredentials, status } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { type IResourceProviderServer, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { reason } from "../error";
import { channelOptions } from "../protocol";
import type { JsonObject } from "../wire";
import { answerTo, idOf, outputsOf } from "./answers";

const [pkg = "azure-native", pluginVersion = "0.0.0"] = process.argv.slice(2);

/** What this plugin is now: the package that it was started as, or the one that a parameter has made of it. */
let current = { name: pkg, version: pluginVersion };

const read = (struct: Struct | undefined): JsonObject => (struct?.toJavaScript() ?? {}) as JsonObject;
const write = (object: JsonObject) => Struct.fromJavaScript(object as Parameters<typeof Struct.fromJavaScript>[0]);

const unary =
  <Request, Response>(answer: (request: Request) => Response): handleUnaryCall<Request, Response> =>
  (call, done) => {
    try {
      done(null, answer(call.request));
    } catch (error) {
      done({ code: status.INVALID_ARGUMENT, details: reason(error) });
    }
  };

/** `pulumi package add azure-native compute v20240701` parameterises azure-native with a module and an API version. */
function parameterOf(request: proto.ParameterizeRequest): { name: string; version: string } {
  const value = request.getValue();
  if (value) return { name: value.getName(), version: value.getVersion() };
  const [module, apiVersion] = request.getArgs()?.getArgsList() ?? [];
  if (!module || !apiVersion) throw new Error(`${pkg} takes a module and an API version, such as "compute v20240701"`);
  return { name: `${pkg}_${module}_${apiVersion}`, version: pluginVersion };
}

const inputsAgain = unary((request: proto.CheckRequest) => new proto.CheckResponse().setInputs(request.getNews()));
const nothing = unary(() => new Empty());

const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;

/** Without a Handshake, which the engine does not insist on, it goes by what Configure answers. */
const provider: Partial<IResourceProviderServer> = {
  getPluginInfo: unary(() => new PluginInfo().setVersion(pluginVersion)),
  getSchema: unary(() =>
    new proto.GetSchemaResponse().setSchema(JSON.stringify({ ...current, resources: {}, provider: {} })),
  ),
  parameterize: unary(request => {
    current = parameterOf(request);
    return new proto.ParameterizeResponse().setName(current.name).setVersion(current.version);
  }),
  checkConfig: inputsAgain,
  diffConfig: unary(() => new proto.DiffResponse().setChanges(DIFF_NONE)),
  configure: unary(() => new proto.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true)),
  check: inputsAgain,
  diff: unary(request => {
    const [before, after] = [read(request.getOldInputs()), read(request.getNews())];
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changed = keys.filter(key => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
    return new proto.DiffResponse().setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE).setDiffsList(changed);
  }),
  create: unary(request => {
    const inputs = read(request.getProperties());
    const preview = request.getPreview();
    return new proto.CreateResponse()
      .setId(preview ? "" : idOf(request.getUrn(), inputs))
      .setProperties(write(outputsOf(request.getUrn(), inputs, preview)));
  }),
  read: unary(request =>
    new proto.ReadResponse()
      .setId(request.getId())
      .setProperties(request.getProperties())
      .setInputs(request.getInputs()),
  ),
  update: unary(request =>
    new proto.UpdateResponse().setProperties(
      write(outputsOf(request.getUrn(), read(request.getNews()), request.getPreview())),
    ),
  ),
  delete: nothing,
  invoke: unary(request => {
    const args = read(request.getArgs());
    return new proto.InvokeResponse().setReturn(write(answerTo(request.getTok(), args) ?? args));
  }),
  attach: nothing,
  cancel: nothing,
};

const server = new Server(channelOptions);
server.addService(ResourceProviderService, provider as IResourceProviderServer);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  console.log(port);
});
