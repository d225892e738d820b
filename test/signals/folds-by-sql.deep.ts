import assert from "node:assert/strict";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { activityRecord } from "../../posture/evidence/reading/activity-records";
import { directoryRecord } from "../../posture/evidence/reading/directory-records";
import { signInRecord } from "../../posture/evidence/reading/sign-in-records";
import type { ActivityRecord } from "../../posture/signals/activity-log";
import { actsOf } from "../../posture/signals/acts";
import { type ContactRecord, type ContactSource, contactSources } from "../../posture/signals/contact-log";
import { Fold } from "../../posture/signals/fold";
import type { Log } from "../../posture/signals/log";
import { type LogName, type LogWithQuestions, logs } from "../../posture/signals/logs";
import type { Answer, Question } from "../../posture/signals/question";
import { type SignInRecord, signInKinds } from "../../posture/signals/sign-in-log";
import { contoso } from "../../simulator/scenario/contoso";
import { night } from "../../simulator/scenario/night/night";

/**
 * DuckDB answers every question as the folds do. It is given the columns of each record, and makes of them by SQL alone what
 * posture/signals makes by code: acts of records, sums of acts, windows, days and sets.
 */

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const start = Date.parse("2026-08-26T00:00:00Z");
const id = (number: number) => `00000000-0000-0000-0000-${String(number).padStart(12, "0")}`;

/** Acts of one to three records each, in the order of time, of few people, places and sizes, so that many have one key. */
function activities(count: number): readonly ActivityRecord[] {
  const next = numbers(7);
  const of = <T>(list: readonly T[]): T => list[next(list.length)]!;
  const operations = [
    ...logs.activity.questions.hours.where.operation.slice(0, 12),
    "microsoft.storage/storageaccounts/write",
  ];
  const sizes = ["Standard_D2s_v5", "standard_nc4as_t4_v3", "Standard_ND96isr_H100_v5", ""];
  return Array.from({ length: count }, (_, i): ActivityRecord[] => {
    const at = start + Math.floor((i * 85 * 86_400_000) / count);
    const subscriptionId = id(next(5));
    const operationName = of(operations);
    const record: ActivityRecord = {
      eventTimestamp: new Date(at).toISOString(),
      operationName: next(3) ? operationName : operationName.toUpperCase(),
      caller: `person${next(40)}@contoso.com`,
      correlationId: `c${i}`,
      subscriptionId,
      resourceId: `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/x/y/z${next(100)}`,
      address: of(["192.0.2.1", "192.0.2.2", "2001:db8::1", ""]),
      claims: next(2)
        ? {
            "http://schemas.microsoft.com/identity/claims/objectidentifier": id(100 + next(40)),
            "http://schemas.microsoft.com/claims/authnmethodsreferences": of(["pwd", "pwd,mfa", ""]),
          }
        : undefined,
    };
    const body = {
      location: of(["West Europe", "westeurope", "japaneast"]),
      sku: { name: of(sizes), capacity: next(5) },
      properties: {
        hardwareProfile: { vmSize: of(sizes) },
        type: of(["NvidiaGpuDriverLinux", "AzureMonitorLinuxAgent"]),
      },
    };
    const message = { error: { code: of(["QuotaExceeded", "RequestDisallowedByPolicy"]) } };
    const later = (minutes: number) => new Date(at + minutes * 60_000).toISOString();
    const steps: ActivityRecord[] = [
      { ...record, status: "Started" },
      { ...record, status: "Accepted", eventTimestamp: later(1), body },
      { ...record, status: next(3) ? "Succeeded" : "Failed", eventTimestamp: later(next(90)), message },
    ];
    return steps.slice(0, 1 + next(3));
  }).flat();
}

