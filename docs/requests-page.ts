import { documentedLimits } from "../posture/azure/limits";
import { firstPlaces, mostPlaces } from "../posture/azure/places";
import { evidence, evidenceKinds } from "../posture/evidence/all";
import {
  type Amounts,
  type Driver,
  drivers,
  requestsFor,
  type Sends,
  sends,
  sharedSends,
} from "../posture/evidence/requests";

export const requestsLead = [
  "What the audit asks of Azure and Microsoft Graph, list by list, in a run in which everything can be read. Where Resource Graph lacks a subscription, or it is not proved that it shows all of it, that subscription is asked itself; see [permissions.md](permissions.md).",
  `At most ${mostPlaces} requests are under way to one service at a time: it begins with ${firstPlaces}, doubles them while all answers come readily, and halves them where one is refused. A test counts the requests of two tenants and holds them against this page. \`npm run bench:audit\` measures the time.`,
].join("\n\n");

type Table = readonly [title: string, head: readonly string[], rows: readonly (readonly string[])[]];

const told = ({ beside, ...counts }: Sends): string =>
  [
    ...(Object.entries(counts) as [Driver, number][]).map(([driver, count]) =>
      driver === "run" ? `${count} ${drivers.run}` : `${count} for each ${drivers[driver].split(":")[0]}`,
    ),
    ...(beside === undefined ? [] : [`some for each ${beside}`]),
  ].join("; ");

/** A tenant of which the totals are told. */
const amountsOf = (subscriptions: number, people: number, users: number): Amounts => ({
  run: 1,
  query: 1,
  subscription: subscriptions,
  parent: Math.ceil(subscriptions / 50),
  region: 0,
  group: Math.ceil(people / 10),
  memberPage: 0,
  person: people,
  userPage: Math.ceil(users / 999),
  reportPage: Math.ceil(users / 999),
});
const tenants = [
  [20, 100, 1000],
  [100, 300, 10_000],
  [1000, 1000, 50_000],
  [10_000, 5000, 100_000],
] as const;

const all = [...evidenceKinds.map(kind => sends[kind]), sharedSends];
const thousands = (count: number) => count.toLocaleString("en-GB");

export const requestsTables = (): readonly Table[] => [
  [
    "What each list asks",
    ["evidence", "requests"],
    [
      ...evidenceKinds.map(kind => [evidence[kind].title, told(sends[kind])]),
      ["the proof that all is shown", told(sharedSends)],
    ],
  ],
  [
    "What the words mean",
    ["for each", "that is"],
    (Object.entries(drivers) as [Driver, string][])
      .filter(([, text]) => text.includes(":"))
      .map(([, text]) => text.split(": ", 2)),
  ],
  [
    "What it adds up to",
    ["subscriptions", "people who hold a role", "users", "requests", "of them for each subscription"],
    tenants.map(([subscriptions, people, users]) => {
      const count = all.reduce((sum, sent) => sum + requestsFor(sent, amountsOf(subscriptions, people, users)), 0);
      return [subscriptions, people, users, count].map(thousands).concat((count / subscriptions).toFixed(1));
    }),
  ],
  [
    "The limits it stays below",
    ["requests", "at once", "then a second", "counted by"],
    documentedLimits.map(({ name, size, perSecond, per }) => [name, `${size}`, `${perSecond}`, per]),
  ],
];
