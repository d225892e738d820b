import * as z from "zod";
import { faultOf } from "../azure/fault";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import memberships from "./memberships";
import owners from "./owners";
import principals from "./principals";
import { each, read } from "./reading/read";
import { guid, present } from "./reading/wire";
import servicePrincipals from "./service-principals";

const row = z.object({
  id: z.string().describe("Object id of the agent identity"),
  blueprintApp: z.string().describe("The application id of its blueprint, which holds its credentials"),
  blueprint: z
    .string()
    .exactOptional()
    .describe("Object id of the blueprint's own service principal, where it has one"),
});

/** An identity of an AI agent that holds a role, is in a group or owns something. */
export type AgentIdentity = RowOf<typeof row>;

const calls = {
  get: {
    api: "graph",
    permission: "Application.Read.All",
    why: "know which blueprint holds the credentials of an agent",
  },
} as const satisfies Calls;

const agent = z.object({ id: guid, agentIdentityBlueprintId: guid });

const pathOf = (id: string) => `/v1.0/servicePrincipals/${id}/microsoft.graph.agentIdentity`;

/**
 * The list of all agents asks for a permission of its own, that of a single one does not: so those that could have rights
 * are asked. A service principal that is no agent has no such form, and is not found.
 */
export default defineEvidence({
  kind: "agentIdentities",
  title: "identities of agents",
  row,
  calls,
  whole: "named by other evidence",
  namedBy: [servicePrincipals, principals, memberships, owners],
  run({ azure, rows }) {
    const concerned = new Set([
      ...rows.principals.map(({ id }) => id),
      ...rows.memberships.map(({ member }) => member),
      ...rows.owners.map(({ owner }) => owner),
    ]);
    const byApp = new Map(rows.servicePrincipals.map(({ id, appId }) => [appId, id]));
    const candidates = rows.servicePrincipals.filter(({ id, kind }) => kind === "Other" && concerned.has(id));
    async function* agentBehind(id: string): AsyncGenerator<unknown> {
      try {
        yield await azure.graphGet(pathOf(id));
      } catch (error) {
        if (!faultOf(error, "Microsoft Graph").absent) throw error;
      }
    }
    return each(candidates, ({ id }) =>
      read(agentBehind(id), {
        what: "the blueprint of the agent",
        call: calls.get,
        as: agent.transform(({ id, agentIdentityBlueprintId: app }) =>
          present({ id, blueprintApp: app, blueprint: byApp.get(app) }),
        ),
        of: [id],
      }),
    );
  },
});
