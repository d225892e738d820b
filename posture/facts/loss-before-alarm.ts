import { type AlertLatency, minutesOf } from "../../catalogue/alert-latency";
import type { Certainty } from "../../catalogue/certainty";
import { type Amount, atMost, exactly, figure, mostFirst, rounded, unknownAmount } from "./amount";
import type { FirstAlarm } from "./first-alarm-schema";

/** Who could burn how much, USD a day, in which subscriptions, by their ids. */
export interface Burner {
  readonly principal: { readonly id: string; readonly name: string };
  readonly usdPerDay: Amount;
  readonly subscriptions: readonly string[];
}

/** A rule that may fire on the creation of machines in a subscription. */
export interface Watcher {
  readonly what: string;
  readonly name: string;
  /** Not "no": such a rule watches nothing. */
  readonly fires: Exclude<Certainty, "no">;
  /** Undefined where it is not known how often it runs. */
  readonly latency: AlertLatency | undefined;
}

/** What watches one subscription. */
export interface Watched {
  readonly watchers: readonly Watcher[];
  /** Whether these are all the rules that there are. */
  readonly whole: boolean;
  /** Whether Defender for Resource Manager is on. */
  readonly defender: Certainty;
}

/**
 * What the greatest burner would burn until the fastest rule tells of it, in any of the subscriptions that it reaches; and in
 * which of them nobody would ever be told. Pure. Undefined where nobody could burn anything.
 */
export function lossBeforeAlarm(
  burners: readonly Burner[],
  watched: (subscription: string) => Watched,
): FirstAlarm | undefined {
  const [greatest] = [...burners].sort((a, b) => mostFirst(a.usdPerDay, b.usdPerDay) || byId(a, b));
  if (!greatest || figure(greatest.usdPerDay) === 0) return undefined;
  const { principal, subscriptions } = greatest;
  const seen = subscriptions.map(id => ({ id, ...watched(id) }));
  const sure = seen.map(({ watchers }) => watchers.filter(({ fires }) => fires === "yes"));
  const rule = sure.flat().sort((a, b) => speed(a) - speed(b) || (a.name < b.name ? -1 : 1))[0];
  const silent = seen.filter((_, i) => sure[i]!.length === 0);
  const isOpen = ({ watchers, whole }: Watched) => watchers.length > 0 || !whole;
  const usdPerHour = scaled(greatest.usdPerDay, 1 / 24);
  const minutes = rule?.latency && minutesOf(rule.latency);
  return {
    usd: minutes === undefined ? unknownAmount : scaled(usdPerHour, minutes / 60),
    usdPerHour,
    minutes: minutes === undefined ? unknownAmount : atMost(minutes),
    principal: { id: principal.id, name: principal.name },
    ...(rule && { rule: { what: rule.what, name: rule.name, ...(rule.latency && { latency: rule.latency }) } }),
    subscriptions,
    unwatched: silent.filter(each => !isOpen(each)).map(({ id }) => id),
    open: silent.filter(isOpen).map(({ id }) => id),
    defender: together(seen.map(({ defender }) => defender)),
  };
}

const byId = (a: Burner, b: Burner): number => (a.principal.id < b.principal.id ? -1 : 1);

/** What is not known stands behind all that is. */
const speed = ({ latency }: Watcher): number => (latency ? minutesOf(latency) : Number.MAX_VALUE);

/** As sure as it was. */
function scaled(amount: Amount, by: number): Amount {
  if (amount.is === "unknown") return amount;
  return amount.is === "exact" ? exactly(amount.value * by) : { is: amount.is, value: rounded(amount.value * by) };
}

/** On in all of them, off in one, or not known. */
const together = (all: readonly Certainty[]): Certainty =>
  all.includes("no") ? "no" : all.includes("unknown") || all.length === 0 ? "unknown" : "yes";
