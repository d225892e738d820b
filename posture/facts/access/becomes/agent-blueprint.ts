import { defineBecomes } from "../becomes";

/**
 * An agent has no credential of its own: its blueprint's sign in as it. So whoever can add one to the blueprint, or has one
 * of its secrets, acts with the rights of every agent made from it. Source: Microsoft Learn, "Agent identities, service
 * principals, and applications".
 */
export default defineBecomes({
  kind: "agent-blueprint",
  needs: ["agentIdentities"],
  *ways({ agentIdentities }) {
    for (const { id, blueprint } of agentIdentities.value)
      if (blueprint !== undefined && blueprint !== id)
        yield { from: blueprint, to: id, tenure: "standing", evidence: `/servicePrincipals/${id}`, through: "" };
  },
  says: agent => `holds the credentials of its agent ${agent} and can sign in as it`,
  cut: (_, agent) => `delete the agent identity ${agent}`,
});