function signIns(count: number): readonly SignInRecord[] {
  const next = numbers(11);
  const of = <T>(list: readonly T[]): T => list[next(list.length)]!;
  return Array.from({ length: count }, (_, i) => ({
    createdDateTime: new Date(start + Math.floor((i * 85 * 86_400_000) / count)).toISOString(),
    ...(next(4)
      ? { userId: id(next(30)).toUpperCase(), userPrincipalName: `person${next(30)}@contoso.com` }
      : { servicePrincipalId: id(900 + next(5)), servicePrincipalName: "contoso-deploy" }),
    ipAddress: of(["192.0.2.1", "192.0.2.2", "2001:db8::1"]),
    autonomousSystemNumber: of([64_496, 64_497, undefined]),
    country: of(["NL", "BR", undefined]),
    userAgent: of(["Mozilla/5.0", "python-requests/2.32.3", "curl/8.1", undefined]),
    authenticationRequirement: of(["singleFactorAuthentication", "multiFactorAuthentication"]),
    authenticationProtocol: of(["none", "deviceCode", undefined]),
    errorCode: of([0, 0, 50_126, 50_053, 50_076, 700_016]),
    appDisplayName: of(["Microsoft Azure CLI", undefined]),
    resourceTenantId: of([id(3), id(4).toUpperCase(), undefined]),
    conditionalAccessStatus: of(["success", "failure", "notApplied"]),
    riskLevelAggregated: of(["none", "high", undefined]),
    signInEventTypes: [of(Object.keys(signInKinds))],
  }));
}

function contacts(count: number): readonly ContactRecord[] {
  const next = numbers(13);
  const of = <T>(list: readonly T[]): T => list[next(list.length)]!;
  return Array.from({ length: count }, (_, i) => ({
    at: new Date(start + Math.floor((i * 85 * 86_400_000) / count)).toISOString(),
    source: of(Object.keys(contactSources) as ContactSource[]),
    machine: of([`VM-${next(50)}.contoso.com`, undefined]),
    address: of([`10.0.0.${next(200)}`, undefined]),
    network: of(["/subscriptions/1/vnet-A", "/subscriptions/1/VNET-a", undefined]),
    host: of(["xmr-eu1.nanopool.org.", "https://XMR.2miners.com:443/x", "nanopool.org.example", "www.contoso.com"]),
    action: of(["Block", "Deny", "NoMatch", "ConnectionSuccess", undefined]),
  }));
}

const story = contoso();
const wholeNight = contoso({ without: "all", shape: night() });
/** As ARM and Graph list them: the youngest first. */
const fromTheEnd = <R>(records: readonly R[], at: (record: R) => string) =>
  [...records].sort((one, other) => (at(one) < at(other) ? 1 : at(one) > at(other) ? -1 : 0));
const recordsOf: { readonly [L in LogName]: { readonly [name: string]: readonly unknown[] } } = {
  activity: {
    "the attacked Contoso and its one night": [story, wholeNight].flatMap(({ arm }) =>
      [...arm.activityLog, ...arm.tenantActivityLog, ...arm.groupActivityLog].map(row => activityRecord.parse(row)),
    ),
    "40,000 made acts": activities(40_000),
  },
  signIns: {
    "the attacked Contoso and its one night": [story, wholeNight].flatMap(({ graph }) =>
      graph.signIns.map(row => signInRecord.parse(row)),
    ),
    "40,000 made sign-ins": signIns(40_000),
  },
  directory: {
    "the attacked Contoso and its one night": [story, wholeNight].flatMap(({ graph }) =>
      graph.directoryAudits.map(row => directoryRecord.parse(row)),
    ),
  },
  contacts: { "40,000 made contacts": contacts(40_000) },
};

const quoted = (name: string) => `"${name}"`;
const text = (value: string) => `'${value.replaceAll("'", "''")}'`;

/** A table of texts and numbers, filled row by row. */
async function filled(
  db: DuckDBConnection,
  name: string,
  texts: readonly string[],
  counts: readonly string[],
  rows: Iterable<readonly (string | number)[]>,
) {
  const columns = [...texts.map(each => `${quoted(each)} VARCHAR`), ...counts.map(each => `${quoted(each)} BIGINT`)];
  await db.run(`CREATE OR REPLACE TABLE ${name} (${columns.join(", ")})`);
  const appender = await db.createAppender(name);
  for (const row of rows) {
    for (const value of row) {
      if (typeof value === "string") appender.appendVarchar(value);
      else appender.appendBigInt(BigInt(value));
    }
    appender.endRow();
  }
  appender.closeSync();
}

