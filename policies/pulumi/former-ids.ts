import { isDeepStrictEqual } from "node:util";
import type { PolicyPackConfig } from "@pulumi/policy";
import type { ConfigureAnalyzerRequest, PolicyConfig } from "@pulumi/pulumi/proto/analyzer_pb";
import type { Level } from "../../catalogue/outcome";
import type { Renamed, RuleIds } from "../../catalogue/rule-ids";

/** What each policy starts with, by its id. */
export type InitialConfig = {
  readonly [id: string]: { readonly enforcementLevel: Level; readonly [option: string]: unknown };
};

/** `EnforcementLevel` of Pulumi's analyzer.proto. */
const levelNumbers: { readonly [L in Level]: number } = { advisory: 0, mandatory: 1, disabled: 2 };

/**
 * Lets a `--policy-pack-config` file name a policy by an id that it had before.
 *
 * The engine accepts configuration for a name that the pack does not have, and fills it up from the pack's initial
 * configuration, as it does for any policy. So each former id gets the initial configuration of its policy here. What
 * the engine then sends for the former id differs from that only in what the user has set: see `moveFormerIds`.
 */
export const withFormerIds = (initial: InitialConfig, policies: readonly RuleIds[]): PolicyPackConfig => ({
  ...initial,
  ...Object.fromEntries(
    policies.flatMap(({ id, formerIds = [] }) => formerIds.map(former => [former, initial[id]!] as const)),
  ),
});

/**
 * Moves what the user has set under former ids to the policies that have other ids now. Where the user has set the same
 * option under the current id too, the current id counts.
 * @returns the former ids that the user has used
 */
export function moveFormerIds(
  request: ConfigureAnalyzerRequest,
  policies: readonly RuleIds[],
  initial: InitialConfig,
): Renamed[] {
  const configs = request.getPolicyconfigMap();
  // "all" sets the level of every name, former ids included
  const ofAll = configs.get("all")?.getEnforcementlevel();
  return policies.flatMap(({ id, formerIds = [] }) =>
    formerIds.flatMap(former => {
      const [written, config] = [configs.get(former), configs.get(id)];
      if (!written || !config) return [];
      const { enforcementLevel, ...options } = initial[id]!;
      const level = ofAll ?? levelNumbers[enforcementLevel];
      const moved = [moveLevel(written, config, level), moveOptions(written, config, options)];
      return moved.includes(true) ? [{ from: former, to: id }] : [];
    }),
  );
}

/** Both return whether the user has set anything. */
function moveLevel(from: PolicyConfig, to: PolicyConfig, initial: number): boolean {
  if (from.getEnforcementlevel() === initial) return false;
  if (to.getEnforcementlevel() === initial) to.setEnforcementlevel(from.getEnforcementlevel());
  return true;
}

function moveOptions(from: PolicyConfig, to: PolicyConfig, initial: { readonly [option: string]: unknown }): boolean {
  const [written, options] = [from.getProperties()?.getFieldsMap(), to.getProperties()?.getFieldsMap()];
  const set = (written?.toArray() ?? []).map(([name]) => name).filter(name => !isInitial(written?.get(name), name));
  for (const name of set) if (isInitial(options?.get(name), name)) options?.set(name, written!.get(name)!);
  return set.length > 0;

  function isInitial(value: { toJavaScript(): unknown } | undefined, name: string): boolean {
    return isDeepStrictEqual(value?.toJavaScript(), initial[name]);
  }
}

/** What is needed of the SDK's own description of its service. */
export type ConfigureService = { readonly configure?: { requestDeserialize: unknown } };

/** Runs `change` over each configuration before the SDK reads it. A service of another form is left as it is. */
export function onConfigure(service: ConfigureService, change: (request: ConfigureAnalyzerRequest) => void): void {
  const { configure } = service;
  const read = configure?.requestDeserialize;
  if (typeof read !== "function") return;
  configure!.requestDeserialize = (bytes: Uint8Array) => {
    const request: ConfigureAnalyzerRequest = read(bytes);
    change(request);
    return request;
  };
}
