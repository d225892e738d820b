import { type Finding, type Outcome, type Severity, type Subject, severities } from "../../catalogue/outcome";
import { bySeverity } from "../../catalogue/severity";
import { type ActName, acts, stages } from "../cures/acts";
import type { Command } from "../cures/command";
import type { Cure, Target } from "../cures/cure";
import { aboutDoers, secureAccount } from "../cures/identities";
import { type Amount, figure, largest, total } from "../facts/amount";
import { by, grouped } from "../facts/collate";
import type { Act } from "../report/acts-schema";
import { burningAmount } from "../report/burning-amount";
import type { BlastRadius, Report } from "../report/model";

type Money = Pick<Report, "burning" | "blastRadius">;

/**
 * What to do about all that was found, stage by stage, in each the act that takes away the most first. Findings with one act are
 * told as one, and what two acts would be done to is told in the one that does more.
 * @param isEmergency whether it is an emergency account, which no command may block
 */
export function actsOf(
  outcomes: readonly Outcome[],
  cures: ReadonlyMap<string, Cure>,
  money: Money,
  isEmergency: (to: Target) => boolean = () => false,
): readonly Act[] {
  const burners = burnersOf(money);
  const cured = outcomes.flatMap(({ findings }) =>
    findings.flatMap(finding => {
      const cure = cures.get(finding.fingerprint);
      return cure ? curesOf(finding, cure).map(cure => ({ finding, cure: withoutAsking(finding, cure, burners) })) : [];
    }),
  );
  const marks = new Set(cured.map(({ cure }) => markOf(cure.act, cure.to)));
  const worth = worthOf(money);
  const told = grouped(cured, ({ cure: { act, to } }) => {
    const { within } = acts[act];
    return within && marks.has(markOf(within, to)) ? within : act;
  });
  return [...told]
    .map(([id, all]): Weighed<Act> => {
      const { stage, says, effort, learn } = acts[id as ActName];
      const weighed = [...grouped(all, ({ cure }) => cure.to.id.toLowerCase()).values()]
        .map(same => targetOf(id as ActName, same, worth, isEmergency))
        .sort(weightiestFirst);
      const targets = weighed.map(({ target }) => target);
      const amounts = targets.flatMap(({ usdPerDay }) => usdPerDay ?? []);
      const usdPerDay =
        amounts.length === 0 ? undefined : stage === "stop" ? endedBy(targets, money) : largest(amounts);
      const target = {
        ...{ id, stage, says, effort, learn },
        ...(usdPerDay && { usdPerDay }),
        severity: worstOf(targets.map(({ severity }) => severity)),
        findings: [...new Set(targets.flatMap(({ findings }) => findings))].sort(),
        targets,
      };
      return { target, weight: Math.max(...weighed.map(({ weight }) => weight)) };
    })
    .sort(
      (one, other) =>
        stages.indexOf(one.target.stage) - stages.indexOf(other.target.stage) || weightiestFirst(one, other),
    )
    .map(({ target }) => target);
}

/** Its own; and what is done about whoever did it, which takes the place of tracing who it was. */
function curesOf({ by: doers = [], subject, severity }: Finding, own: Cure): readonly Cure[] {
  const left = isIdentity(subject);
  const grave = left && severities.indexOf(severity) >= severities.indexOf("high");
  const about = aboutDoers(doers, grave);
  return own.act === "traceRecord" && about.length > 0 ? about : [own, ...about];
}

/** Nobody waits to ask whoever did the worst, or created what burns now. */
function withoutAsking({ severity, subject }: Finding, cure: Cure, burners: ReadonlySet<string>): Cure {
  const { act, to } = cure;
  if (act !== "askWhoDidIt" || to.kind !== "user") return cure;
  const isWorst = severity === "critical" && subject.id.toLowerCase() === to.id.toLowerCase();
  return isWorst || burners.has(to.name.toLowerCase()) ? secureAccount(to) : cure;
}

/** Those who created what burns, or of several one of whom did, by the names that the activity log has for them. */
const burnersOf = ({ burning }: Money): ReadonlySet<string> =>
  new Set((burning?.resources ?? []).flatMap(({ creators = [] }) => creators.map(name => name.toLowerCase())));

