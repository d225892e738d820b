import type { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type { RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb";
import { callbacksOf } from "./callbacks";
import { messagesOf } from "./messages";
import type { Protocol } from "./protocol";
import { type JsonObject, withOutputs, withoutOutputs } from "./wire";

/** What a program's transforms may change of a function call. */
export interface AskedCall {
  readonly args: JsonObject;
  readonly provider: string;
}

/** The transforms that a program has registered, for resources and for calls of functions. */
export interface Transforms {
  ofStack(callback: Callback): void;
  ofCalls(callback: Callback): void;
  /** Remembers those of a resource, which hold for its children too. */
  ofResource(urn: string, parent: string, callbacks: readonly Callback[]): void;
  /** Inputs and options after the resource's own transforms, its ancestors' and the stack's, in this order; it changes the request. */
  apply(request: RegisterResourceRequest): Promise<void>;
  applyToCall(token: string, call: AskedCall): Promise<AskedCall>;
  close(): void;
}

/** Runs transforms as `RegisterResource` of `pkg/resource/deploy/source_eval.go` does. */
export function transformsOf(protocol: Protocol): Transforms {
  const proto = protocol("@pulumi/pulumi/proto/resource_pb");
  const { struct } = messagesOf(protocol);
  const callbacks = callbacksOf(protocol);
  const stack: Callback[] = [];
  const calls: Callback[] = [];
  const own = new Map<string, { readonly parent: string; readonly callbacks: readonly Callback[] }>();

  const ancestors = (urn: string): Callback[] => {
    const found: Callback[] = [];
    for (let at = own.get(urn); at; at = own.get(at.parent)) found.push(...at.callbacks);
    return found;
  };

  const optionsOf = (request: RegisterResourceRequest): TransformResourceOptions => {
    const options = new proto.TransformResourceOptions()
      .setDependsOnList(request.getDependenciesList())
      .setIgnoreChangesList(request.getIgnorechangesList())
      .setVersion(request.getVersion())
      .setAliasesList(request.getAliasesList())
      .setProvider(request.getProvider())
      .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList())
      .setCustomTimeouts(request.getCustomtimeouts())
      .setImport(request.getImportid());
    const isProtected = request.getProtect();
    if (isProtected !== undefined) options.setProtect(isProtected);
    if (request.getDeletebeforereplacedefined()) options.setDeleteBeforeReplace(request.getDeletebeforereplace());
    request.getProvidersMap().forEach((provider, name) => {
      options.getProvidersMap().set(name, provider);
    });
    return options;
  };

  const take = (request: RegisterResourceRequest, options: TransformResourceOptions): void => {
    request
      .setDependenciesList(options.getDependsOnList())
      .setIgnorechangesList(options.getIgnoreChangesList())
      .setVersion(options.getVersion())
      .setAliasesList(options.getAliasesList())
      .setProvider(options.getProvider())
      .setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList())
      .setImportid(options.getImport());
    const isProtected = options.getProtect();
    if (isProtected === undefined) request.clearProtect();
    else request.setProtect(isProtected);
    const deleteFirst = options.getDeleteBeforeReplace();
    request.setDeletebeforereplacedefined(deleteFirst !== undefined).setDeletebeforereplace(deleteFirst ?? false);
  };

  return {
    ofStack: callback => stack.push(callback),
    ofCalls: callback => calls.push(callback),
    ofResource: (urn, parent, callbacks) => own.set(urn, { parent, callbacks }),
    async apply(request) {
      const chain = [...request.getTransformsList(), ...ancestors(request.getParent()), ...stack];
      if (chain.length === 0) return;
      let properties = withOutputs((request.getObject()?.toJavaScript() ?? {}) as JsonObject);
      let options = optionsOf(request);
      for (const callback of chain) {
        const asked = new proto.TransformRequest()
          .setType(request.getType())
          .setName(request.getName())
          .setCustom(request.getCustom())
          .setParent(request.getParent())
          .setProperties(struct(properties))
          .setOptions(options);
        const answer = proto.TransformResponse.deserializeBinary(
          await callbacks.call(callback, asked.serializeBinary()),
        );
        properties = (answer.getProperties()?.toJavaScript() as JsonObject | undefined) ?? properties;
        options = answer.getOptions() ?? options;
      }
      request.setObject(struct(request.getRemote() ? properties : withoutOutputs(properties)));
      take(request, options);
    },
    async applyToCall(token, call) {
      let { args, provider } = call;
      for (const callback of calls) {
        const asked = new proto.TransformInvokeRequest()
          .setToken(token)
          .setArgs(struct(args))
          .setOptions(new proto.TransformInvokeOptions().setProvider(provider));
        const answer = proto.TransformInvokeResponse.deserializeBinary(
          await callbacks.call(callback, asked.serializeBinary()),
        );
        args = (answer.getArgs()?.toJavaScript() as JsonObject | undefined) ?? args;
        provider = answer.getOptions()?.getProvider() ?? provider;
      }
      return { args, provider };
    },
    close: () => callbacks.close(),
  };
}
