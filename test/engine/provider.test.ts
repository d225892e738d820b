import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CallOptions, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { installProviders, pluginVersion } from "../../engine/provider/install";
import { type Plugin, spawnPlugin } from "../../engine/spawn";

type Unary<Request, Response> = (
  request: Request,
  metadata: Metadata,
  options: Partial<CallOptions>,
  done: (error: ServiceError | null, response: Response) => void,
) => unknown;

const urn = "urn:pulumi:dev::contoso::contoso:index:Farm$azure-native:compute:VirtualMachine::vm";
const inputs = { resourceGroupName: "web", hardwareProfile: { vmSize: "Standard_D2s_v5" } };
const struct = (value: Record<string, JavaScriptValue>) => Struct.fromJavaScript(value);

describe("a stand-in provider", () => {
  let folder: string;
  let plugin: Plugin;
  let client: ResourceProviderClient;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "computeguard-provider-"));
    installProviders(folder, ["azure-native", "azure"]);
    plugin = await spawnPlugin("provider", join(folder, "pulumi-resource-azure-native"), ["127.0.0.1:1"], {
      cwd: folder,
    });
    client = new ResourceProviderClient(`127.0.0.1:${plugin.port}`, credentials.createInsecure());
  });

  after(async () => {
    client.close();
    await plugin.close();
    rmSync(folder, { recursive: true });
  });

  const call = <Request, Response>(method: Unary<Request, Response>, request: Request): Promise<Response> =>
    new Promise((answer, reject) =>
      method.call(client, request, new Metadata(), {}, (error, response) => (error ? reject(error) : answer(response))),
    );

  it("says a version that satisfies the SDK, and that it can preview", async () => {
    assert.equal((await call(client.getPluginInfo, new Empty())).getVersion(), pluginVersion);
    const answer = await call(client.configure, new proto.ConfigureRequest());
    assert.deepEqual([answer.getSupportspreview(), answer.getAcceptsecrets()], [true, true]);
  });

  it("accepts what it is given", async () => {
    const answer = await call(client.check, new proto.CheckRequest().setUrn(urn).setNews(struct(inputs)));
    assert.deepEqual(answer.getInputs()?.toJavaScript(), inputs);
    assert.deepEqual(answer.getFailuresList(), []);
    const config = await call(client.checkConfig, new proto.CheckRequest().setNews(struct({ location: "westeurope" })));
    assert.deepEqual(config.getInputs()?.toJavaScript(), { location: "westeurope" });
  });

  it("leaves to the future in a preview what only Azure can say", async () => {
    const request = new proto.CreateRequest().setUrn(urn).setProperties(struct(inputs));
    const preview = await call(client.create, request.setPreview(true));
    assert.deepEqual([preview.getId(), preview.getProperties()?.toJavaScript()], ["", inputs]);

    const created = await call(client.create, request.setPreview(false));
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/web/providers/Microsoft.compute/VirtualMachine/vm";
    assert.equal(created.getId(), id);
    const { name, provisioningState } = created.getProperties()?.toJavaScript() ?? {};
    assert.deepEqual([name, provisioningState], ["vm", "Succeeded"]);
  });

  it("tells which inputs have changed", async () => {
    const request = new proto.DiffRequest().setUrn(urn).setOldInputs(struct(inputs));
    const changed = await call(client.diff, request.setNews(struct({ ...inputs, location: "westeurope" })));
    const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
    assert.deepEqual([changed.getChanges(), changed.getDiffsList()], [DIFF_SOME, ["location"]]);
    assert.equal((await call(client.diff, request.setNews(struct(inputs)))).getChanges(), DIFF_NONE);
  });

  it("updates, reads and deletes", async () => {
    const updated = await call(client.update, new proto.UpdateRequest().setUrn(urn).setNews(struct(inputs)));
    assert.equal(updated.getProperties()?.toJavaScript().provisioningState, "Succeeded");
    const state = new proto.ReadRequest().setId("some id").setUrn(urn).setProperties(struct(inputs));
    const read = await call(client.read, state.setInputs(struct(inputs)));
    assert.deepEqual([read.getId(), read.getInputs()?.toJavaScript()], ["some id", inputs]);
    await call(client.delete, new proto.DeleteRequest().setUrn(urn));
    await call(client.cancel, new Empty());
  });

  it("answers functions", async () => {
    const who = new proto.InvokeRequest().setTok("azure-native:authorization:getClientConfig");
    const answer = await call(client.invoke, who);
    assert.equal(answer.getReturn()?.toJavaScript().subscriptionId, "00000000-0000-0000-0000-000000000000");
    const other = new proto.InvokeRequest()
      .setTok("azure-native:compute:getVirtualMachine")
      .setArgs(struct({ vmName: "a" }));
    assert.deepEqual((await call(client.invoke, other)).getReturn()?.toJavaScript(), { vmName: "a" });
  });

  it("becomes another package by a parameter, and says so in its schema", async () => {
    const { ParametersArgs, ParametersValue } = proto.ParameterizeRequest;
    const args = new proto.ParameterizeRequest().setArgs(new ParametersArgs().setArgsList(["compute", "v20240701"]));
    const added = await call(client.parameterize, args);
    assert.deepEqual([added.getName(), added.getVersion()], ["azure-native_compute_v20240701", pluginVersion]);

    const value = new ParametersValue().setName("azure-native_aad_v20221201").setVersion("3.0.0");
    const registered = await call(client.parameterize, new proto.ParameterizeRequest().setValue(value));
    assert.deepEqual([registered.getName(), registered.getVersion()], ["azure-native_aad_v20221201", "3.0.0"]);
    const schema = await call(client.getSchema, new proto.GetSchemaRequest());
    assert.equal(JSON.parse(schema.getSchema()).name, "azure-native_aad_v20221201");

    const empty = new proto.ParameterizeRequest().setArgs(new ParametersArgs());
    await assert.rejects(call(client.parameterize, empty), /takes a module and an API version/);
  });
});
