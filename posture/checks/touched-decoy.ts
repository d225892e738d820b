import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import type { DecoyTrace } from "../evidence/decoy-traces";
import { decoyParts } from "../facts/populations";
import { unnamedDecoy } from "../facts/subjects";
import { capped, plural } from "../report-text";

export default defineCheck({
  id: "touched-decoy",
  title: "Nobody has touched a decoy",
  faultTitle: "Somebody touched a decoy",
  severity: "critical",
  why: "Nobody uses a decoy, so whoever signs in as it, or asks for anything in its subscription, has found a secret that is not theirs and looks for compute.",
  fix: "Find where the secret lay and take for stolen whatever lay beside it; follow the address and the accounts named. Then give the decoy a new secret. Where you tried it out yourself, say so in an exception with an end.",
  control: "defender-alert-handling",
  detects: true,

  untestedUnder: unnamedDecoy,
  needs: ["decoys", "decoyTraces"],
  examines: decoyParts,
  *run({ decoys, decoyTraces }, { estate, manifest }) {
    const since = Date.parse(manifest.collectedAt) - estate.thresholds.historyDays * 86_400_000;
    const watched = new Set((manifest.decoys ?? []).map(keyOf));
    for (const { subscription, principal } of decoys) {
      const key = keyOf({ subscription: subscription.id, principal: principal.id });
      const place = { kind: "subscription", id: `/subscriptions/${subscription.id}`, name: subscription.name } as const;
      if (!watched.has(key)) {
        yield { subject: place, unknown: "the evidence was gathered under an estate that did not name this decoy" };
        continue;
      }
      const here = decoyTraces.filter(trace => keyOf(trace) === key && Date.parse(trace.at) >= since);
      for (const kind of kinds) {
        const traces = here.filter(trace => trace.kind === kind);
        if (traces.length === 0) continue;
        yield {
          subject: kind === "refusal" ? place : principal,
          key: kind,
          cure: byHand("replaceCredential"),
          fault: words[kind](traces),
          at: firstOf(traces),
          proof: capped([...new Set(traces.map(line))].sort().reverse()),
        };
      }
    }
  },
});

const keyOf = ({ subscription, principal }: Pick<DecoyTrace, "subscription" | "principal">): string =>
  `${subscription} ${principal}`;

/** Told with the newest of them. */
const words: { readonly [K in DecoyTrace["kind"]]: (traces: readonly DecoyTrace[]) => string } = {
  signIn: traces => `is a decoy, and somebody ${signInsOf(traces)}, last at ${lastOf(traces)}`,
  refusal: traces =>
    `is the subscription of a decoy, and Azure Policy refused ${plural(traces.length, "request")} there, last at ${lastOf(traces)}`,
  act: traces => `is a decoy, and somebody acted as it ${times(traces)}, last at ${lastOf(traces)}`,
};

/** "signed in as it 1 time and failed 2 times to sign in as it": whether somebody got in is what matters. */
function signInsOf(traces: readonly DecoyTrace[]): string {
  const some = (wanted: boolean | undefined) => traces.filter(({ succeeded }) => succeeded === wanted);
  const [inside, refused, open] = [some(true), some(false), some(undefined)];
  return [
    ...(inside.length > 0 ? [`signed in as it ${times(inside)}`] : []),
    ...(refused.length > 0 ? [`failed ${times(refused)} to sign in as it`] : []),
    ...(open.length > 0 ? [`tried ${times(open)} to sign in as it, whether or not it succeeded`] : []),
  ].join(" and ");
}

const kinds = Object.keys(words) as readonly DecoyTrace["kind"][];

const times = (traces: readonly DecoyTrace[]): string => plural(traces.length, "time");
const lastOf = (traces: readonly DecoyTrace[]): string =>
  traces
    .map(({ at }) => at)
    .sort()
    .at(-1)!;

const firstOf = (traces: readonly DecoyTrace[]): string => traces.map(({ at }) => at).sort()[0]!;

function line({ at, kind, succeeded, by, address, target }: DecoyTrace): string {
  const how =
    kind !== "signIn" ? "" : succeeded === undefined ? "" : succeeded ? ", and got in" : ", and did not get in";
  return `${at}${by ? ` by ${by}` : ""}${address ? ` from ${address}` : ""}${target ? `: ${target}` : ""}${how}`;
}
