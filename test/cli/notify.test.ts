import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Receiver, startReceiver } from "../receiver";
import { saveTenant } from "./evidence";
import { type Installation, install } from "./installation";

describe("a report that is told", () => {
  let here: Installation;
  let receiver: Receiver;
  before(async () => {
    here = install({ cli: true });
    await saveTenant(join(here.root, "here/healthy"));
    await saveTenant(join(here.root, "here/gpu"), { gpu: true });
  });
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());
  after(() => here.remove());

  const secret = "/services/s3cret?sig=s3cret";
  /** Audits saved evidence into a folder, and posts to the receiver. No secret is in what it says. */
  async function audit(tenant: string, out: string, more: readonly string[] = [], to = receiver.origin + secret) {
    const ran = await here.run(["audit", "--from", tenant, "--format", "json", "--out", out, ...more], {
      COMPUTEGUARD_NOTIFY: to,
    });
    assert.doesNotMatch(ran.stdout + ran.stderr, /s3cret/);
    return ran;
  }
  const told = () => receiver.received.map(({ body }) => JSON.parse(body));

  it("is, where something is new since the last one, and not where nothing is", async () => {
    await audit("healthy", "first");
    receiver.close();
    receiver = await startReceiver();
    const worse = await audit("gpu", "worse", ["--baseline", "first/report.json"]);
    assert.equal(worse.code, 1, worse.stderr);
    assert.match(worse.stdout, /\nNotified\.\n/);
    const [notice] = told();
    assert.deepEqual(
      notice.findings.map(({ what, rule }: { what: string; rule: string }) => [what, rule]),
      [["new", "unused-gpu-quota"]],
    );
    const same = await audit("gpu", "same", ["--baseline", "worse/report.json"]);
    assert.match(same.stdout, /\nNothing is new, so nobody was notified\.\n/);
    assert.equal(told().length, 1);
    await audit("gpu", "same", ["--baseline", "worse/report.json", "--notify-always"]);
    assert.equal(told().length, 2);
  });

  it("is told in the form that is asked for", async () => {
    await audit("gpu", "teams", ["--notify-as", "teams"]);
    await audit("gpu", "slack", ["--notify-as", "slack"]);
    const [card, blocks] = told();
    assert.equal(card.attachments[0].content.type, "AdaptiveCard");
    assert.equal(blocks.blocks[0].type, "section");
  });

  it("is written all the same where nobody can be told, and says so in one line", async () => {
    receiver.close();
    receiver = await startReceiver(response => response.writeHead(403).end("s3cret"));
    const { code, stderr } = await audit("gpu", "untold");
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^computeguard: Nobody was notified, which needs an answer from the webhook \(HTTP 403\); the report itself is written\.[^\n]+\n$/,
    );
    assert.equal(JSON.parse(readFileSync(join(here.root, "here/untold/report.json"), "utf8")).tenant.name, "Contoso");
  });

  const refusals: readonly (readonly [what: string, args: readonly string[], to: string, says: RegExp])[] = [
    [
      "an address on the command line",
      ["--notify=https://h/s3cret"],
      "",
      /--notify takes no address.*COMPUTEGUARD_NOTIFY/,
    ],
    ["no address", ["--notify"], "", /--notify needs an address\. Put .* into COMPUTEGUARD_NOTIFY/],
    ["plain http", [], "http://hooks.contoso.com/s3cret", /COMPUTEGUARD_NOTIFY is no https address/],
    ["no address at all", [], "s3cret", /COMPUTEGUARD_NOTIFY is no address/],
    ["a secret behind a misspelt option", ["--notfy=https://h/s3cret"], "", /unknown option '--notfy=…'/],
    ["a form that there is not", ["--notify-as", "mail"], "https://h/s3cret", /Allowed choices are teams, slack, json/],
  ];
  for (const [what, args, to, says] of refusals)
    it(`${what} is refused, in one line and before anything is read`, async () => {
      const { code, stdout, stderr } = await audit("gpu", "refused", args, to);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /^computeguard: \S[^\n]+\n$/);
      assert.match(stderr, says);
    });

  it("shows no secret in the help", async () => {
    const { stdout } = await here.run(["audit", "--help"], { COMPUTEGUARD_NOTIFY: receiver.origin + secret });
    assert.match(stdout, /--notify-as <form>/);
    assert.doesNotMatch(stdout, /s3cret/);
  });
});
