import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import {
  createHttpHeaders,
  createPipelineRequest,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from "@azure/core-rest-pipeline";
import type { Clock } from "../../posture/azure/clock";
import { type Azure, connect, wireRows } from "../../posture/azure/connect";
import { deadline } from "../../posture/azure/deadline";
import { clouds, isKnownAuthority, plainEndpoints } from "../../posture/azure/endpoints";
import { Fault, faultOf, faultOfAnswer, isAbort } from "../../posture/azure/fault";
import { documentedLimits, limitOf, throttle } from "../../posture/azure/limits";
import { defaultPatience, patience } from "../../posture/azure/patience";
import type { Connection } from "../../posture/azure/pipeline";
import { signIn, signInMethods } from "../../posture/azure/sign-in";
import { all } from "../../posture/evidence/reading/read";
import {
  connectionTo,
  id,
  type Loopback,
  type Route,
  secretToken,
  stillClock,
  sub1,
  tenantId,
  withTenant,
} from "./gather-tenant";

const connected = <T>(
  first: readonly Route[],
  use: (azure: Azure, loopback: Loopback, waits: readonly number[]) => Promise<T>,
  more: Partial<Connection> = {},
) =>
  withTenant(first, loopback => {
    const clock = stillClock();
    return use(connect({ ...connectionTo(loopback, clock), ...more }), loopback, clock.waits);
  });

const page = (value: unknown[], nextLink?: unknown) => ({ json: { value, nextLink } });
const isFault = (reason: string, words: RegExp) => (error: unknown) =>
  error instanceof Fault &&
  error.reason === reason &&
  words.test(error.message) &&
  !error.message.includes(secretToken);

/** All the ways to a list: the thin client, and the two SDK clients. */
const ways: { readonly [name: string]: (azure: Azure) => AsyncIterable<unknown> } = {
  "thin client": azure => azure.armList("/list?api-version=1"),
  "arm-authorization": azure =>
    wireRows(options => azure.authorization.roleAssignments.listForScope(`subscriptions/${sub1}`, options)),
  "arm-quota": azure => wireRows(options => azure.quota.quotaRequestStatus.list(`subscriptions/${sub1}/list`, options)),
};

for (const [name, rows] of Object.entries(ways)) {
  describe(`azure pages, by the ${name}`, () => {
    it("are followed to the end, empty ones too", () =>
      connected(
        [
          [
            /list|roleAssignments/,
            ({ host, url }, nth) =>
              [
                page([1, 2], `https://${host}${encodeURI(url)}&p=1`),
                page([], `https://${host}${encodeURI(url)}&p=2`),
                page([3], ""),
              ][nth]!,
          ],
        ],
        async azure => assert.deepEqual(await all(rows(azure)), [1, 2, 3]),
      ));

    it("that go in a circle end in a fault, and what came before stays", () =>
      connected(
        [[/list|roleAssignments/, ({ host, url }, nth) => page([nth], `https://${host}${encodeURI(url)}`)]],
        async azure => {
          const got: unknown[] = [];
          await assert.rejects(
            async () => {
              for await (const row of rows(azure)) got.push(row);
            },
            isFault("malformed", /circle/),
          );
          assert.equal(got[0], 0);
          assert.ok(got.length < 4);
        },
      ));

    it("never carry the token to another host", () =>
      withTenant([], foreign =>
        connected([[/list|roleAssignments/, () => page([1], `${foreign.url}/list`)]], async azure => {
          await assert.rejects(all(rows(azure)), isFault("malformed", /leads to/));
          assert.deepEqual(foreign.asked, []);
        }),
      ));

    it("are not sent over plain http", () =>
      connected([[/list|roleAssignments/, ({ host }) => page([1], `http://${host}/list`)]], async azure => {
        await assert.rejects(all(rows(azure)), isFault("malformed", /leads to/));
      }));

    for (const text of ["", "<html>", "null", '{"value":{"a":1}}', '{"value":[],"nextLink":7}', '["x"]']) {
      it(`that read ${JSON.stringify(text)} are malformed`, () =>
        connected([[/list|roleAssignments/, () => ({ text })]], async azure => {
          await assert.rejects(all(rows(azure)), error => faultOf(error, "ARM").reason === "malformed");
        }));
    }

    it("that redirect elsewhere are not followed", () =>
      withTenant([], foreign =>
        connected(
          [[/list|roleAssignments/, () => ({ status: 307, headers: { location: `${foreign.url}/x` }, json: {} })]],
          async azure => {
            await assert.rejects(all(rows(azure)), error => faultOf(error, "ARM").reason === "failed");
            assert.deepEqual(foreign.asked, []);
          },
        ),
      ));

    it("wait as a 429 says, and longer each time where it says nothing", () =>
      connected(
        [
          [
            /list|roleAssignments/,
            (_, nth) =>
              [
                { status: 429, headers: { "retry-after": "7" }, json: {} },
                { status: 429, json: {} },
                { status: 429, json: {} },
                { status: 503, headers: { "retry-after": "Tue, 24 Nov 2026 00:00:09 GMT" }, json: {} },
                page([1]),
              ][nth]!,
          ],
        ],
        async (azure, { asked }, waits) => {
          assert.deepEqual(await all(rows(azure)), [1]);
          assert.deepEqual(waits, [7000, 2000, 4000, 9000]);
          assert.equal(asked.length, 5);
        },
      ));

    it("are asked for again when the connection tears", () =>
      connected([[/list|roleAssignments/, (_, nth) => (nth < 2 ? "tear" : page([1]))]], async (azure, _, waits) => {
        assert.deepEqual(await all(rows(azure)), [1]);
        assert.deepEqual(waits, [1000, 2000]);
      }));

    it("end in a fault when the connection keeps tearing", () =>
      connected([[/list|roleAssignments/, () => "tear"]], async (azure, { asked }) => {
        await assert.rejects(all(rows(azure)), error => faultOf(error, "ARM").reason === "failed");
        assert.equal(asked.length, defaultPatience.attempts);
      }));

    it("are given up when Azure asks to wait beyond the bound", () =>
      connected(
        [[/list|roleAssignments/, () => ({ status: 429, headers: { "retry-after": "3600" }, json: {} })]],
        async (azure, _, waits) => {
          await assert.rejects(all(rows(azure)), isFault("failed", /asks to wait 3600 s/));
          assert.deepEqual(waits, []);
        },
      ));

    it("end at once when the run is cut off", () => {
      const stop = new AbortController();
      return connected(
        [
          [
            /list|roleAssignments/,
            () => {
              stop.abort();
              return page([1]);
            },
          ],
        ],
        async azure => {
          await assert.rejects(all(rows(azure)), { name: "AbortError" });
        },
        { signal: stop.signal },
      );
    });
  });
}

describe("azure Resource Graph", () => {
  const graph = (more: object) => ({
    json: { totalRecords: 1, count: 1, resultTruncated: "false", data: [{ id: "a" }], ...more },
  });

  it("pages by its skip token, and asks for objects", () =>
    connected([["ResourceGraph", (_, nth) => graph(nth ? {} : { $skipToken: "next" })]], async (azure, { asked }) => {
      assert.equal((await all(azure.resourceGraph("resources | project id"))).length, 2);
      const [first, second] = asked.map(({ body }) => JSON.parse(body));
      assert.deepEqual(first, {
        query: "resources | project id",
        options: { $top: 1000, resultFormat: "objectArray" },
      });
      assert.equal(second.options.$skipToken, "next");
    }));

  it("asks of 1,000 subscriptions at a time", () =>
    connected([["ResourceGraph", () => graph({})]], async (azure, { asked }) => {
      const subscriptions = Array.from({ length: 1001 }, (_, n) => id(n));
      await all(azure.resourceGraph("q", subscriptions));
      assert.deepEqual(
        asked.map(({ body }) => JSON.parse(body).subscriptions.length),
        [1000, 1],
      );
    }));

  for (const [what, reply, reason] of [
    ["a skip token that repeats", graph({ $skipToken: "same" }), "malformed"],
    ["rows cut off without a token", graph({ resultTruncated: "true" }), "cutOff"],
    ["a table", graph({ data: { columns: [], rows: [] } }), "malformed"],
    ["too many subscriptions", { ...graph({}), headers: { "x-ms-tenant-subscription-limit-hit": "true" } }, "cutOff"],
  ] as const) {
    it(`takes ${what} for what it is`, () =>
      connected([["ResourceGraph", () => reply]], async azure => {
        await assert.rejects(all(azure.resourceGraph("q")), isFault(reason, /./));
      }));
  }
});

describe("azure patience", () => {
  const request = createPipelineRequest({ url: "https://graph.contoso.com/x" });
  const answer = (status: number): PipelineResponse => ({ request, status, headers: createHttpHeaders() });
  const clock = (): Clock & { waits: number[] } => stillClock() as Clock & { waits: number[] };

  for (const [status, retried] of [
    [200, false],
    [403, false],
    [404, false],
    [408, true],
    [429, true],
    [500, true],
    [501, false],
    [503, true],
    [505, false],
  ] as const) {
    it(`${retried ? "tries again after" : "hands on"} ${status}`, async () => {
      const { attempts } = defaultPatience;
      let sent = 0;
      const got = await patience(clock(), defaultPatience).sendRequest(request, async () => {
        sent++;
        return answer(status);
      });
      assert.equal(got.status, status);
      assert.equal(sent, retried ? attempts : 1);
    });
  }

  it("tries again after a time-out, and ends with a cut-off", async () => {
    for (const [error, attempts] of [
      [new Fault("failed", "an answer in time"), defaultPatience.attempts],
      [Object.assign(new Error("x"), { name: "AbortError" }), 1],
    ] as const) {
      let sent = 0;
      const fails = async () => {
        sent++;
        throw error;
      };
      await assert.rejects(patience(clock(), defaultPatience).sendRequest(request, fails), error);
      assert.equal(sent, attempts);
    }
  });
});

describe("azure deadline", () => {
  const url = "https://graph.contoso.com/x";
  /** Answers never, as the library does: it ends when the request is aborted. */
  const silent = (request: PipelineRequest) =>
    new Promise<never>((_, reject) => {
      const end = () => reject(Object.assign(new Error("x"), { name: "AbortError" }));
      if (request.abortSignal?.aborted) end();
      else request.abortSignal?.addEventListener("abort", end);
    });

  it("ends what gets no answer in a fault", async () => {
    const late = isFault("failed", /^an answer from graph\.contoso\.com in time$/);
    await assert.rejects(deadline(1).sendRequest(createPipelineRequest({ url }), silent), late);
    const heeded = createPipelineRequest({ url, abortSignal: new AbortController().signal });
    await assert.rejects(deadline(1).sendRequest(heeded, silent), late);
  });

  it("lets a cut-off be a cut-off, before and while it waits", async () => {
    const cut = createPipelineRequest({ url, abortSignal: AbortSignal.abort() });
    await assert.rejects(deadline(60_000).sendRequest(cut, silent), { name: "AbortError" });
    const signal = new AbortController();
    const asked = createPipelineRequest({ url, abortSignal: signal.signal });
    const ends = assert.rejects(deadline(60_000).sendRequest(asked, silent), { name: "AbortError" });
    signal.abort();
    await ends;
  });

  it("leaves no timer, listener or signal behind, whether an answer comes or a connection fails", async () => {
    const timers = () => process.getActiveResourcesInfo().filter(kind => kind === "Timeout").length;
    await Promise.resolve(); // mocha sets its own timer once the test has begun to wait
    const before = timers();
    const { signal } = new AbortController();
    const request = createPipelineRequest({ url, abortSignal: signal });
    const given = { request, status: 200, headers: createHttpHeaders() };
    assert.equal(await deadline(60_000).sendRequest(request, async () => given), given);
    const refused = new RestError("refused", { code: "ECONNREFUSED" });
    await assert.rejects(
      deadline(60_000).sendRequest(request, async () => Promise.reject(refused)),
      refused,
    );
    assert.equal(timers(), before);
    assert.equal(getEventListeners(signal, "abort").length, 0);
    assert.equal(request.abortSignal, signal);
  });

  it("holds for the body of an answer too, and over a real connection", () =>
    connected(
      [[/stalls/, () => ({ stall: '{"value": [' })]],
      async azure => {
        await assert.rejects(
          all(azure.armList("/stalls?api-version=1")),
          isFault("failed", /an answer from 127\.0\.0\.1:\d+ in time/),
        );
      },
      { timeout: 50, patience: { attempts: 2, longestWait: 1000 } },
    ));
});

describe("azure limits", () => {
  for (const [path, name] of [
    ["/v1.0/reports/authenticationMethods/userRegistrationDetails", "Graph reports"],
    ["/v1.0/auditLogs/directoryAudits", "Graph reports"],
    ["/v1.0/identity/conditionalAccess/policies", "Graph Conditional Access and Identity Protection"],
    ["/beta/identityProtection/riskyUsers", "Graph Conditional Access and Identity Protection"],
    ["/v1.0/users", "Graph directory"],
    ["/subscriptions/x/providers/Microsoft.Compute/locations/y/usages", "ARM reads"],
    ["/providers/Microsoft.ResourceGraph/resources", "Resource Graph"],
  ] as const) {
    it(`${path} counts against ${name}`, () => assert.equal(limitOf(documentedLimits, path)?.name, name));
  }

  it("a full bucket lets its size through at once, for each subscription its own, never more than there are places", async () => {
    const policy = throttle(
      [{ name: "x", path: /./, size: 3, perSecond: 0.001, per: "subscription" }],
      2,
      stillClock(),
    );
    let under = 0;
    let most = 0;
    let answers = 0;
    const send = (subscription: string) =>
      policy.sendRequest(createPipelineRequest({ url: `https://a/subscriptions/${subscription}/x` }), async request => {
        most = Math.max(most, ++under);
        await Promise.resolve();
        under--;
        answers++;
        return { request, status: 200, headers: createHttpHeaders() };
      });
    await Promise.all(["a", "a", "a", "b", "b", "b"].map(send));
    assert.equal(most, 2);
    assert.equal(answers, 6);
  });

  it("what waits for its turn as the run ends waits no longer", async () => {
    const policy = throttle([{ name: "x", path: /./, size: 1, perSecond: 1e-6, per: "tenant" }], 2, stillClock());
    const ended = new AbortController();
    let sent = 0;
    const send = () =>
      policy.sendRequest(createPipelineRequest({ url: "https://a/x", abortSignal: ended.signal }), async request => {
        sent++;
        return { request, status: 200, headers: createHttpHeaders() };
      });
    await send();
    const waiting = send();
    ended.abort();
    await assert.rejects(waiting, isAbort);
    await assert.rejects(send(), isAbort);
    assert.equal(sent, 1);
  });

  it("a service that does not answer takes no place from another", async () => {
    const policy = throttle([], 2, stillClock());
    const answered: string[] = [];
    const send = (url: string, answer: Promise<void>) =>
      policy.sendRequest(createPipelineRequest({ url }), async request => {
        await answer;
        answered.push(url);
        return { request, status: 200, headers: createHttpHeaders() };
      });
    const never = new Promise<void>(() => undefined);
    for (let i = 0; i < 5; i++) void send("https://graph/x", never);
    await Promise.all([1, 2, 3].map(() => send("https://arm/x", Promise.resolve())));
    assert.deepEqual(answered, Array(3).fill("https://arm/x"));
  });
});

describe("azure faults", () => {
  const body = (code: string, message = "m") => JSON.stringify({ error: { code, message } });
  for (const [status, text, reason] of [
    [403, body("AuthorizationFailed"), "denied"],
    [403, JSON.stringify({ code: "AuthorizationFailed", message: "flat" }), "denied"],
    [401, body("InvalidAuthenticationToken"), "failed"], // of the token, and no right would mend it
    [403, body("Authentication_RequestFromNonPremiumTenantOrB2CTenant"), "unlicensed"],
    [400, body("AadPremiumLicenseRequired"), "unlicensed"],
    [403, body("Forbidden", "Your tenant is not licensed for this feature."), "unlicensed"],
    [409, body("MissingSubscriptionRegistration"), "notRegistered"],
    [404, body("SubscriptionNotRegistered"), "notRegistered"],
    [404, body("ResourceNotFound"), "failed"],
    [500, "<html>", "failed"],
    [500, undefined, "failed"],
    [500, "null", "failed"],
  ] as const) {
    it(`HTTP ${status} ${text} is ${reason}`, () => assert.equal(faultOfAnswer("ARM", status, text).reason, reason));
  }

  it("never repeat what an answer or an error says", () => {
    const evil = `Bearer ${secretToken}`;
    for (const fault of [
      faultOfAnswer("ARM", 500, JSON.stringify({ error: { code: evil, message: evil } })),
      faultOf(new RestError(evil, { code: "ECONNRESET" }), "ARM"),
      faultOf(new Error(evil), "ARM"),
      faultOf(Object.assign(new Error(`AADSTS7000215: ${evil}`), { name: "AuthenticationError" }), "ARM"),
      faultOf(evil, "ARM"),
    ]) {
      assert.ok(!`${fault.message} ${fault.action}`.includes(secretToken), fault.message);
    }
  });

  it("name the code of a failed sign-in", () => {
    const error = Object.assign(new Error("AADSTS7000215: Invalid client secret"), { name: "AuthenticationError" });
    assert.equal(faultOf(error, "Microsoft Graph").message, "a sign-in to Microsoft Graph (AADSTS7000215)");
  });
});

describe("azure sign-in", () => {
  it("gets a token from an authority of one's own, which instance discovery is not asked about", () =>
    withTenant(
      [
        [
          "openid-configuration",
          ({ host }) => ({
            json: {
              issuer: `https://${host}/${tenantId}/v2.0`,
              authorization_endpoint: `https://${host}/${tenantId}/oauth2/v2.0/authorize`,
              token_endpoint: `https://${host}/${tenantId}/oauth2/v2.0/token`,
              jwks_uri: `https://${host}/keys`,
            },
          }),
        ],
        ["/oauth2/v2.0/token", () => ({ json: { token_type: "Bearer", expires_in: 3600, access_token: secretToken } })],
      ],
      async ({ url, ca, asked }) => {
        const endpoints = { authority: url, arm: url, graph: url };
        const credential = signIn({
          endpoints,
          method: "clientSecret",
          tenantId,
          clientId: id(7),
          clientSecret: "s",
          tlsOptions: { ca },
        });
        const azure = connect({ endpoints, credential, tlsOptions: { ca }, limits: [], clock: stillClock() });
        assert.deepEqual(await azure.claims("graph"), { tid: tenantId, oid: id(66), upn: "auditor@contoso.com" });
        assert.match(asked.at(-1)?.body ?? "", new RegExp(`scope=${encodeURIComponent(`${url}/.default`)}`));
        assert.ok(asked.every(({ url }) => !url.includes("discovery/instance")));
      },
    ));

  it("says in one line what a client secret needs", () => {
    const endpoints = clouds.AzurePublicCloud;
    assert.throws(
      () => signIn({ endpoints, method: "clientSecret", tenantId }),
      /needs a tenant id, a client id and the secret/,
    );
  });

  it("takes endpoints of one's own, over https only", () => {
    const own = {
      authority: "https://login.contoso.com/",
      arm: "https://arm.contoso.com/base//",
      graph: "https://127.0.0.1:8443",
    };
    assert.deepEqual(plainEndpoints(own), {
      authority: "https://login.contoso.com",
      arm: "https://arm.contoso.com/base",
      graph: "https://127.0.0.1:8443",
    });
    for (const graph of ["http://graph.contoso.com", "graph.contoso.com", ""]) {
      assert.throws(() => plainEndpoints({ ...own, graph }), /^Error: The graph endpoint .* is not an https URL\.$/);
    }
  });

  it("knows the methods of the command line, and Microsoft's own authorities", () => {
    for (const method of [
      "default",
      "environment",
      "managedIdentity",
      "workloadIdentity",
      "azureCli",
      "clientSecret",
    ]) {
      assert.ok((signInMethods as readonly string[]).includes(method));
    }
    assert.ok(isKnownAuthority("https://login.microsoftonline.us/"));
    assert.ok(!isKnownAuthority("https://127.0.0.1:8443"));
  });
});
