import type { Json, Row } from "../../simulator/json";
import type { Column } from "../../simulator/kql/types";

/** Queries with what they answer by the rules of Kusto, over two small tables. The language service reads them too. */

export const at = Date.parse("2026-11-24T12:00:00Z");
const minute = 60_000;
const ago = (minutes: number) => at - minutes * minute;

export const schemas: Readonly<Record<string, readonly Column[]>> = {
  Events: [
    { name: "At", type: "datetime" },
    { name: "Who", type: "string" },
    { name: "Where", type: "string" },
    { name: "N", type: "long" },
    { name: "R", type: "real" },
    { name: "Ok", type: "bool" },
    { name: "Bag", type: "dynamic" },
    { name: "Took", type: "timespan" },
  ],
  People: [
    { name: "Who", type: "string" },
    { name: "Team", type: "string" },
  ],
};

export const rows: Readonly<Record<string, readonly Row[]>> = {
  Events: [
    {
      At: ago(60),
      Who: "Ann",
      Where: "westeurope",
      N: 5,
      R: 1.5,
      Ok: true,
      Bag: { size: "Standard_NC6", n: 2, tags: ["a", "b"], at: "2026-11-24T11:00:00Z" },
      Took: 5 * minute,
    },
    { At: ago(90), Who: "ann", Where: "eastus", N: 7, R: 2.5, Ok: false, Bag: { n: 3, tags: [] }, Took: 60 * minute },
    { At: ago(27 * 60), Who: "Bob", Where: "East US", N: null, R: null, Ok: true, Bag: null, Took: null },
    {
      At: Date.parse("2026-10-01T00:00:00.25Z"),
      Who: "",
      Where: "westeurope",
      N: 1,
      R: 0.5,
      Ok: false,
      Bag: { text: '{"deep":[{"x":"y"}]}' },
      Took: 14 * 1440 * minute,
    },
  ],
  People: [
    { Who: "Ann", Team: "blue" },
    { Who: "Bob", Team: "blue" },
    { Who: "Bob", Team: "green" },
    { Who: "Eve", Team: "red" },
  ],
};

type Case = readonly [query: string, answer: readonly (readonly Json[])[]];

const one = (expression: string, answer: Json): Case => [
  `Events | where N == 5 | project x = ${expression}`,
  [[answer]],
];
const who = (condition: string, ...names: readonly string[]): Case => [
  `Events | where ${condition} | project Who`,
  names.map(name => [name]),
];

