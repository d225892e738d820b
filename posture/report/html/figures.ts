import { amountWords, plural, usd } from "../../report-text";
import type { Report } from "../model";
import { burningUsd, burns, counted, machineWords } from "../phrases";
import { mostOf, openToPassword, openToSecret } from "../verdict";
import { html, type Markup } from "./markup";

/** Four figures; each shows the findings behind it. */
export function figures(report: Report): Markup {
  const { burning, blastRadius, summary, outcomes } = report;
  const [people, workloads] = [openToPassword(blastRadius), openToSecret(blastRadius)];
  const grave = summary.findings.critical + summary.findings.high;
  return html`<ul class="tiles" id="figures">
${
  burning &&
  burns(burning) &&
  figure(
    "kind=burning",
    "critical",
    burningUsd(burning),
    "a day burns now",
    `${machineWords(burning.machines)} that the estate does not approve`,
  )
}
${open("kind=open", "critical", people, "open to a stolen password", "person", "people")}
${open("kind=secret", "unknown", workloads, "open to a leaked secret", "workload", "workloads")}
${figure("severity=critical%2Chigh", grave > 0 ? "critical" : "pass", grave.toLocaleString("en-US"), "critical and high findings", `${counted(summary.findings.medium, "medium finding")}, ${summary.findings.low.toLocaleString("en-US")} low; ${summary.checks.pass} of ${outcomes.length} checks pass, ${summary.checks.unknown} could not be assessed`)}
</ul>`;
}

const open = (choose: string, tone: string, radii: Report["blastRadius"], words: string, one: string, many: string) => {
  const most = mostOf(radii);
  return (
    radii.length > 0 &&
    figure(
      choose,
      tone,
      most ? `${amountWords(most, usd)}` : "not known",
      most ? `a day, ${words}` : words,
      `${plural(radii.length, one, many)} that can create compute${most && radii.length > 1 ? ": the most that one could burn" : ""}`,
    )
  );
};

const figure = (choose: string, tone: string, value: string, words: string, beside: string) => html`
<li><button type="button" data-choose="${choose}" aria-pressed="false" disabled><b class="${tone}">${value}</b><span>${words}</span><span class="soft">${beside}</span></button></li>`;
