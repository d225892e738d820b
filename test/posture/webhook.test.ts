import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import type { Clock } from "../../posture/azure/clock";
import { clouds } from "../../posture/azure/endpoints";
import { Fault } from "../../posture/azure/fault";
import { isVaultSecret } from "../../posture/azure/vault-address";
import { addressFault, webhookAt } from "../../posture/azure/webhook";
import { type Receiver, startReceiver } from "../receiver";

const secret = "/services/s3cret?sig=s3cret";
/** No time passes. */
const clock: Clock = { now: () => 0, random: () => 0, sleep: () => Promise.resolve() };

describe("a webhook's address", () => {
  for (const [address, fault] of [
    ["https://hooks.contoso.com/x", undefined],
    ["http://127.0.0.1:8080/x", undefined],
    ["http://[::1]:8080/x", undefined],
    ["http://localhost/x", undefined],
    ["http://hooks.contoso.com/x", "is no https address"],
    ["http://127.0.0.1.contoso.com/x", "is no https address"],
    ["http://192.0.2.1/x", "is no https address"],
    ["file:///etc/passwd", "is no https address"],
    ["hooks.contoso.com", "is no address"],
    ["https://user:s3cret@hooks.contoso.com", "holds a user name or password before the host"],
  ] as const)
    it(`${address} ${fault ?? "is one"}`, () => assert.equal(addressFault(address), fault));

  for (const [address, cloud, is] of [
    ["https://contoso.vault.azure.net/secrets/webhook", "AzurePublicCloud", true],
    ["https://contoso.vault.azure.net/secrets/webhook/0123456789abcdef0123456789abcdef", "AzurePublicCloud", true],
    ["https://contoso.vault.usgovcloudapi.net/secrets/webhook", "AzureGovernment", true],
    ["https://contoso.vault.azure.cn/secrets/webhook", "AzureChina", true],
    // a token for one cloud goes to no other, nor to whoever has a name like it
    ["https://contoso.vault.azure.cn/secrets/webhook", "AzurePublicCloud", false],
    ["https://contoso.vault.azure.net.contoso.com/secrets/webhook", "AzurePublicCloud", false],
    ["https://a.b.vault.azure.net/secrets/webhook", "AzurePublicCloud", false],
    ["http://contoso.vault.azure.net/secrets/webhook", "AzurePublicCloud", false],
    ["https://contoso.vault.azure.net:8443/secrets/webhook", "AzurePublicCloud", false],
    ["https://contoso.vault.azure.net/keys/webhook", "AzurePublicCloud", false],
    ["https://contoso.vault.azure.net/secrets/a/../../keys", "AzurePublicCloud", false],
  ] as const)
    it(`${address} in ${cloud} is ${is ? "a" : "no"} secret of a vault`, () =>
      assert.equal(isVaultSecret(address, clouds[cloud]), is));
});

describe("a post to a webhook", () => {
  let receiver: Receiver | undefined;
  afterEach(() => receiver?.close());

  const post = async (answer?: (response: ServerResponse, before: number) => void, timeout?: number) => {
    receiver = await startReceiver(answer);
    await webhookAt(receiver.origin + secret, { clock, ...(timeout && { timeout }) }).post('{"a":"ä"}');
    return receiver.received;
  };
  const refused = async (words: RegExp, ...how: Parameters<typeof post>) =>
    assert.rejects(post(...how), (error: unknown) => {
      assert.ok(error instanceof Fault);
      assert.match(error.message, words);
      assert.doesNotMatch(`${error.message} ${error.stack}`, /s3cret|127\.0\.0\.1/);
      return true;
    });

  it("is the body, as JSON", async () => {
    const [{ method, path, headers, body } = assert.fail(), ...more] = await post();
    assert.deepEqual([method, path, headers["content-type"], body], ["POST", secret, "application/json", '{"a":"ä"}']);
    assert.equal(more.length, 0);
  });
  it("is sent again where the other side is not ready, and not for ever", async () => {
    assert.equal((await post((response, before) => response.writeHead(before < 2 ? 503 : 200).end("ok"))).length, 3);
    receiver?.close();
    await refused(/^an answer from the webhook \(HTTP 503\)$/, response => response.writeHead(503).end());
    assert.equal(receiver?.received.length, 3);
  });
  it("follows no redirect", async () => {
    const elsewhere = await startReceiver();
    try {
      await refused(/\(HTTP 307\)$/, response => response.writeHead(307, { location: elsewhere.origin }).end());
      assert.equal(elsewhere.received.length, 0);
    } finally {
      elsewhere.close();
    }
  });
  it("that is refused is told without what the other side says", () =>
    refused(/^an answer from the webhook \(HTTP 403\)$/, response =>
      response.writeHead(403).end("s3cret is no token"),
    ));
  it("that is not answered ends", () => refused(/^an answer from the webhook in time$/, () => undefined, 20));
  it("that is torn ends", () => refused(/^a connection to the webhook \(/, response => response.destroy()));
  it("that may only be sent much later ends", () =>
    refused(/in time$/, response => response.writeHead(429, { "retry-after": "3600" }).end()));
  it("reaches nobody", async () => {
    const closed = await startReceiver();
    closed.close();
    await assert.rejects(
      webhookAt(closed.origin + secret, { clock }).post("{}"),
      /^Fault: a connection to the webhook \(ECONNREFUSED\)$/,
    );
  });
});