/** Functions and operators on one row: what the first row gives. */
export const scalars: readonly Case[] = [
  one("tolower(Who)", "ann"),
  one("toupper(Bag.size)", "STANDARD_NC6"),
  one("tostring(At)", "2026-11-24T11:00:00.0000000Z"),
  one("tostring(Took)", "00:05:00"),
  one("tostring(Ok)", "true"),
  one("tostring(Bag.tags)", '["a","b"]'),
  one("tolong('12')", 12),
  one("toint(2.9)", 2),
  one("todouble('1.5')", 1.5),
  one("todatetime('2026-11-24') + 1h", "2026-11-24T01:00:00Z"),
  one("totimespan('1.02:00:00')", "1.02:00:00"),
  one('parse_json(\'{"a":[1,{"b":2}]}\').a[1].b', 2),
  one("todynamic('no json')", "no json"),
  one("iff(N > 4, 'many', 'few')", "many"),
  one("case(N > 9, 'a', N > 4, 'b', 'c')", "b"),
  one("case(N > 9, 'a', N > 8, 'b', 'c')", "c"),
  one("coalesce(tolong('x'), N)", 5),
  one("coalesce(tostring(Bag.none), Who)", "Ann"),
  one("isempty(Bag.none) and isnotempty(Who) and isnull(Bag.none) and isnotnull(N) and not(isnull(Who))", true),
  one("strcat(Who, '/', N, '/', Took)", "Ann/5/00:05:00"),
  one("split('/subscriptions/1/x', '/')[2]", "1"),
  one("split('a.b', '.')[-1]", "b"),
  one('extract(@\'"location":\\s*"([^"]+)"\', 1, \'{"location": "eastus"}\')', "eastus"),
  one("extract('(?i)NC(\\\\d)', 1, tostring(Bag.size))", "6"),
  one("extract('no(pe)', 1, Who)", ""),
  one("replace_string('East US', ' ', '')", "EastUS"),
  one("replace_regex('a1b22', @'(\\d+)', @'<\\1>')", "a<1>b<22>"),
  one("bin(N, 2)", 4),
  one("bin(R, 1)", 1),
  one("bin(At, 1d)", "2026-11-24T00:00:00Z"),
  // The 24th of November 2026 is a Tuesday; weeks are counted from Monday, the first of January of the year 1.
  one("bin(At, 7d)", "2026-11-23T00:00:00Z"),
  one("bin(Took, 2m)", "00:04:00"),
  one("startofday(At)", "2026-11-24T00:00:00Z"),
  one("format_datetime(At, 'yyyy-MM-dd HH:mm')", "2026-11-24 11:00"),
  one("array_length(Bag.tags)", 2),
  one("set_has_element(Bag.tags, 'b')", true),
  one("set_has_element(dynamic(['a']), 'b')", false),
  one("now() - At", "01:00:00"),
  one("ago(1d)", "2026-11-23T12:00:00Z"),
  one("now(-90m)", "2026-11-24T10:30:00Z"),
  one("At + 1h - 30m", "2026-11-24T11:30:00Z"),
  one("1h / 30m", 2),
  one("2 * 30m", "01:00:00"),
  one("-N + 1", -4),
  one("N / 2", 2),
  one("R / 2", 0.75),
  one("N % 3", 2),
  one("1d + 1s", "1.00:00:01"),
  one("(1 + 2) * 3", 9),
  one("coalesce(long(null), 7)", 7),
  one("iff(isnull(int(null)) and bool(null) != true, long(12), 0)", 12),
  one("Bag['size']", "Standard_NC6"),
  one("5min == 5m and 2days == 48h and 100ms < 1s", true),
  one("timespan(1d) == time(1.00:00:00)", true),
  one("datetime('2026-11-24T11:00:00Z') == At", true),
  one("Bag.at == At", true),
  one("@'a\\b'", "a\\b"),
  one("@'it''s'", "it's"),
];

/** Conditions, and whom they leave. */
export const conditions: readonly Case[] = [
  who("At > ago(1d)", "Ann", "ann"),
  who("At between (ago(2d) .. ago(65m))", "ann", "Bob"),
  who("At between (datetime(2026-10-01) .. 1d)", ""),
  who("At !between (ago(2d) .. now())", ""),
  who("N between (5 .. 7)", "Ann", "ann"),
  who("At == datetime(2026-10-01T00:00:00.25Z)", ""),
  who("Who in ('Ann', 'Bob')", "Ann", "Bob"),
  who("Who in~ ('ANN')", "Ann", "ann"),
  who("Who !in~ ('ANN', '')", "Bob"),
  who("Who !in ('Ann')", "ann", "Bob", ""),
  who("N in (1, 7)", "ann", ""),
  who("Where has 'us'", "Bob"),
  who("Where contains 'us'", "ann", "Bob"),
  who("Where has_any ('us', 'westeurope')", "Ann", "Bob", ""),
  who("Where startswith 'EAST'", "ann", "Bob"),
  who("Where endswith 'e' and Where !contains 'x'", "Ann", ""),
  who("Who matches regex '^[A-Z]'", "Ann", "Bob"),
  who("Who =~ 'ANN'", "Ann", "ann"),
  who("Who !~ 'ANN'", "Bob", ""),
  who("Ok", "Ann", "Bob"),
  who("not(Ok) or N == 5", "Ann", "ann", ""),
  // Of nothing nothing is greater or less, and nothing is not what it is compared with.
  who("N > 0", "Ann", "ann", ""),
  who("N < 6", "Ann", ""),
  who("N != 5", "ann", "Bob", ""),
  who("not(N > 0)"),
  who("Bag.n > 2", "ann"),
  who("Bag.size == 'Standard_NC6'", "Ann"),
  who("tostring(parse_json(tostring(Bag.text)).deep[0].x) == 'y'", ""),
  who("Took > 5m", "ann", ""),
];

