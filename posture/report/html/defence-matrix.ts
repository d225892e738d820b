import { amountWords, usd } from "../../report-text";
import type { BlastRadius, Report } from "../model";
import { mostOf } from "../verdict";
import type { Markup } from "./markup";
import { table } from "./table";

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
export const defenceMatrix = (radii: Report["blastRadius"]): Markup =>
  table(
    [
      { title: "What a thief needs", is: "head", tone: ({ tone }) => tone, cell: ({ words }) => words },
      { title: "Identities", is: "number", cell: ({ those }) => those.length },
      { title: "At once", is: "number", cell: ({ those }) => those.filter(isAtOnce).length },
      { title: "Could give themselves any role", is: "number", cell: ({ those }) => those.filter(grants).length },
      { title: "Most that one could burn a day", is: "number", cell: ({ those }) => mostWords(those) },
    ],
    defences.map(({ has, ...row }) => ({ ...row, those: radii.filter(has) })),
    { id: "defences" },
  );

function mostWords(those: Report["blastRadius"]): string {
  const most = mostOf(those);
  return those.length === 0 ? "" : most ? amountWords(most, usd) : "not known";
}

/** Without activating anything in PIM first, and under no condition. */
const isAtOnce = ({ capabilities }: BlastRadius): boolean =>
  capabilities.some(({ capability, later, conditional }) => capability === "createCompute" && !later && !conditional);

const grants = ({ capabilities }: BlastRadius): boolean =>
  capabilities.some(({ capability }) => capability === "grantAccess");
