import { defineBecomes } from "../becomes";

/**
 * An application or identity that trusts the tokens of a managed identity is signed in as by whoever has these. The
 * subject of such a token is the object id of the managed identity. Source: Microsoft Learn, "Configure an application to
 * trust a managed identity". Issuers outside the tenant stand behind nobody here: they are judged by a check.
 */
export default defineBecomes({
  kind: "federated-credential",
  needs: ["federatedCredentials"],
  *ways({ federatedCredentials }) {
    for (const { id, holder, subject, ours, name } of federatedCredentials.value)
      if (ours && subject !== undefined && subject.toLowerCase() !== holder)
        yield {
          from: subject.toLowerCase(),
          to: holder,
          tenure: "standing",
          evidence: id,
          through: name ?? id.split("/").at(-1)!,
        };
  },
  says: identity => `is trusted by ${identity} and can sign in as it`,
  cut: (_, identity, name) => `delete the federated credential ${name} of ${identity}`,
});