/** Whole queries. */
export const queries: readonly Case[] = [
  ["let n = 5; Events | where N == n | project Who", [["Ann"]]],
  ["let since = ago(1d);\nlet few = dynamic(['Ann']);\nEvents | where At > since and Who in (few) | count", [[1]]],
  ["let known = People | distinct Who; Events | where Who in (known) | project Who", [["Ann"], ["Bob"]]],
  [
    "let known = People | distinct Who; Events | where Who !in (known) | project Who | order by Who asc",
    [[""], ["ann"]],
  ],
  ["Events | where Who in (People | project Who) | count", [[2]]],
  [
    "let all = union Events, People; all | where Who == 'Bob' | project Who, Team",
    [
      ["Bob", null],
      ["Bob", "blue"],
      ["Bob", "green"],
    ],
  ],
  ["union isfuzzy=true Nowhere, People | count", [[4]]],
  [
    "union isfuzzy=true (Nowhere | extend x = bin(1h, 1h) | where (1 == 1)), (People | where Team != ''), People | count",
    [[8]],
  ],
  ["Events | join kind=leftsemi (People) on Who | count", [[2]]],
  ["union (Events | project Who), (People | project Who) | where Who == 'Ann' | count", [[2]]],
  ["Events | union People | count", [[8]]],
  [
    "Events | join kind=inner (People) on Who | project Who, Team | order by Team asc, Who asc",
    [
      ["Ann", "blue"],
      ["Bob", "blue"],
      ["Bob", "green"],
    ],
  ],
  ["Events | join kind=leftanti (People) on Who | project Who", [["ann"], [""]]],
  ["let p = People; Events | join kind=leftanti p on Who | project Who", [["ann"], [""]]],
  ["Events | where N == 7 | join kind=leftouter (People) on Who | project Who, Who1, Team", [["ann", null, null]]],
  [
    "People | where Team == 'blue' | join kind=inner (People | project Who, Team, Again = Team) on Who, Team | project Who, Again, Team1",
    [
      ["Ann", "blue", "blue"],
      ["Bob", "blue", "blue"],
    ],
  ],
  ["Events | distinct Where", [["westeurope"], ["eastus"], ["East US"]]],
  ["Events | project Who, N, R | project-away N, R | take 1", [["Ann"]]],
  ["Events | top 2 by At asc | project Who", [[""], ["Bob"]]],
  ["Events | sort by At | limit 1 | project Who", [["Ann"]]],
  [
    "Events | extend day = startofday(At) | summarize n = count() by day | order by day asc",
    [
      ["2026-10-01T00:00:00Z", 1],
      ["2026-11-23T00:00:00Z", 1],
      ["2026-11-24T00:00:00Z", 2],
    ],
  ],
  ["Events | summarize n = count() by k = bin(At, 1h), Who | where Who == 'Bob'", [["2026-11-23T09:00:00Z", "Bob", 1]]],
  ["Events | summarize count(), countif(Ok), dcount(Where), sum(N), sumif(R, Ok)", [[4, 2, 3, 13, 1.5]]],
  [
    "Events | summarize min(N), max(N), minif(N, N > 1), maxif(N, N < 7), min(At), max(Took)",
    [[1, 7, 5, 5, "2026-10-01T00:00:00.25Z", "14.00:00:00"]],
  ],
  ["Events | summarize min(Who), max(Where)", [["", "westeurope"]]],
  ["Events | summarize take_any(Who), take_anyif(Where, not(Ok)), any(N)", [["Ann", "eastus", 5]]],
  [
    "Events | summarize make_set(Where), make_set(Where, 1), make_set_if(Where, Ok), make_list(N), make_set(At, 1)",
    [
      [
        ["westeurope", "eastus", "East US"],
        ["westeurope"],
        ["westeurope", "East US"],
        [5, 7, 1],
        ["2026-11-24T11:00:00Z"],
      ],
    ],
  ],
  [
    "Events | summarize arg_max(N, Who, Where) by Ok",
    [
      [true, 5, "Ann", "westeurope"],
      [false, 7, "ann", "eastus"],
    ],
  ],
  ["People | summarize arg_min(Team, *) by Who | where Who == 'Bob'", [["Bob", "blue"]]],
  ["Events | summarize latest = arg_max(At, Who)", [["2026-11-24T11:00:00Z", "Ann"]]],
  [
    "Events | summarize span = max(At) - min(At), more = count() + 1, low = tolower(take_any(Who)) by Where | where more == 3",
    [["westeurope", "54.10:59:59.7500000", 3, "ann"]],
  ],
  [
    "Events | where N > 100 | summarize n = count(), s = sum(N), least = min(N), all = make_set(Who)",
    [[0, 0, null, []]],
  ],
  ["Events | where N > 100 | summarize n = count() by Who", []],
  ["Events | mv-expand tag = Bag.tags to typeof(string) | where tag == 'b' | project Who, tag", [["Ann", "b"]]],
  ["Events | count", [[4]]],
  [
    "union (Events | where N == 5 | project x = Who), (Events | where N == 5 | project x = N), (People | project Team) | where isnotempty(x_string) or isnotnull(x_long) | project toupper(x_string), x_long",
    [
      ["ANN", null],
      ["", 5],
    ],
  ],
  [
    "Events | where N == 5 | project column_ifexists('Who', ''), column_ifexists('Nope', 'none'), column_ifexists('Nope', 0) + 1",
    [["Ann", "none", 1]],
  ],
  [
    "Events | where N == 5 | project Who, tolower(Where), Bag.size, tostring(Bag.n), N + 1",
    [["Ann", "westeurope", "Standard_NC6", "2", 6]],
  ],
  ["Events // a comment | nothing\n| where N == 5 | count;", [[1]]],
];

