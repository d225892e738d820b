import { createHash } from "node:crypto";
import { timeWords, titleOf } from "../coverage";
import type { Format } from "../format";
import type { Report } from "../model";
import { type Naming, namingOf } from "../naming";
import { sinceWords } from "../since-words";
import { verdictOf } from "../verdict";
import { actsSection } from "./acts";
import { blastRadius } from "./blast-radius";
import { burning } from "./burning";
import { capacity } from "./capacity";
import { checksSection, passed } from "./checks";
import { compliance } from "./compliance";
import { cover } from "./cover";
import { coverage, stoppedWarning } from "./coverage";
import { exceptions } from "./exceptions";
import { figures } from "./figures";
import { findingsSection } from "./findings";
import { fixed } from "./fixed";
import { gaps } from "./gaps";
import { heatMap } from "./heat-map";
import { html, type Markup, unescaped } from "./markup";
import { proof } from "./proof";
import { pageScript } from "./script";
import { style } from "./style";
import { timeline } from "./timeline";
import { trend } from "./trend";

/** How a content security policy names a text that may run. */
const hashed = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded, sent or framed; only this page's own style and script run. */
const contentSecurityPolicy = `default-src 'none'; style-src ${hashed(style)}; script-src ${hashed(pageScript)}; base-uri 'none'; form-action 'none'`;

/** One self-contained page: it opens from a mail attachment, filters, prints, and loads nothing from outside. */
export const page = {
  name: "html",
  extension: "html",
  contentType: "text/html; charset=utf-8",
  print: report => pageOf(report).pieces(),
} as const satisfies Format;

const pageOf = (report: Report): Markup => pageWith(report, namingOf(report));

const pageWith = (report: Report, names: Naming): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Computeguard: ${report.tenant?.name ?? titleOf(report)}</title>
<style>${unescaped(style)}</style>
</head>
<body>
<header>
<h1>${report.tenant ? `${report.tenant.name || "Tenant"}: compute abuse posture` : `${titleOf(report)}: what they would create`}</h1>
<p class="soft">${report.tenant && html`Tenant <code>${report.tenant.id}</code>, `}${report.tenant ? "read" : "Judged"} ${timeWords(report)}</p>
${stoppedWarning(report)}
<p id="verdict">${verdictOf(report)}</p>
${report.since && html`<p id="since"><b>${sinceWords(report.since)}</b></p>`}
${coverage(report)}
${cover(report)}
</header>
<main>
${figures(report)}
${actsSection(report, names)}
${fixed(report, names)}
${burning(report, names)}
${capacity(report, names)}
${trend(report)}
${heatMap(report)}
${blastRadius(report)}
${timeline(report, names)}
${findingsSection(report, names)}
${checksSection(report, names)}
${compliance(report)}
${exceptions(report, names)}
${gaps(report, names)}
${passed(report)}
${proof(report)}
</main>
<footer class="soft">Computeguard ${report.tool.version}. Prices are list prices; what could not be read is never counted as healthy.</footer>
<script>${unescaped(pageScript)}</script>
</body>
</html>
`;
