import * as z from "zod";
import type { Azure } from "../../azure/connect";
import type { ArmCall } from "../calls";
import { Missing } from "../define";
import { apart, each, once, read } from "./read";
import { inSubscription, type WholeResource } from "./whole-resource";
import { text } from "./wire";

/**
 * The resources of a subscription that Resource Graph does not know yet, of the types that are wanted. ARM lists all of
 * them without their properties; those are read type by type, and of children one by one, where they are asked for.
 */
export async function* resourcesOfArm(
  azure: Azure,
  { subscription, types, withoutProperties = noTypes, what, call }: Wanted,
): AsyncGenerator<WholeResource | Missing> {
  const of = [subscription];
  const root = `/subscriptions/${subscription}`;
  const listed = await apart(
    read(azure.armList(`${root}/resources?api-version=2021-04-01`), {
      what,
      call,
      as: inSubscription(subscription),
      of,
    }),
  );
  yield* listed.gaps;
  yield* listed.rows.filter(({ type }) => withoutProperties.has(type.toLowerCase()));
  const wanted = listed.rows.filter(({ type }) => types.has(type.toLowerCase()));
  if (wanted.length === 0) return;
  const providers = await apart(
    read(azure.armList(`${root}/providers?api-version=2021-04-01`), { what, call, as: provider, of }),
  );
  if (providers.gaps.length > 0) return yield* providers.gaps;
  const versions = new Map(providers.rows.flat());
  const addresses = new Map(
    wanted.map(({ id, type }) =>
      isChild(type) ? [id, { type, path: id }] : [type, { type, path: `${root}/providers/${type}` }],
    ),
  );
  yield* each([...addresses.values()], ({ type, path }) => {
    const version = versions.get(type.toLowerCase());
    const address = `${path}?api-version=${version}`;
    if (version === undefined) return unknownVersion(what, of);
    const items = isChild(type) ? once(() => azure.armGet(address)) : azure.armList(address);
    return read(items, { what, call: { ...call, actions: [`${type}/read`] }, as: inSubscription(subscription), of });
  });
}

interface Wanted {
  readonly subscription: string;
  /** In lower case. */
  readonly types: ReadonlySet<string>;
  /** Types of which no more is needed than the list of all has, such as their identity. In lower case. */
  readonly withoutProperties?: ReadonlySet<string>;
  readonly what: string;
  readonly call: ArmCall;
}

const noTypes: ReadonlySet<string> = new Set();

/** `Microsoft.Compute/virtualMachines/extensions`: listed below each parent alone. */
const isChild = (type: string): boolean => type.split("/").length > 2;

/** A provider as pairs of each of its types, in lower case, and the newest version that is no preview, or the newest of all. */
const provider = z
  .object({
    namespace: text,
    resourceTypes: z.array(z.object({ resourceType: text, apiVersions: z.array(text).nullish() })).nullish(),
  })
  .transform(({ namespace, resourceTypes }) =>
    (resourceTypes ?? []).flatMap(({ resourceType, apiVersions }) => {
      const all = [...(apiVersions ?? [])].sort().reverse();
      const version = all.find(each => !each.includes("preview")) ?? all[0];
      return version === undefined ? [] : [[`${namespace}/${resourceType}`.toLowerCase(), version] as const];
    }),
  );

async function* unknownVersion(what: string, subjects: readonly string[]): AsyncGenerator<Missing> {
  yield new Missing({ what, missing: "a version of the API that has the type", reason: "failed", subjects });
}
