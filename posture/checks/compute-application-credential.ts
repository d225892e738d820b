import type { Credential } from "../evidence/credentials";
import type { ServicePrincipal } from "../evidence/service-principals";
import { grouped } from "../facts/collate";
import { outright, principalSubject } from "../facts/subjects";
import type { ComputeCreator } from "../facts/types";
import { signalCheck } from "../signal-check";
import { directoryOperations } from "../signals/directory-operations";
import type { Answer } from "../signals/question";
import { firstOf, listed, nameOf } from "../signals/say";

export default signalCheck(
  {
    id: "compute-application-credential",
    title: "Nobody adds a credential or an owner to an application that can create compute",
    faultTitle: "A credential or an owner was added to an application that can create compute",
    severity: "high",
    why: "Whoever adds a secret to an application signs in as it from then on, without MFA and after every password is changed. It is how attackers keep what they have taken.",
    fix: "Ask whoever added it what it is for. If nobody knows, take it away, replace the other secrets of the application, and treat the account that added it as stolen.",
    control: "workload-identity-credentials",

    log: "directory",
    attack: "T1098.001",
    answers: ["AL-01"],
    grain: "changes",
    where: { operation: directoryOperations("credential", "owner"), result: ["done"], adds: ["yes"] },
    judgement: { is: "any", by: ["target", "actor"] },
    unwatched:
      "No workspace knows which applications can create compute, and of the others secrets are renewed every day.",
    say: answers => {
      const owners = listed(answers, "given");
      return `can create compute, and got ${owners ? `${owners} as an owner` : "a credential"} at ${firstOf(answers)}, by ${nameOf(answers, "actorName", "actor")}`;
    },
  },
  {
    needs: ["computeCreators", "servicePrincipals", "credentials"],
    only: known => {
      const found = whoSignsIn(known);
      return answer => found(answer).creator !== undefined;
    },
    also: known => {
      const found = whoSignsIn(known);
      return ({ answers }) => {
        const { creator, namesakes } = found(answers[0]!);
        if (namesakes > 1)
          return {
            unknown: `an application of the name ${creator!.principal.name} got a credential or an owner, and there are ${namesakes} of that name`,
          };
        return { subject: principalSubject(creator!.principal) };
      };
    },
  },
);

interface Known {
  readonly computeCreators: readonly ComputeCreator[];
  readonly servicePrincipals: readonly ServicePrincipal[];
  readonly credentials: readonly Credential[];
}

/**
 * Who can create compute and signs in with what an answer tells of. Of an application the log has the object id, which is not
 * that of its service principal. It is found by the credentials that still stand on it, whatever it is called now, else by its
 * name, which both have in common.
 */
function whoSignsIn({ computeCreators, servicePrincipals, credentials }: Known) {
  const creators = new Map(
    computeCreators.flatMap(creator =>
      outright(creator).length > 0 ? [[creator.principal.id, creator] as const] : [],
    ),
  );
  const holders = new Map(
    credentials.flatMap(({ where, object, holder }) => (where === "application" && object ? [[object, holder]] : [])),
  );
  const named = grouped(
    servicePrincipals.filter(({ kind }) => kind === "Application"),
    ({ name }) => name.toLowerCase(),
  );
  return ({ key, distinct }: Answer): { readonly creator?: ComputeCreator | undefined; readonly namesakes: number } => {
    const id = key.targetType === "application" ? holders.get(key.target ?? "") : key.target;
    if (id !== undefined) return { creator: creators.get(id), namesakes: 1 };
    const namesakes = (distinct.name ?? []).flatMap(name => named.get(name.toLowerCase()) ?? []);
    return {
      creator: namesakes.flatMap(({ id }) => creators.get(id) ?? [])[0],
      namesakes: new Set(namesakes.map(({ id }) => id)).size,
    };
  };
}