const isIdentity = ({ kind }: Subject): boolean => kind === "user" || kind === "servicePrincipal";

const markOf = (act: ActName, to: Target): string => `${act} ${to.id.toLowerCase()}`;

interface Cured {
  readonly finding: Finding;
  readonly cure: Cure;
}

/** What is told of one target: everything that is known to be done to it, each command once. */
function targetOf(
  act: ActName,
  same: readonly Cured[],
  worth: (act: ActName, to: Target) => Worth,
  isEmergency: (to: Target) => boolean,
) {
  const { kind, id, name, disarms } = same[0]!.cure.to;
  const { usdPerDay, weight } = worth(act, { kind, id, name, ...(disarms && { disarms }) });
  const commands = new Map<string, Command>();
  const all = same.flatMap(({ cure }) => cure.commands.filter(({ blocks }) => !blocks || !isEmergency(cure.to)));
  const last = ({ shell, saves }: Command) => (saves ? 0 : shell === "typescript" ? 2 : 1);
  for (const { shell, line } of all.toSorted((one, other) => last(one) - last(other)))
    commands.set(line, { shell, line });
  // Not a spread of the three: the engine then makes a new shape for each target.
  const target = {
    kind,
    id,
    name,
    ...(usdPerDay && { usdPerDay }),
    severity: worstOf(same.map(({ finding }) => finding.severity)),
    findings: [...new Set(same.map(({ finding }) => finding.fingerprint))].sort(),
    commands: [...commands.values()],
  };
  return { target, weight };
}

interface Weighed<T> {
  readonly target: T;
  readonly weight: number;
}

/** What an act takes away a day, and how much that weighs: whom a password alone opens weighs most. */
interface Worth {
  readonly usdPerDay?: Amount;
  readonly weight: number;
}

/** What no more burns then, added up as what burns is: of all of it, the same figure. */
function endedBy(targets: readonly { readonly id: string }[], { burning }: Money): Amount {
  const ids = new Set(targets.map(({ id }) => id.toLowerCase()));
  const rows = (burning?.resources ?? []).filter(({ id }) => ids.has(id.toLowerCase()));
  return burningAmount({
    usdPerDay: total(rows.map(({ usdPerDay }) => usdPerDay)),
    spotUsdPerDay: total(rows.map(({ spotUsdPerDay }) => spotUsdPerDay)),
  });
}

/** The share of what somebody could burn that counts, by how they are defended: an order of urgency, and no probability. */
const exposure = (defended: BlastRadius["defended"]): number =>
  defended === false ? 1 : defended === true ? 0.1 : 0.5;

/** What burns where something is stopped, else what could be burnt. */
function worthOf({ burning, blastRadius }: Money): (act: ActName, to: Target) => Worth {
  const worth = (usdPerDay: Amount, share = 1): Worth => ({ usdPerDay, weight: share * (figure(usdPerDay) ?? 0) });
  const burns = new Map(
    (burning?.resources ?? []).map(({ id, usdPerDay, spotUsdPerDay }) => [
      id.toLowerCase(),
      worth(burningAmount({ usdPerDay, spotUsdPerDay })),
    ]),
  );
  const reach = new Map(
    blastRadius.map(({ principal, usdPerDay, defended }) => [
      principal.id.toLowerCase(),
      worth(usdPerDay, exposure(defended)),
    ]),
  );
  return (act, { id, disarms = [id] }) => {
    const found =
      acts[act].stage === "stop"
        ? burns.get(id.toLowerCase())
        : disarms.flatMap(holder => reach.get(holder.toLowerCase()) ?? []).sort((a, b) => b.weight - a.weight)[0];
    return found ?? { weight: 0 };
  };
}

const weightiestFirst = <T extends { readonly severity: Severity; readonly id: string }>(
  one: Weighed<T>,
  other: Weighed<T>,
): number =>
  other.weight - one.weight ||
  bySeverity(one.target, other.target) ||
  by<Weighed<T>>(({ target }) => target.id.toLowerCase())(one, other);

const worstOf = (all: readonly Severity[]): Severity =>
  severities[Math.max(...all.map(severity => severities.indexOf(severity)))]!;
