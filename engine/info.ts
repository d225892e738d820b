import type { AnalyzerInfo, PolicyInfo } from "@pulumi/pulumi/proto/analyzer_pb";
import { type Configurable, type GivenConfig, type Level, levels } from "./config";
import { type Severity, severities } from "./messages";
import type { Json, JsonObject } from "./wire";

export interface PackPolicy extends Configurable {
  readonly displayName: string;
  readonly description: string;
  readonly type: "resource" | "stack" | "unknown";
  readonly severity: Severity;
  readonly tags: readonly string[];
  readonly remediationSteps: string;
  readonly url: string;
  readonly framework?: { readonly name: string; readonly version: string; readonly reference: string };
}

/** What a pack says of itself. */
export interface PackInfo {
  readonly name: string;
  readonly version: string;
  readonly displayName: string;
  readonly description: string;
  /** The version of its @pulumi/policy. */
  readonly sdkVersion: string;
  readonly policies: readonly PackPolicy[];
  readonly initialConfig: GivenConfig;
}

/** Reads what a pack says of itself. */
export function infoOf(info: AnalyzerInfo): Omit<PackInfo, "sdkVersion"> {
  const initialConfig: { [policy: string]: Json } = {};
  info.getInitialconfigMap().forEach((config, policy) => {
    const properties = (config.getProperties()?.toJavaScript() ?? {}) as JsonObject;
    initialConfig[policy] = { enforcementLevel: levelOf(config.getEnforcementlevel()), ...properties };
  });
  return {
    name: info.getName(),
    version: info.getVersion(),
    displayName: info.getDisplayname(),
    description: info.getDescription(),
    policies: info.getPoliciesList().map(policyOf),
    initialConfig,
  };
}

function policyOf(policy: PolicyInfo): PackPolicy {
  const schema = policy.getConfigschema();
  const framework = policy.getFramework();
  return {
    name: policy.getName(),
    displayName: policy.getDisplayname(),
    description: policy.getDescription(),
    level: levelOf(policy.getEnforcementlevel()),
    type: (["unknown", "resource", "stack"] as const)[policy.getPolicyType()] ?? "unknown",
    severity: severities[policy.getSeverity()] ?? "unspecified",
    tags: policy.getTagsList(),
    remediationSteps: policy.getRemediationSteps(),
    url: policy.getUrl(),
    ...(schema && {
      configSchema: {
        properties: (schema.getProperties()?.toJavaScript() ?? {}) as JsonObject,
        required: schema.getRequiredList(),
      },
    }),
    ...(framework && {
      framework: { name: framework.getName(), version: framework.getVersion(), reference: framework.getReference() },
    }),
  };
}

const levelOf = (level: number): Level => levels[level] ?? "advisory";