/** What Kusto calls the columns that the query does not name. */
export const names: readonly (readonly [query: string, names: readonly string[]])[] = [
  ["Events | project tolower(Who), Bag.size, tostring(Bag.n), N + 1", ["Column1", "Bag_size", "Bag_n", "Column2"]],
  [
    "Events | summarize count(), dcount(Who), sum(N), take_any(Where), make_set(Ok), make_list(N), max(At) by bin(At, 1h)",
    ["At", "count_", "dcount_Who", "sum_N", "Where", "set_Ok", "list_N", "max_At"],
  ],
  ["Events | summarize count(), count()", ["count_", "count_1"]],
  ["Events | join kind=inner (People) on Who | project-away At, Where, N, R, Ok, Bag, Took", ["Who", "Who1", "Team"]],
  ["Events | summarize arg_max(At, Who) by Where", ["Where", "At", "Who"]],
];

/** What Kusto refuses, and so must be refused here. */
export const refusedByKusto: readonly string[] = [
  "Nowhere | count",
  "events | count",
  "Events | where who == 'x'",
  "Events | where Account == 'x'",
  "Events | Where Ok",
  "Events | extend x = ToLower(Who)",
  "Events | where Who < 'b'",
  "Events | where At > '2026-01-01'",
  "Events | where At > ago('1d')",
  "Events | where Bag.n",
  "Events | where N has '1'",
  "Events | where N between ('a' .. 'b')",
  "Events | where At between (1h .. 2h)",
  "Events | extend x = Who + Where",
  "Events | extend x = Who.a",
  "Events | extend x = Bag.n * 1h",
  "Events | extend x = bin(At, 5)",
  "Events | extend x = startofday(Bag.at)",
  "Events | extend x = array_length(Who)",
  "Events | extend x = not(N)",
  "Events | extend x = case(Ok, 'a')",
  "Events | extend x = coalesce(Who, 1)",
  "Events | extend a = 1, b = a",
  "Events | project Who, Who",
  "Events | project-away Nope",
  "Events | summarize sum(Who)",
  "Events | summarize max(Bag)",
  "Events | summarize count() by Bag",
  "Events | summarize count() by Who, Who",
  "Events | distinct Bag",
  "Events | order by Bag",
  "Events | join kind=inner (People) on Nope",
  "Events | join kind=sideways (People) on Who",
  "Events | where Who in ()",
  "union Events, Nowhere | count",
  "union (Events | project x = Who), (Events | project x = N) | project x",
  "Events | extend x = column_ifexists('Nope')",
  "Events | where N == 5 |",
  "Events | where (N == 5",
  "Events | where Who == 'open",
  "let n = ; Events",
];

/** What Kusto would take, and is refused here all the same: nobody asked for it yet. */
export const notUnderstood: readonly string[] = [
  "let f = (x: string) { tolower(x) }; Events | extend y = f(Who)",
  "Events | join (People) on Who",
  "Events | join kind=inner (People) on $left.Who == $right.Who",
  "Events | where Where has_all ('a', 'b')",
  "Events | extend x = strlen(Who)",
  "Events | parse Who with a 'n' b",
  "Events | where Who matches regex '(?<!a)b'",
  "Events | extend x = format_datetime(At, 'dddd')",
  "Events | extend x = 5fortnights",
  "print 1",
  "Events | where Who == 1",
  "Events | where N == '1'",
];
