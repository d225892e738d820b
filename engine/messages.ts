import type { AnalyzeResponse, AnalyzerResourceOptions } from "@pulumi/pulumi/proto/analyzer_pb";
import { type Level, levels } from "./config";
import type { Protocol } from "./protocol";
import { flattened, type JsonObject, visible } from "./wire";

/** A resource as a pack gets to see it. Properties are in wire form. */
export interface Resource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: JsonObject;
  readonly options?: ResourceOptions;
  readonly provider?: Provider;
  readonly parent?: string;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: { readonly [property: string]: readonly string[] };
}

export interface ResourceOptions {
  readonly protect?: boolean | undefined;
  readonly ignoreChanges?: readonly string[];
  readonly aliases?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

export interface Provider {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly properties: JsonObject;
}

export const severities = ["unspecified", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** What a pack says against a resource, or against the stack. */
export interface Violation {
  readonly policy: string;
  /** Name and version of the pack. */
  readonly pack: string;
  readonly level: Level;
  readonly severity: Severity;
  readonly message: string;
  /** What the policy wants, in general. */
  readonly description: string;
  /** The resource that the pack names, if it names one. */
  readonly urn?: string;
}

export interface Judgement {
  readonly violations: readonly Violation[];
  readonly notApplicable: readonly { readonly policy: string; readonly reason: string }[];
}

/** A change of properties that a policy asks for, or its reason for making none. */
export interface Remediation {
  readonly policy: string;
  readonly pack: string;
  readonly description: string;
  readonly properties?: JsonObject;
  readonly diagnostic?: string;
}

/** Writes the messages of one pack's protocol. `keepInternal` leaves in what the engine keeps for itself. */
export function messagesOf(protocol: Protocol) {
  const proto = protocol("@pulumi/pulumi/proto/analyzer_pb");
  const { Struct } = protocol("google-protobuf/google/protobuf/struct_pb");
  // Struct.fromJavaScript takes any JSON, and its types know only mutable objects.
  const struct = (properties: JsonObject) =>
    Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);

  const optionsOf = ({ options = {}, parent }: Resource): AnalyzerResourceOptions => {
    const message = new proto.AnalyzerResourceOptions()
      .setProtect(options.protect ?? false)
      .setIgnorechangesList([...(options.ignoreChanges ?? [])])
      .setAliasesList([...(options.aliases ?? [])])
      .setAdditionalsecretoutputsList([...(options.additionalSecretOutputs ?? [])])
      .setCustomtimeouts(new proto.AnalyzerResourceOptions.CustomTimeouts())
      .setParent(parent ?? "");
    return options.deleteBeforeReplace === undefined
      ? message
      : message.setDeletebeforereplace(options.deleteBeforeReplace).setDeletebeforereplacedefined(true);
  };

  const providerOf = ({ provider }: Resource) =>
    provider &&
    new proto.AnalyzerProviderResource()
      .setUrn(provider.urn)
      .setType(provider.type)
      .setName(provider.name)
      .setProperties(struct(flattened(visible(provider.properties))));

  return {
    struct,

    analyze: (resource: Resource, { keepInternal = false } = {}) =>
      new proto.AnalyzeRequest()
        .setUrn(resource.urn)
        .setType(resource.type)
        .setName(resource.name)
        .setProperties(struct(flattened(keepInternal ? resource.properties : visible(resource.properties))))
        .setOptions(optionsOf(resource))
        .setProvider(providerOf(resource)),

    analyzeStack: (resources: readonly Resource[]) =>
      new proto.AnalyzeStackRequest().setResourcesList(
        resources.map(resource => {
          const message = new proto.AnalyzerResource()
            .setUrn(resource.urn)
            .setType(resource.type)
            .setName(resource.name)
            .setProperties(struct(flattened(visible(resource.properties))))
            .setOptions(optionsOf(resource))
            .setProvider(providerOf(resource))
            .setParent(resource.parent ?? "")
            .setDependenciesList([...(resource.dependencies ?? [])]);
          for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
            const dependencies = new proto.AnalyzerPropertyDependencies().setUrnsList([...urns]);
            message.getPropertydependenciesMap().set(property, dependencies);
          }
          return message;
        }),
      ),
  };
}

/** Reads a judgement. A `remediate` policy that still complains is taken as mandatory, as the engine does. */
export const judgementOf = (response: AnalyzeResponse, version: string | undefined): Judgement => ({
  violations: response.getDiagnosticsList().map(diagnostic => {
    const level = levels[diagnostic.getEnforcementlevel()] ?? "mandatory";
    const urn = diagnostic.getUrn();
    return {
      policy: diagnostic.getPolicyname(),
      pack: `${diagnostic.getPolicypackname()}@${version ?? diagnostic.getPolicypackversion()}`,
      level: level === "remediate" ? "mandatory" : level,
      severity: severities[diagnostic.getSeverity()] ?? "unspecified",
      message: diagnostic.getMessage(),
      description: diagnostic.getDescription(),
      ...(urn && { urn }),
    };
  }),
  notApplicable: response
    .getNotApplicableList()
    .map(entry => ({ policy: entry.getPolicyName(), reason: entry.getReason() })),
});
