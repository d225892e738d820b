import type { FrameworkResult, Report } from "../model";
import { counted } from "../phrases";
import { populationWords } from "../population-words";
import { eachPiece, html } from "./markup";
import { table } from "./table";

export const compliance = ({ compliance: results, outcomes }: Report) => {
  const words = new Map(outcomes.map(outcome => [outcome.rule.id, populationWords(outcome)]));
  return html`<section id="compliance">
<h2>Compliance</h2>
<p class="soft">Only requirements that this tool addresses are listed, each by what was tested for it; passing them is not passing the framework.</p>
${eachPiece(results, result => framework(result, words))}
${table<FrameworkResult>(
  [
    { title: "Framework", is: "head", cell: ({ name, version }) => `${name} ${version}` },
    { title: "Passed", is: "number", cell: countOf("pass") },
    { title: "Failed", is: "number", cell: countOf("fail") },
    { title: "Not assessed", is: "number", cell: countOf("unknown") },
    { title: "Not tested", is: "number", cell: countOf("notTested") },
    { title: "Of", is: "number", cell: ({ requirements }) => requirements.length },
    {
      title: "Which failed",
      cell: ({ requirements }) => idsOf(requirements.filter(({ status }) => status === "fail")),
    },
  ],
  results,
  { kind: "on-paper" },
)}
</section>`;
};

type Requirements = FrameworkResult["requirements"];
const countOf =
  (wanted: Requirements[number]["status"]) =>
  ({ requirements }: Pick<FrameworkResult, "requirements">): number =>
    requirements.filter(({ status }) => status === wanted).length;
const idsOf = (requirements: Requirements): string => requirements.map(({ id }) => id).join(", ");

const requirementWords: { readonly [S in FrameworkResult["requirements"][number]["status"]]: string } = {
  pass: "passed",
  fail: "failed",
  unknown: "could not be assessed",
  notTested: "not tested here",
};

const framework = (
  { name, version, requirements }: FrameworkResult,
  words: ReadonlyMap<string, string | undefined>,
) => {
  const count = (status: Requirements[number]["status"]) => countOf(status)({ requirements });
  return html`<details><summary>${name} ${version}: of the ${counted(requirements.length, "requirement")} that this tool addresses, ${count("pass")} passed, ${count("fail")} failed, ${count("unknown")} could not be assessed, ${count("notTested")} not tested here</summary>
${table(
  [
    { title: "Requirement", is: "head", cell: ({ id }) => id },
    { title: "Topic", cell: ({ title }) => title },
    { title: "Status", tone: ({ status }) => `badge ${status}`, cell: ({ status }) => requirementWords[status] },
    { title: "Checks", cell: ({ rules }) => checksOf(rules, words) },
  ],
  requirements,
)}</details>`;
};

const checksOf = (rules: readonly string[], words: ReadonlyMap<string, string | undefined>) =>
  eachPiece(
    rules,
    (rule, i) =>
      html`${i > 0 && html`<br>`}<a href="#${rule}">${rule}</a>${words.get(rule) !== undefined && html` <span class="soft">${words.get(rule)}</span>`}`,
  );
