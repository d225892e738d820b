import { by, grouped } from "../facts/collate";
import { counted } from "../report/phrases";
import type { Suspect } from "../run/suspects";
import type { Incident } from "./incident";
import type { Item, Step } from "./step";

/** Who else, and what nobody can see. */
export const nextToLookFor = (incident: Incident): Step => ({
  title: "Look for more",
  why: "One stolen account is seldom the only one. Gather again after an hour: what was stopped must stay stopped.",
  items: [...atOneAddress(incident), ...toAsk(incident), ...unseen(incident), ...lookAgain],
});

/** An address from which more identities than these work is an office or a proxy, and tells of nobody. */
const fewAtAnAddress = 5;

/** Others who worked from an address of somebody who is suspected. */
function atOneAddress({ know, suspects, since }: Incident): readonly Item[] {
  const ids = new Set(suspects.map(({ id }) => id.toLowerCase()));
  const own = know("ownAddresses").value;
  const activity = know("activityAnswers").value;
  const signIns = know("signInAnswers").value;
  const seen = [
    ...activity.of.hours.flatMap(({ key, distinct, last }) =>
      (distinct.address ?? []).map(address => ({
        address,
        last,
        id: key.caller ?? "",
        name: activity.nameOf(key.caller ?? ""),
      })),
    ),
    ...signIns.of.origins.map(({ key, last }) => ({
      ...{ address: key.address ?? "", last, id: key.principal ?? "" },
      name: signIns.nameOf(key.principal ?? ""),
    })),
  ].filter(({ address, id, last }) => address !== "" && id !== "" && last >= since && !own.has(address));
  return [...grouped(seen, ({ address }) => address)]
    .sort(by(([address]) => address))
    .flatMap(([address, all]): Item[] => {
      const names = new Map(all.map(({ id, name }) => [id, name]));
      const others = [...names].filter(([id]) => !ids.has(id)).map(([, name]) => name);
      const isTheirs = others.length < names.size && names.size <= fewAtAnAddress;
      return isTheirs && others.length > 0
        ? [{ does: "Ask who else works from", name: address, lines: others.sort(), commands: [] }]
        : [];
    });
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
