import * as z from "zod";
import type { Calls } from "./calls";
import { defineEvidence, type Missing, type RowOf } from "./define";
import { inventory } from "./reading/inventory";
import { apart, each, read } from "./reading/read";
import { text } from "./reading/wire";
import subscriptions from "./subscriptions";

const row = z.object({
  id: z.string(),
  subscription: z.string(),
  name: z.string(),
  onboarded: z
    .boolean()
    .describe("Whether Microsoft Sentinel is on there. Where that could not be read there is no row"),
});

/** One Log Analytics workspace. */
export type SentinelWorkspace = RowOf<typeof row>;

const actions = ["Microsoft.OperationalInsights/workspaces/read"];
const calls = {
  everywhere: { api: "arm", actions, why: "know the workspaces in which Microsoft Sentinel may be on" },
  list: { api: "arm", actions, why: "know the workspaces of a subscription that Resource Graph does not have" },
  states: {
    api: "arm",
    actions: ["Microsoft.SecurityInsights/onboardingStates/read"],
    why: "know in which workspaces Microsoft Sentinel is on",
  },
} as const satisfies Calls;

/** Source: Azure REST API, Log Analytics, Workspaces (2022-10-01). */
const workspace = (subscription: string) =>
  z.object({ id: text, name: text }).transform(({ id, name }) => ({ id, subscription, name }));

type Workspace = z.output<ReturnType<typeof workspace>>;

const state = z.object({ name: text });

/** Sources: Azure REST API, Sentinel Onboarding States (2024-03-01). */
export default defineEvidence({
  kind: "sentinelWorkspaces",
  title: "workspaces of Log Analytics",
  row,
  calls,
  whole: "refused per subscription",
  per: [subscriptions],
  async *run(context) {
    const { azure, rows } = context;
    const found = await apart(
      inventory(context, rows.subscriptions, {
        what: "workspaces of Log Analytics",
        types: [{ type: "Microsoft.OperationalInsights/workspaces", version: "2022-10-01" }],
        ...calls,
        as: workspace,
      }),
    );
    yield* found.gaps;
    yield* each(found.rows, async function* (one: Workspace): AsyncGenerator<SentinelWorkspace | Missing> {
      const path = `${one.id}/providers/Microsoft.SecurityInsights/onboardingStates?api-version=2024-03-01`;
      const what = "whether Microsoft Sentinel is on in a workspace";
      const states = await apart(read(azure.armList(path), { what, call: calls.states, as: state, of: [one.id] }));
      const gaps = states.gaps.filter(missing => !isOff(missing));
      yield* gaps;
      if (gaps.length === 0) yield { ...one, onboarded: states.rows.length > 0 };
    });
  },
});

/** Where the provider is not registered, or knows nothing of the workspace, Sentinel is not on. */
const isOff = ({ gap, absent }: Missing): boolean => absent || gap.reason === "notRegistered";
