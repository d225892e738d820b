import * as z from "zod";
import { Fault } from "../azure/fault";
import type { Calls } from "./calls";
import { defineEvidence, type RowOf } from "./define";
import { apart, each, read } from "./reading/read";
import { maybeText, present, text } from "./reading/wire";

const row = z.object({
  name: z.string(),
  federated: z.boolean().describe("Its people sign in at an identity provider of the organisation's own"),
  mfaBehavior: z
    .string()
    .exactOptional()
    .describe("`federatedIdpMfaBehavior`: whether Entra takes that provider's word for MFA. Left out: never set"),
});

/** A domain of the tenant: where the people with a name in it sign in. */
export type Domain = RowOf<typeof row>;

const calls = {
  list: { api: "graph", permission: "Directory.Read.All", why: "know which domains are federated" },
  federation: {
    api: "graph",
    permission: "Directory.Read.All",
    why: "know whether MFA of a federated identity provider counts",
  },
} as const satisfies Calls;

const domain = z.object({ id: text, authenticationType: maybeText });
const federation = z.object({ federatedIdpMfaBehavior: maybeText });

export default defineEvidence({
  kind: "domains",
  title: "domains of the tenant",
  row,
  calls,
  whole: "refused as a whole",
  async *run({ azure }) {
    const { rows: domains, gaps } = await apart(
      read(azure.graphList("/v1.0/domains"), { what: "domains of the tenant", call: calls.list, as: domain }),
    );
    yield* gaps;
    yield* each(domains, async function* ({ id: name, authenticationType }) {
      const federated = authenticationType?.toLowerCase() === "federated";
      if (!federated) {
        yield { name, federated };
        return;
      }
      const found = await apart(
        read(unlessAbsent(azure.graphList(`/v1.0/domains/${encodeURIComponent(name)}/federationConfiguration`)), {
          what: "federation of the domain",
          call: calls.federation,
          as: federation,
          of: [name],
        }),
      );
      yield* found.gaps;
      yield present({ name, federated, mfaBehavior: found.rows[0]?.federatedIdpMfaBehavior });
    });
  },
});

/** A federated domain whose federation nobody has set up in Microsoft Graph is answered with 404. */
async function* unlessAbsent(items: AsyncIterable<unknown>): AsyncGenerator<unknown> {
  try {
    yield* items;
  } catch (error) {
    if (!(error instanceof Fault && error.absent)) throw error;
  }
}
