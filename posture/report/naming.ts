import type { Gap, Subject } from "../../catalogue/outcome";
import { isUuid } from "../../catalogue/uuid";
import type { Report } from "./model";

/** The names of a report's subscriptions, for whatever speaks of them by id. */
export interface Naming {
  /** "Prod", or "Prod (<id>)" where another has that name; the id alone, where no name is known. */
  subscription(id: string): string;
  /** The subscription that something belongs to; undefined where it belongs to none. */
  subscriptionOf(subject: Pick<Subject, "id" | "scope">): { readonly id: string; readonly name: string } | undefined;
  /** Its name, and which subscription it is of, where the name does not say that. */
  subject(subject: Subject): string;
  /** A text with the names of subscriptions in place of their scopes. */
  text(text: string): string;
  /** Of whom a gap speaks; none, where it speaks of all. */
  ofGap(gap: Pick<Gap, "subjects">): readonly string[];
}

const scopeOfSubscription = /\/subscriptions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])/gi;

/** Made anew for each printing: it is a map of the subscriptions. */
export function namingOf({ subscriptions, coverage }: Pick<Report, "subscriptions" | "coverage">): Naming {
  const all = [...subscriptions, ...(coverage.subscriptions?.unseen ?? [])];
  const names = new Map(all.map(({ id, name }) => [id.toLowerCase(), name]));
  const bearers = new Map<string, number>();
  for (const name of names.values()) bearers.set(name, (bearers.get(name) ?? 0) + 1);

  const subscription = (id: string): string => {
    const name = names.get(id.toLowerCase());
    if (!name || name === id) return id;
    return (bearers.get(name) ?? 0) > 1 ? `${name} (${id})` : name;
  };
  const text = (words: string): string =>
    words.replace(scopeOfSubscription, (scope, id: string) => (names.get(id.toLowerCase()) ? subscription(id) : scope));
  const subscriptionOf: Naming["subscriptionOf"] = ({ id, scope }) => {
    const [, found] = [...`${scope ?? ""} ${id}`.matchAll(scopeOfSubscription)][0] ?? [];
    return found === undefined ? undefined : { id: found, name: names.get(found.toLowerCase()) ?? "" };
  };
  const subject = (of: Subject): string => {
    const owner = subscriptionOf(of);
    if (owner === undefined) return text(of.name);
    if (of.kind === "subscription") return subscription(owner.id);
    const name = text(of.name);
    return name.includes(owner.name || owner.id) ? name : `${name}, ${subscription(owner.id)}`;
  };
  const ofGap: Naming["ofGap"] = ({ subjects = [] }) =>
    subjects.map(id => {
      if (isUuid(id)) return subscription(id);
      const owner = subscriptionOf({ id });
      const last = id.split("/").pop() as string;
      if (owner === undefined) return id;
      return isUuid(last) ? subscription(owner.id) : `${last}, ${subscription(owner.id)}`;
    });
  return { subscription, subscriptionOf, subject, text, ofGap };
}

/** " of Prod", " of Prod and Sandbox", " of Prod, Sandbox, Test and 7 more": nothing, where it speaks of all. */
export function ofSubjects(names: readonly string[]): string {
  const most = 3;
  if (names.length === 0) return "";
  if (names.length === 1) return ` of ${names[0]}`;
  const shown = names.slice(0, names.length > most ? most : names.length - 1);
  return ` of ${shown.join(", ")} and ${names.length > most ? `${names.length - most} more` : names.at(-1)}`;
}

/** Which rules each gap of the report was missing for. */
export function rulesOfGaps({ outcomes }: Pick<Report, "outcomes">): (gap: Gap) => readonly string[] {
  const key = ({ what, missing, reason, field, subjects }: Gap) =>
    JSON.stringify([what, missing, reason, field, subjects]);
  const rules = new Map<string, string[]>();
  for (const { rule, gaps } of outcomes)
    for (const gap of gaps) {
      const known = rules.get(key(gap));
      if (known) known.push(rule.id);
      else rules.set(key(gap), [rule.id]);
    }
  return gap => rules.get(key(gap)) ?? [];
}

/** Why a check could not be assessed, gap by gap. */
export const gapWords = (gap: Gap, names: Naming): string =>
  `${gap.what}${ofSubjects(names.ofGap(gap))} could not be read (${gap.reason}): needs ${gap.missing}`;

/** "1 finding of lower severity not shown". */
export const hiddenWords = (hidden: number): string =>
  `${hidden.toLocaleString("en-US")} ${hidden === 1 ? "finding" : "findings"} of lower severity not shown`;
