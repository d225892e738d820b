import assert from "node:assert/strict";
import type { PipelineResponse } from "@azure/core-rest-pipeline";
import { createHttpHeaders, createPipelineRequest } from "@azure/core-rest-pipeline";
import type { BlobContainer } from "../../cli/blob-container";
import { allOf } from "../../cli/deliveries";
import { UsageError } from "../../cli/exit";
import { lastReport, sinceLast } from "../../cli/last-report";
import { marking, storeOf } from "../../cli/store-option";
import { markAsLast } from "../../cli/store-report";
import { clouds } from "../../posture/azure/endpoints";
import { formats } from "../../posture/report/formats";
import { sample } from "../report/sample";

const address = "https://contoso.blob.core.windows.net/reports";

type Stored = { readonly [name: string]: string | { readonly status: number; readonly code?: string } };

/** A container that holds this; what it does not hold answers as storage does. */
function container(stored: Stored): BlobContainer & { readonly put: BlobContainer["put"]; readonly puts: string[] } {
  const request = createPipelineRequest({ url: address });
  const answer = (status: number, body = "", code = ""): PipelineResponse => ({
    request,
    status,
    bodyAsText: body,
    headers: createHttpHeaders(code ? { "x-ms-error-code": code } : {}),
  });
  const puts: string[] = [];
  return {
    address,
    puts,
    async get(name) {
      const found = stored[name];
      if (found === undefined) return answer(404, "", "BlobNotFound");
      return typeof found === "string" ? answer(200, found) : answer(found.status, "", found.code);
    },
    async put(name, { body, length }, once) {
      let text = "";
      for await (const piece of body()) text += piece;
      assert.equal(length, Buffer.byteLength(text));
      puts.push(`${name} ${once ? "once " : ""}${text}`);
      return answer(201);
    },
  };
}

const folder = "2026-11-23T06-00-00Z";
const whole = JSON.stringify({ ...sample, collectedAt: "2026-11-23T06:00:00Z" });

describe("the last report of a store", () => {
  const read = async (stored: Stored) => {
    const said: string[] = [];
    return [await lastReport(container(stored), words => said.push(words)), said.join("\n")] as const;
  };

  it("is the one that was marked", async () => {
    const [last, said] = await read({ latest: `${folder}\n`, [`${folder}/report.json`]: whole });
    assert.deepEqual([last?.collectedAt, said], ["2026-11-23T06:00:00Z", ""]);
  });
  it("is none at first, of which nobody is warned", async () => assert.deepEqual(await read({}), [undefined, ""]));

  const useless: readonly (readonly [what: string, stored: Stored, why: RegExp])[] = [
    ["no container", { latest: { status: 404, code: "ContainerNotFound" } }, /\(HTTP 404\)/],
    ["no right to read it", { latest: { status: 403 } }, /\(HTTP 403\)/],
    ["a mark that leads elsewhere", { latest: "../../other/container" }, /\(latest names no report\)/],
    ["a mark without a report", { latest: folder }, /\(HTTP 404 for that of 2026-11-23T06-00-00Z\)/],
    [
      "half a report",
      { latest: folder, [`${folder}/report.json`]: whole.slice(0, 99) },
      /is no report of computeguard/,
    ],
    ["another file", { latest: folder, [`${folder}/report.json`]: "[]" }, /is no report of computeguard/],
  ];
  for (const [what, stored, why] of useless)
    it(`that is of no use ends no audit, and is told in one line: ${what}`, async () => {
      const [last, said] = await read(stored);
      assert.equal(last, undefined);
      assert.match(said, /^The last report in \S+ cannot be compared with \([^\n]+\); nothing tells what is new\.$/);
      assert.match(said, why);
    });
  it("that cannot be reached is told in one line", async () => {
    const unreachable = { ...container({}), get: () => Promise.reject(new Error("connect ECONNREFUSED\nat x")) };
    const said: string[] = [];
    assert.equal(await lastReport(unreachable, words => said.push(words)), undefined);
    assert.match(said.join(), /\(connect ECONNREFUSED\); nothing/);
  });

  it("is compared with, but not where it is of another tenant", () => {
    const said: string[] = [];
    const last = JSON.parse(whole);
    const now = sinceLast(sample, last, container({}), words => said.push(words));
    assert.deepEqual([now.since?.collectedAt, now.since?.new, said], ["2026-11-23T06:00:00Z", [], []]);
    const other = { ...last, tenant: { ...last.tenant, id: "00000000-0000-0000-0000-00000000beef" } };
    assert.equal(sinceLast(sample, other, container({}), words => said.push(words)).since, undefined);
    assert.match(said.join(), /\(it is of another tenant\)/);
  });
});

describe("the mark of the last report", () => {
  const json = formats.filter(({ name }) => name === "json").map(format => ({ format, file: "report.json" }));
  it("names the folder, over what it named before", async () => {
    const store = container({});
    await markAsLast("2026-11-24T06:00:00Z", store);
    assert.deepEqual(store.puts, ["latest 2026-11-24T06-00-00Z"]);
  });
  it("is not set on a report of nothing, nor on one without report.json", () => {
    const { coverage } = sample;
    const blind = { ...sample, coverage: { ...coverage, subscriptions: { ...coverage.subscriptions!, seen: 0 } } };
    assert.equal(marking(blind, json, container({})), undefined);
    assert.equal(marking(sample, [], container({})), undefined);
    assert.notEqual(marking(sample, json, container({})), undefined);
  });
});

describe("the deliveries of a report", () => {
  const fails = () => Promise.reject(new UsageError("it failed"));
  const deliver = async (...deliveries: Parameters<typeof allOf>[1]) => {
    const said: string[] = [];
    const fault = await allOf(
      words => said.push(words),
      deliveries,
      async () => "marked",
    ).catch(error => error);
    return [said, fault?.message];
  };
  it("are all made, and then the last report is marked", async () =>
    assert.deepEqual(
      await deliver(
        async () => "a",
        undefined,
        async () => "b",
      ),
      [["a", "b", "marked"], undefined],
    ));
  it("go on where one fails; but then what is new stays new", async () =>
    assert.deepEqual(await deliver(fails, async () => "b", fails), [["b"], "it failed\nit failed"]));
});

describe("the options of the store", () => {
  const options = { cloud: clouds.AzurePublicCloud, signIn: "default", format: ["json"] } as const;
  it("may be left out", () => assert.equal(storeOf(options), undefined));
  it("name a container", () =>
    assert.equal(storeOf({ ...options, store: "contoso/reports", sinceLast: true })?.address, address));
  const refused: readonly (readonly [given: object, says: RegExp])[] = [
    [{ sinceLast: true }, /^--since-last needs the container of the reports\. Name it with --store\.$/],
    [{ storeHost: "127.0.0.1:10000" }, /^--store-host is the host of a container\. Name the container with --store\.$/],
    [{ sinceLast: true, store: "contoso/reports", baseline: "x" }, /^--since-last and --baseline name two reports/],
    [{ sinceLast: true, store: "contoso/reports", format: ["html"] }, /^--since-last needs a report\.json/],
  ];
  for (const [given, says] of refused)
    it(`are refused: ${JSON.stringify(given)}`, () =>
      assert.throws(() => storeOf({ ...options, ...given }), { message: says }));
});
