import type { Severity } from "../../../catalogue/severity";
import type { Form } from "./form";
import type { Notice, ToldFinding } from "./notice";
import { inChat, leftWords, markOf } from "./told-text";

const colours: { readonly [S in Severity]: string } = {
  critical: "Attention",
  high: "Attention",
  medium: "Warning",
  low: "Default",
};

/**
 * An Adaptive Card, as the trigger "When a Teams webhook request is received" of Workflows takes it
 * (https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using). All text stands in runs of a
 * RichTextBlock, in which Markdown is not read (https://adaptivecards.io/explorer/TextRun.html), and somebody is mentioned only by
 * `msteams.entities`, of which there are none. Teams takes 28 KB.
 */
export const teams = {
  name: "teams",
  isOf: host =>
    /(^|\.)(logic\.azure\.(com|us|cn)|powerplatform\.(com|us|cn)|powerautomate\.(com|us|cn)|webhook\.office\.com)$/.test(
      host,
    ),
  most: 20,
  bytes: 27_000,
  print: (notice: Notice) => ({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          msteams: { width: "Full" },
          body: [
            block(run(`Computeguard: ${inChat(notice.tenant, 100)}`, { weight: "Bolder", size: "Large" })),
            block(run(notice.head)),
            ...notice.lines.map(line => block(run(line))),
            ...notice.findings.map(finding),
            ...leftWords(notice).map(line => block(run(line))),
          ],
        },
      },
    ],
  }),
} as const satisfies Form;

const run = (text: string, style: object = {}): object => ({ type: "TextRun", text, ...style });

const block = (...inlines: readonly object[]): object => ({ type: "RichTextBlock", inlines });

const finding = (told: ToldFinding): object =>
  block(
    run(`${markOf(told)}: `, { weight: "Bolder", color: colours[told.severity] }),
    run(`${told.title}: `),
    run(`${inChat(told.subject, 200)}: ${inChat(told.message)} `),
    run(`(${told.rule})`, { isSubtle: true }),
  );