/** Acts of records: the greatest value of each column, the smallest time. Late columns follow from the texts that they name. */
async function makeActs(db: DuckDBConnection, log: Log<unknown>, records: readonly unknown[]): Promise<void> {
  const columns = Object.keys(log.columns);
  const counts = Object.keys(log.numbers);
  const rows = records.map((record, at) => [
    new Date(log.at(record)).toISOString(),
    ...columns.map(column => log.columns[column]!.of(record) ?? ""),
    ...counts.map(name => log.numbers[name]!.of(record) ?? 0),
    at,
  ]);
  await filled(db, "records", ["at", ...columns], [...counts, "number"], rows);
  const keys = log.act.length > 0 ? log.act : ["number"];
  const others = [...columns, ...counts].filter(column => !log.act.includes(column));
  const values = ['min("at") AS "at"', ...others.map(column => `max(${quoted(column)}) AS ${quoted(column)}`)];
  const acts = `SELECT ${[...keys.map(quoted), ...values].join(", ")} FROM records GROUP BY ${keys.map(quoted).join(", ")}`;
  await db.run(`CREATE OR REPLACE TABLE acts AS ${acts}`);
  for (const [name, { from, of }] of Object.entries(log.late)) {
    const distinct = await db.runAndReadAll(`SELECT DISTINCT ${from.map(quoted).join(", ")} FROM acts`);
    const told = distinct.getRowsJS().map(row => [...(row as string[]), of(...(row as string[]))]);
    await filled(db, "late", [...from, name], [], told);
    await db.run(`CREATE OR REPLACE TABLE acts AS SELECT * FROM acts JOIN late USING (${from.map(quoted).join(", ")})`);
  }
}

/** The question in SQL: its rows are the answers, in no order. */
function sqlOf({ where = {}, per, hours, distinct = [], sum = [] }: Question): string {
  const window = `strftime(time_bucket(INTERVAL '${hours} hours', CAST("at" AS TIMESTAMP)), '%Y-%m-%dT%H:%M:%S.000Z')`;
  const set = (value: string) => `list_sort(list_distinct(list(nullif(${value}, ''))))`;
  const select = [
    ...per.map(quoted),
    `${hours === undefined ? "''" : window} AS "window"`,
    "count(*)::INTEGER",
    'min("at")',
    'max("at")',
    ...distinct.map(name => set(name === "day" ? 'substr("at", 1, 10)' : quoted(name))),
    ...sum.map(name => `sum(${quoted(name)})::INTEGER`),
  ];
  const conditions = Object.entries(where).map(
    ([name, values]) => `${quoted(name)} IN (${values!.map(text).join(", ")})`,
  );
  const grouped = Array.from({ length: per.length + 1 }, (_, i) => i + 1).join(", ");
  return `SELECT ${select.join(", ")} FROM acts ${conditions.length ? `WHERE ${conditions.join(" AND ")}` : ""} GROUP BY ${grouped}`;
}

/** An answer as a row of the SQL. */
const rowOf = ({ per, distinct = [], sum = [] }: Question, answer: Answer): readonly unknown[] => [
  ...per.map(column => answer.key[column]),
  answer.window ?? "",
  answer.times,
  answer.first,
  answer.last,
  ...distinct.map(name => answer.distinct[name]),
  ...sum.map(name => answer.sum[name]),
];

const sorted = (rows: readonly (readonly unknown[])[]): readonly string[] =>
  rows.map(row => JSON.stringify(row)).sort();

async function* listed<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

describe("DuckDB agrees with the folds", () => {
  let db: DuckDBConnection;
  before(async () => {
    db = await (await DuckDBInstance.create(":memory:")).connect();
  });
  after(() => db.closeSync());

  for (const name of Object.keys(logs) as LogName[])
    for (const [of, unordered] of Object.entries(recordsOf[name]))
      describe(`over ${logs[name].log.name}: ${of}`, () => {
        const { log, questions, reach }: LogWithQuestions = logs[name];
        const records = fromTheEnd(unordered, record => log.at(record));
        const folds = [...Object.values(questions), reach].map(question => new Fold(question));
        before(async () => {
          await makeActs(db, log, records);
          for await (const act of actsOf(log, listed(records))) for (const fold of folds) fold.add(act);
        });

        for (const fold of folds)
          it(`on ${fold.question.id}`, async () => {
            const told = await db.runAndReadAll(sqlOf(fold.question));
            const answers = [...fold.answers()];
            assert(answers.length > 0);
            assert.equal(fold.leftOut, 0);
            assert.deepEqual(sorted(answers.map(answer => rowOf(fold.question, answer))), sorted(told.getRowsJS()));
          });
      });
});
