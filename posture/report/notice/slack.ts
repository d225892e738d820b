import type { Form } from "./form";
import type { Notice } from "./notice";
import { inChat, leftWords, markOf } from "./told-text";

/**
 * Blocks for an incoming webhook of Slack: 50 of them at most, and 3,000 characters in a text
 * (https://docs.slack.dev/reference/block-kit/blocks, https://docs.slack.dev/reference/block-kit/composition-objects/text-object). A
 * `plain_text` knows no markup, and without `emoji` no colons; `&`, `<` and `>` are escaped, for in them Slack sees mentions and links
 * (https://docs.slack.dev/messaging/formatting-message-text). `text` is what a notification on a telephone shows: it holds no word of the tenant.
 */
export const slack = {
  name: "slack",
  isOf: host => /(^|\.)slack(-gov)?\.com$/.test(host),
  most: 40,
  bytes: 100_000,
  print: (notice: Notice) => ({
    text: escaped(`Computeguard: ${notice.head}`),
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      block(`Computeguard: ${inChat(notice.tenant, 100)}`),
      block(notice.head),
      ...notice.lines.map(block),
      ...notice.findings.map(told =>
        block(`${markOf(told)}: ${told.title}: ${inChat(told.subject, 200)}: ${inChat(told.message)} (${told.rule})`),
      ),
      ...leftWords(notice).map(block),
    ],
  }),
} as const satisfies Form;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const block = (text: string): object => ({
  type: "section",
  text: { type: "plain_text", text: escaped(text), emoji: false },
});
