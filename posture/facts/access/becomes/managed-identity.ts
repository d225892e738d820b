import { carrierLines } from "../../../../compute/roles/run-code";
import { defineBecomes } from "../becomes";

/**
 * Who may attach an identity puts it on a machine of his own, or on a service that runs his code, such as a Logic App; who may add a federated credential to it signs in as it from
 * outside. Both are rights on the identity itself, wherever it is attached today.
 */
export default defineBecomes({
  kind: "managed-identity",
  needs: ["servicePrincipals"],
  *doors({ servicePrincipals }) {
    for (const { id, resource } of servicePrincipals.value) {
      if (!/\/userAssignedIdentities\/[^/]+$/i.test(resource ?? "")) continue;
      const place = { at: resource!, identity: id };
      yield {
        ...place,
        actions: [["Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write"]],
        through: "add a federated credential to",
      };
      yield {
        ...place,
        actions: [["Microsoft.ManagedIdentity/userAssignedIdentities/assign/action"]],
        carriers: carrierLines,
        through: "attach to a machine or service of its own",
      };
    }
  },
  says: (identity, through) => `may ${through} ${identity} and act as it`,
  cut: (from, identity) => `take the rights of ${from} over the identity ${identity}`,
});
