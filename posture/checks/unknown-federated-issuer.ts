import { clusterTenant, isIssuer, issuerHost, issuingTenant } from "../../catalogue/issuers";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import type { FederatedCredential } from "../evidence/federated-credentials";
import { grouped } from "../facts/collate";
import { workloadsThatCreate } from "../facts/populations";
import { maySignIn, outright, principalSubject } from "../facts/subjects";
import { paths } from "../report-text";

export default defineCheck({
  id: "unknown-federated-issuer",
  title: "Workloads that can create compute trust only approved token issuers",
  faultTitle: "A workload that can create compute trusts an issuer that nobody approved",
  severity: "high",
  why: "A federated credential is a back door without a secret: whoever controls the issuer signs in as the workload, for as long as the credential stands, and no change of a secret ends it.",
  fix: "Delete the federated credential, or approve its issuer under approvedIssuers, or its tenant under trustedTenants, in the estate.",
  control: "workload-identity-credentials",

  needs: ["computeCreators", "federatedCredentials"],
  examines: workloadsThatCreate,
  *run({ computeCreators, federatedCredentials }, { estate, manifest }) {
    const trusted = new Set([manifest.tenant, ...estate.trustedTenants]);
    /** Of a cluster an approval has to name the tenant: anybody may have one whose address looks like ours. */
    const isKnown = (issuer: string): boolean => {
      const cluster = clusterTenant(issuer);
      return (
        trusted.has(issuingTenant(issuer) ?? cluster ?? "") ||
        estate.approvedIssuers.some(
          pattern => isIssuer(pattern, issuer) && pattern.toLowerCase().includes(cluster ?? ""),
        )
      );
    };
    const held = grouped(federatedCredentials, ({ holder }) => holder);
    for (const creator of computeCreators) {
      const rights = outright(creator);
      if (!maySignIn(creator.principal) || rights.length === 0) continue;
      for (const credential of held.get(creator.principal.id) ?? []) {
        const { issuer, id } = credential;
        const subject = principalSubject(creator.principal);
        if (issuer === undefined) yield { subject, unknown: `whose tokens ${nameOf(credential)} trusts was not sent` };
        else if (!isKnown(issuer))
          yield {
            subject,
            key: id.toLowerCase(),
            cure: byHand("cutRoad"),
            fault: `can create compute, and trusts tokens ${whose(issuer)}`,
            proof: [`federated credential ${nameOf(credential)} of its ${places[credential.where]}`, ...paths(rights)],
          };
      }
    }
  },
});

const places = { application: "application", managedIdentity: "managed identity" } as const;
const nameOf = ({ name, id }: FederatedCredential): string => name ?? id;

function whose(issuer: string): string {
  const [tenant, cluster] = [issuingTenant(issuer), clusterTenant(issuer)];
  if (cluster !== undefined) return `of an AKS cluster of another tenant, ${cluster}`;
  return tenant === undefined
    ? `of an issuer that is not approved, at ${issuerHost(issuer) ?? "an address in no known form"}`
    : `of another tenant, ${tenant}`;
}
