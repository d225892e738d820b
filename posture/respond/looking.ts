import { by, grouped } from "../facts/collate";
import { counted } from "../report/phrases";
import type { Suspect } from "../run/suspects";
import type { Incident } from "./incident";
import type { Item, Step } from "./step";

/** Who else, and what nobody can see. */
export const nextToLookFor = (incident: Incident): Step => ({
  title: "Look for more",
  why: "One stolen account is seldom the only one. Gather again after an hour: what was stopped must stay stopped.",
  items: [...likeThem(incident), ...toAsk(incident), ...unseen(incident), ...lookAgain],
});

/** What more identities than these have in common is an office, a proxy or a tool of the house, and tells of nobody. */
const few = 5;

interface Seen {
  /** Words of our own before it. */
  readonly does: string;
  readonly mark: string;
  /** Lower-case id. */
  readonly id: string;
  readonly name: string;
}

/** Others who worked from an address of somebody who is suspected, or signed in by the same script. */
function likeThem(incident: Incident): readonly Item[] {
  const ids = new Set(incident.suspects.map(({ id }) => id.toLowerCase()));
  return [...grouped(seenAtAll(incident), ({ does, mark }) => `${does} ${mark}`).values()]
    .flatMap((all): Item[] => {
      const names = new Map(all.map(({ id, name }) => [id, name]));
      const others = [...names].filter(([id]) => !ids.has(id)).map(([, name]) => name);
      const isTheirs = others.length < names.size && names.size <= few;
      const { does, mark } = all[0]!;
      return isTheirs && others.length > 0 ? [{ does, name: mark, lines: others.sort(), commands: [] }] : [];
    })
    .sort(by(({ does, name = "" }) => `${does} ${name}`));
}

/** As far back as the logs go: quota is raised up to a month before it is used, and often by another account. */
function seenAtAll({ know }: Incident): readonly Seen[] {
  const own = know("ownAddresses").value;
  const activity = know("activityAnswers").value;
  const signIns = know("signInAnswers").value;
  const from = "Ask who else works from";
  return [
    ...activity.of.hours.flatMap(({ key: { caller: id = "" }, distinct }) =>
      (distinct.address ?? []).map(mark => ({ does: from, mark, id, name: activity.nameOf(id) })),
    ),
    ...signIns.of.origins.flatMap(({ key: { principal: id = "", address = "", agent = "", scripted } }) => [
      { does: from, mark: address, id, name: signIns.nameOf(id) },
      ...(scripted ? [{ does: "Ask who else signs in by", mark: agent, id, name: signIns.nameOf(id) }] : []),
    ]),
  ].filter(({ mark, id }) => mark !== "" && id !== "" && !own.has(mark));
}

const toAsk = ({ others }: Incident): readonly Item[] =>
  others.length === 0
    ? []
    : [
        {
          does: "Ask these whether they did what was found; computeguard explain tells of each",
          lines: others.map(
            ({ name, findings }: Suspect) => `${name}: ${[...new Set(findings.map(({ rule }) => rule))].join(", ")}`,
          ),
          commands: [],
        },
      ];

/** Checks that tell of what happens and could not, and what is missing for them. */
function unseen({ report }: Incident): readonly Item[] {
  const blind = report.outcomes.filter(({ rule, status }) => rule.detects && status === "unknown");
  const checks: readonly Item[] =
    blind.length === 0
      ? []
      : [
          {
            does: "These checks could not be judged, and may hide more",
            lines: blind.map(({ rule, gaps, unknowns }) => {
              const why = gaps[0] ? `${gaps[0].what} (needs ${gaps[0].missing})` : unknowns[0]?.why;
              return why ? `${rule.id}: ${why}` : rule.id;
            }),
            commands: [],
          },
        ];
  const { gaps } = report;
  return gaps.length === 0
    ? checks
    : [
        ...checks,
        { does: `${counted(gaps.length, "thing")} could not be read; computeguard audit names each`, commands: [] },
      ];
}

const lookAgain: readonly Item[] = [
  { does: "Run computeguard audit again, and computeguard plan for what to close when the fire is out", commands: [] },
];
