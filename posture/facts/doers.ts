import type { Doer, Subject } from "../../catalogue/outcome";
import type { LogName } from "../signals/logs";
import type { Answer } from "../signals/question";

/** Whoever did it, by the name that a log has: people sign in by a name with an at sign. */
export const accountOf = (id: string, name: string): Doer => ({
  kind: name.includes("@") ? "user" : "servicePrincipal",
  id,
  name,
});

/** An account of the tenant, as a log has it. Undefined of what has no object id. */
export const doer = (id: string, name: string): Doer | undefined =>
  guid.test(id) ? accountOf(id.toLowerCase(), name) : undefined;

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Told {
  readonly log: LogName;
  readonly subject: Subject;
  readonly answers: readonly Answer[];
  /** What came before, of the same log. */
  readonly causes: readonly Answer[];
  readonly nameOf: (id: string) => string;
}

/**
 * Who did it, where the finding is about something else: about a place, or about what Entra's audit log says it was done to.
 * A sign-in has no caller: whom it names may be whom it was tried on. And who could do nothing did nothing: then it was whoever caused that.
 * Microsoft's own services have a name in Entra's log and no object id, and are nobody who could be asked.
 */
export function doersOf({ log, subject, answers, causes, nameOf }: Told): Doer[] {
  const isAccount = subject.kind === "user" || subject.kind === "servicePrincipal";
  if (isAccount && log !== "directory") return [];
  const doers = new Map<string, Doer>();
  const did = answers.filter(isDone);
  for (const { key, distinct } of did.length > 0 ? did : causes.filter(isDone)) {
    const id = (log === "directory" ? key.actor : key.caller) ?? "";
    const found = doer(id, log === "directory" ? (distinct.actorName?.[0] ?? id) : nameOf(id));
    if (found && id !== subject.id && id !== key.target) doers.set(id, found);
  }
  return [...doers.values()];
}

const isDone = ({ key }: Answer): boolean => key.result === undefined || key.result === "done";
