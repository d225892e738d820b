import type { Rule, Subject } from "../../catalogue/outcome";
import type { Cure } from "../cures/cure";
import type { Judgement } from "./judgement";
import type { ColumnOf, GrainOf, LogName, NumberOf } from "./logs";
import type { Answer, Where } from "./question";

/**
 * A signal: what of a log is looked at, and what makes it a finding, both as data. From them follow the check of the audit, the
 * rule that guardrails deploys, and the page of docs.
 */
export interface Signal<L extends LogName = LogName> extends Rule {
  readonly log: L;
  /** The technique, as MITRE ATT&CK numbers it. */
  readonly attack: string;
  /** The statements of Microsoft's report that it answers, by id. */
  readonly answers: readonly string[];
  /** The question whose answers are judged. */
  readonly grain: GrainOf<L>;
  readonly where: Where<ColumnOf<L>>;
  readonly judgement: Judgement<ColumnOf<L>, NumberOf<L>>;
  /** Only what people did: applications do it as a matter of course. */
  readonly people?: true;
  /** Why no rule of a workspace can watch for it; without it, one does. */
  readonly unwatched?: string;
  /** What to do about a finding. Without it, whoever did it is asked, and signed out where nobody knows of it. */
  readonly cure?: (subject: Subject) => Cure;
  /** The finding in words, after the name of whoever did it, or of where it was. */
  say(answers: readonly Answer[], values: readonly string[], told: Told): string;
}

/** What else a finding may tell. */
export interface Told {
  /** What it was done after, where that is what it is judged by. */
  readonly causes: readonly Answer[];
  /** The name of whoever did something, by the id that the log has; where none is known, the id. */
  readonly nameOf: (id: string) => string;
}
