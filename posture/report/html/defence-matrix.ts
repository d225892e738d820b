import { amountWords, usd } from "../../report-text";
import type { BlastRadius, Report } from "../model";
import { mostOf } from "../verdict";
import { eachPiece, html, type Markup } from "./markup";

/** What stands between a thief and compute, the weakest first. */
const defences: readonly {
  readonly words: string;
  readonly tone: string;
  readonly has: (radius: BlastRadius) => boolean;
}[] = [
  {
    words: "A password alone",
    tone: "fail",
    has: ({ principal, defended, atRisk }) => isPerson(principal) && defended === false && !atRisk,
  },
  {
    words: "Nothing: the account is at risk, and somebody may hold it already",
    tone: "fail",
    has: ({ principal, atRisk }) => isPerson(principal) && atRisk === true,
  },
  {
    words: "A secret, key or machine: MFA does not reach workloads",
    tone: "unknown",
    has: ({ principal, defended }) => !isPerson(principal) && defended !== true,
  },
  {
    words: "Could not be assessed",
    tone: "unknown",
    has: ({ principal, defended }) => isPerson(principal) && defended === "unknown",
  },
  {
    words: "A password, in some cases",
    tone: "unknown",
    has: ({ principal, defended }) => isPerson(principal) && defended === "partly",
  },
  { words: "MFA is enforced", tone: "pass", has: ({ defended }) => defended === true },
];

const isPerson = ({ kind }: BlastRadius["principal"]): boolean => kind === "user";

/** Who can create compute, by how they are defended: how many, how many of them at once, and the most that one could burn. */
export const defenceMatrix = (radii: Report["blastRadius"]): Markup => html`<table id="defences">
<thead><tr><th scope="col">What a thief needs</th><th scope="col" class="number">Identities</th><th scope="col" class="number">At once</th><th scope="col" class="number">Could give themselves any role</th><th scope="col" class="number">Most that one could burn a day</th></tr></thead>
<tbody>${eachPiece(defences, ({ words, tone, has }) => {
  const those = radii.filter(has);
  const most = mostOf(those);
  return html`
<tr><th scope="row" class="${tone}">${words}</th><td class="number">${those.length}</td><td class="number">${those.filter(isAtOnce).length}</td><td class="number">${those.filter(grants).length}</td><td class="number">${those.length === 0 ? "" : most ? amountWords(most, usd) : "not known"}</td></tr>`;
})}
</tbody>
</table>`;

/** Without activating anything in PIM first, and under no condition. */
const isAtOnce = ({ capabilities }: BlastRadius): boolean =>
  capabilities.some(({ capability, later, conditional }) => capability === "createCompute" && !later && !conditional);

const grants = ({ capabilities }: BlastRadius): boolean =>
  capabilities.some(({ capability }) => capability === "grantAccess");
