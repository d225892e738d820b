import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { EngineError, reason } from "./error";
import { readProject } from "./project";
import { channelOptions, locate, type Protocol } from "./protocol";
import { type Plugin, spawnPlugin } from "./spawn";
import { packageOf } from "./urns";
import type { JsonObject } from "./wire";

/** What a component has become that its package has built: its children have registered themselves by then. */
export interface Built {
  readonly urn: string;
  readonly outputs: JsonObject;
}

export interface ComponentOptions {
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  readonly preview: boolean;
  readonly config: { readonly [key: string]: string };
  readonly node: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where the package registers what it builds. */
  addresses(): { readonly monitorAddress: string; readonly engineAddress: string };
}

/** The component packages that lie beside a program, as folders that its Pulumi.yaml names under `packages`. */
export interface Components {
  /** Has a component built by its package; undefined where that is none of these. */
  construct(request: RegisterResourceRequest): Promise<Built | undefined>;
  close(): Promise<void>;
}

/**
 * Runs component packages as Pulumi's language host does (`RunPlugin`), and asks them to construct (`provider.proto`).
 * @param folders of the packages, by their names
 */
export function componentsOf(
  protocol: Protocol,
  folders: { readonly [name: string]: string },
  options: ComponentOptions,
): Components {
  const plugins = new Map<string, Promise<Plugin>>();

  const pluginOf = (name: string, folder: string): Promise<Plugin> => {
    let plugin = plugins.get(name);
    if (!plugin) {
      const { env } = readProject(folder, "PulumiPlugin.yaml");
      const args = [locate(folder, "@pulumi/pulumi/cmd/run-plugin"), folder, options.addresses().engineAddress];
      plugin = spawnPlugin(`component package ${name}`, options.node, args, {
        cwd: folder,
        env: { ...options.env, ...env },
      });
      plugins.set(name, plugin);
    }
    return plugin;
  };

  return {
    async construct(request) {
      const name = packageOf(request.getType());
      const folder = folders[name];
      if (folder === undefined || !existsSync(join(folder, "PulumiPlugin.yaml"))) return undefined;
      const { port } = await pluginOf(name, folder);
      const grpc = protocol("@grpc/grpc-js");
      const { ResourceProviderClient } = protocol("@pulumi/pulumi/proto/provider_grpc_pb");
      const { ConstructRequest } = protocol("@pulumi/pulumi/proto/provider_pb");
      const asked = new ConstructRequest()
        .setProject(options.project)
        .setStack(options.stack)
        .setOrganization(options.organization)
        .setDryrun(options.preview)
        .setParallel(16)
        .setMonitorendpoint(options.addresses().monitorAddress)
        .setType(request.getType())
        .setName(request.getName())
        .setParent(request.getParent())
        .setInputs(request.getObject())
        .setDependenciesList(request.getDependenciesList())
        .setAliasesList(request.getAliasesList())
        .setAcceptsOutputValues(true);
      const isProtected = request.getProtect();
      if (isProtected !== undefined) asked.setProtect(isProtected);
      for (const [key, value] of Object.entries(options.config)) asked.getConfigMap().set(key, value);
      request.getProvidersMap().forEach((provider, pkg) => {
        asked.getProvidersMap().set(pkg, provider);
      });
      request.getPropertydependenciesMap().forEach((dependencies, property) => {
        const list = new ConstructRequest.PropertyDependencies().setUrnsList(dependencies.getUrnsList());
        asked.getInputdependenciesMap().set(property, list);
      });
      const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), channelOptions);
      try {
        return await new Promise<Built>((resolve, reject) =>
          client.construct(asked, (error, response) =>
            error
              ? reject(new EngineError(`${request.getType()} cannot be built: ${reason(error)}`, error))
              : resolve({
                  urn: response.getUrn(),
                  outputs: (response.getState()?.toJavaScript() ?? {}) as JsonObject,
                }),
          ),
        );
      } finally {
        client.close();
      }
    },
    async close() {
      for (const plugin of plugins.values())
        await plugin.then(
          ({ close }) => close(),
          () => {},
        );
    },
  };
}
