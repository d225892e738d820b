import { linesOf } from "../../../../compute/roles/run-code";
import { grouped } from "../../collate";
import { defineBecomes } from "../becomes";

/**
 * A cluster issues tokens to its pods, and an application or identity that trusts them is signed in as by whoever starts a pod
 * under the service account that it names. Issuers are compared to the letter, as Microsoft Entra ID does. Sources: Microsoft
 * Learn, "Microsoft Entra Workload ID on AKS" and "Overview of federated identity credentials".
 */
export default defineBecomes({
  kind: "workload-identity",
  needs: ["workloadsWithIdentity", "federatedCredentials"],
  *doors({ workloadsWithIdentity, federatedCredentials }) {
    const trusting = grouped(federatedCredentials.value, ({ issuer = "" }) => issuer);
    for (const { id: at, type, name: through, kind, issuer } of workloadsWithIdentity.value) {
      if (issuer === undefined) continue;
      const actions = linesOf(type, kind);
      for (const { id: evidence, holder, subject } of trusting.get(issuer) ?? [])
        if (isServiceAccount(subject)) yield { at, actions, identity: holder, evidence, through };
    }
  },
  says: (identity, cluster) => `may run code in ${cluster} and sign in as ${identity}, which trusts its pods`,
  cut: (_, identity, cluster) => `delete the federated credential by which ${identity} trusts pods of ${cluster}`,
});

/** The only subjects of whom a cluster issues tokens. Source: Kubernetes, "Managing Service Accounts". */
const isServiceAccount = (subject = ""): boolean => /^system:serviceaccount:[^:]+:[^:]+$/.test(subject);
