import { linesOf } from "../../../../compute/roles/run-code";
import { defineBecomes } from "../becomes";

/** Who runs code on a machine, or in a service, takes the tokens of the identity attached to it. */
export default defineBecomes({
  kind: "attached-identity",
  needs: ["workloadsWithIdentity"],
  *doors({ workloadsWithIdentity }) {
    for (const { id, type, name, kind, identities } of workloadsWithIdentity.value)
      for (const identity of identities) yield { at: id, actions: linesOf(type, kind), identity, through: name };
  },
  says: (identity, name) => `may run code in ${name} and act as ${identity}`,
  cut: (_, identity, name) => `take the identity ${identity} off ${name}`,
});
