import assert from "node:assert/strict";
import type { Report } from "../../posture/report/model";
import { bodyOf, type FormName, formFor, formNames } from "../../posture/report/notice/forms";
import { isNews, noticeOf } from "../../posture/report/notice/notice";
import { awkward, namedAs } from "./reports";
import { hostile, sample } from "./sample";

const [failed] = sample.outcomes;
const [critical, high] = failed!.findings;
const nothingNew = {
  collectedAt: "2026-11-23T06:00:00Z",
  new: [],
  changed: [],
  unchanged: 2,
  fixed: [],
  excepted: [],
  unseen: [],
};
const since = (more: Partial<Report["since"]>): Report => ({ ...sample, since: { ...nothingNew, ...more } });

describe("what a notice tells", () => {
  const told = (report: Report) => noticeOf(report).findings.map(({ what, fingerprint }) => [what, fingerprint]);

  it("is what is new, and no more", () => {
    const report = since({ new: [high!.fingerprint], unchanged: 1 });
    assert.equal(isNews(report), true);
    assert.deepEqual(told(report), [["new", high!.fingerprint]]);
    assert.equal(noticeOf(report).head, "Since 2026-11-23T06:00:00Z: 1 finding new, 1 unchanged");
  });
  it("is what weighs more than before, and not what weighs less or reads otherwise", () => {
    const was = (fingerprint: string, severity: "medium" | "critical") => ({ fingerprint, severity, message: "x" });
    const report = since({ changed: [was(critical!.fingerprint, "medium"), was(high!.fingerprint, "critical")] });
    assert.deepEqual(told(report), [["worse", critical!.fingerprint]]);
    assert.equal(isNews(report), true);
    assert.equal(isNews(since({ changed: [was(high!.fingerprint, "critical")] })), false);
  });
  it("is nothing where nothing is new", () => {
    assert.equal(isNews(since({ fixed: [high!] })), false);
    assert.deepEqual(told(since({})), []);
  });
  it("is what was there and could not be judged this time: whoever blinds the audit does not silence it", () => {
    const report = since({ unseen: [high!] });
    assert.equal(isNews(report), true);
    assert.match(noticeOf(report).head, /1 not judged in full this time/);
    const { coverage } = since({});
    const blind = { ...since({}), coverage: { ...coverage, subscriptions: { ...coverage.subscriptions!, seen: 0 } } };
    assert.equal(isNews(blind), true);
  });
  it("is the worst of all, said as such, where there is no earlier report", () => {
    assert.deepEqual(told(sample), [
      ["standing", critical!.fingerprint],
      ["standing", high!.fingerprint],
    ]);
    assert.match(noticeOf(sample).head, /^No earlier report to compare with: of 2 findings these are the worst$/);
    assert.equal(isNews({ ...sample, outcomes: [] }), false);
  });
  it("says that something could not be read", () =>
    assert.match(noticeOf(sample).lines.join(" "), /1 thing could not be read/));
});

/** Every text of a body that its receiver shows. */
function* texts(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) yield* texts(each);
}
const many = (length: number, name: string): Report => ({
  ...sample,
  outcomes: [
    {
      ...failed!,
      findings: Array.from({ length }, (_, i) => ({
        ...critical!,
        subject: { ...critical!.subject, name },
        message: name,
        fingerprint: `f${i}`,
      })),
    },
  ],
});

describe("the forms of a notice", () => {
  const limits: { readonly [F in FormName]: number } = { teams: 28 * 1024, slack: 100_000, json: 256_000 };
  for (const form of formNames) {
    it(`${form} stays below what its receiver takes, and counts what is left`, () => {
      for (const name of ["文".repeat(5000), "\u{1F469}".repeat(5000), hostile.markup]) {
        const body = bodyOf(form, noticeOf(many(700, name)));
        assert.ok(Buffer.byteLength(body) <= limits[form], `${Buffer.byteLength(body)}`);
        const shown = body.split(form === "json" ? '"rule":' : "(compute-creator-without-mfa)").length - 1;
        assert.ok(shown > 0);
        assert.match(body, new RegExp(form === "json" ? `"left":${700 - shown}` : `and ${700 - shown} more findings`));
      }
    });
    it(`${form} shows nothing invisible, and no half of a pair`, () => {
      for (const name of [...awkward, ...Object.values(hostile)])
        for (const text of texts(JSON.parse(bodyOf(form, noticeOf(namedAs(name)))))) {
          assert.doesNotMatch(text, /[\p{Cc}\u202E\u2066-\u2069]/u);
          assert.doesNotMatch(text, /\p{Cs}/u);
        }
    });
    it(`${form} tells of nothing too`, () => assert.doesNotThrow(() => JSON.parse(bodyOf(form, noticeOf(since({}))))));
  }

  it("Slack gets at most 50 blocks of at most 3,000 characters, without markup, mention or link", () => {
    for (const name of [...awkward, "<!channel> <@U0> <https://198.51.100.7|x> *b* & <https://198.51.100.7>"]) {
      const { blocks, text } = JSON.parse(bodyOf("slack", noticeOf(many(100, name))));
      assert.ok(blocks.length <= 50);
      for (const block of [{ text: { text, type: "plain_text", emoji: false } }, ...blocks]) {
        assert.deepEqual([block.text.type, block.text.emoji], ["plain_text", false]);
        assert.ok(block.text.text.length > 0 && block.text.text.length <= 3000);
        assert.doesNotMatch(block.text.text, /[<>]|&(?!amp;|lt;|gt;)|:\/\//);
      }
    }
  });

  it("Teams gets runs of text, in which no Markdown is read, and no entities", () => {
    for (const name of [...awkward, "<at>everyone</at> [a](https://198.51.100.7) **b**"]) {
      const { type, attachments } = JSON.parse(bodyOf("teams", noticeOf(namedAs(name))));
      assert.equal(type, "message");
      const [{ contentType, content }] = attachments;
      assert.deepEqual(
        [contentType, content.type, content.msteams],
        ["application/vnd.microsoft.card.adaptive", "AdaptiveCard", { width: "Full" }],
      );
      for (const block of content.body) {
        assert.equal(block.type, "RichTextBlock");
        for (const run of block.inlines) {
          assert.equal(run.type, "TextRun");
          assert.doesNotMatch(run.text, /:\/\//);
        }
      }
    }
  });

  it("is known by the host of the address", () => {
    const hosts: readonly (readonly [host: string, form: FormName])[] = [
      ["hooks.slack.com", "slack"],
      ["hooks.slack-gov.com", "slack"],
      ["prod-12.westeurope.logic.azure.com", "teams"],
      ["default00000000000000000000000000000001.de.environment.api.powerplatform.com", "teams"],
      ["contoso.webhook.office.com", "teams"],
      ["hooks.contoso.com", "json"],
      ["hooks.notslack.com", "json"],
      ["slack.com.contoso.com", "json"],
    ];
    for (const [host, form] of hosts) assert.equal(formFor(host), form, host);
  });
});
