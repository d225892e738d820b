import type { Estate } from "../catalogue/estate";
import type { Exception } from "../catalogue/exceptions";
import type { Finding, Gap, Rule, Severity } from "../catalogue/outcome";
import { policies } from "../policies/all";
import { printedExemptions } from "../policies/printed-exemptions";
import type { Judgement } from "../posture/check";
import type { EstateSource } from "../posture/report/coverage-schema";
import type { Report } from "../posture/report/model";
import { visible } from "../posture/report/visible";
import { complianceOf } from "../posture/run/compliance";
import { settle } from "../posture/run/exceptions";
import { outcomeOf } from "../posture/run/judge";
import { distinctGaps } from "../posture/run/resolve";
import { shown, summaryOf, worstFirst } from "../posture/run/summary";
import { fileKinds } from "./all";
import { judgeFile, type Ready, readyUnder } from "./judge";
import { isParameterFile } from "./kinds/arm-template";
import { isParameterName, pairedParameters } from "./parameter-files";
import { type Parsed, parsed } from "./parsed";

/** A file that is read when its turn comes. */
export interface ScanFile {
  /** Its path as it was named, with `/` between the parts. */
  readonly name: string;
  /** @throws Unreadable where it cannot be read */
  text(): string;
}

/** Why a file cannot be read, and what would help, for people. */
export class Unreadable extends Error {
  constructor(readonly needs: string) {
    super(needs);
  }
}

export interface ScanOptions {
  readonly estate: Estate;
  readonly estateSource: EstateSource;
  /** Of this tool; it stands in the report. */
  readonly version: string;
  /** When the files were judged: exceptions end on a day. */
  readonly at: string;
  /** Files with values for the parameters of every template, beside those that lie there. */
  readonly parameters?: readonly ScanFile[];
  readonly select?: (rule: Rule) => boolean;
  /** Findings below it are counted, and not shown. */
  readonly least?: Severity;
}

/**
 * Judges files with the policies of the pack, one after the other: only what was found is kept. Pure but for reading the files:
 * the same files give the same report. What cannot be read is a gap, and what no kind knows is left out by name.
 */
export function scanFiles(files: readonly ScanFile[], options: ScanOptions): Report {
  const { estate, estateSource, version, at, parameters = [], select = () => true, least = "low" } = options;
  const ready = readyUnder(policies, estate).filter(({ policy }) => select(policy));
  const notTested = policies.filter(select).flatMap(({ id, untestedUnder }) => {
    const why = untestedUnder?.(estate);
    return why === undefined ? [] : [{ rule: id, why }];
  });
  const today = at.slice(0, 10);
  const found = new Found(ready, printedExemptions(estate.exceptions, today));
  const everywhere = parameters.map(file => found.parametersOf(file)).filter(given => given !== undefined);
  const byName = new Map(files.map(file => [file.name, file]));
  const pairs = pairedParameters([...byName.keys()]);
  const paired = new Set([...pairs.values()].flat());
  for (const file of files) {
    if (paired.has(file.name)) continue;
    const own = (pairs.get(file.name) ?? []).flatMap(name => found.parametersOf(byName.get(name)!) ?? []);
    found.judge(file, own.length > 0 ? own : everywhere);
  }
  const { gaps } = found;
  const judged = ready.map(({ policy }) =>
    outcomeOf(policy, found.of(policy.id), [...gaps, ...found.brokenOf(policy.id)]),
  );
  const { outcomes: left, excepted, idleExceptions } = settle(judged, estate.exceptions, today, found.saidBy);
  const outcomes = [...left].sort(worstFirst);
  const all = distinctGaps([...gaps, ...outcomes.flatMap(outcome => outcome.gaps)]);
  return visible<Report>({
    schema: "computeguard/report/1",
    tool: { name: "computeguard", version },
    collectedAt: at,
    subscriptions: [],
    coverage: {
      estate: estateSource,
      ...(notTested.length > 0 && { notTested }),
      files: { judged: found.judgedFiles, leftOut: found.leftOut },
      sources: found.sources,
    },
    summary: summaryOf(outcomes, excepted.length, all),
    outcomes: outcomes.map(outcome => shown(outcome, least)),
    excepted,
    idleExceptions,
    compliance: complianceOf(outcomes),
    gaps: all,
    blastRadius: [],
  });
}

const noKind = "of no kind that is judged";

/** What is kept of the files that were judged. */
class Found {
  readonly gaps: Gap[] = [];
  readonly leftOut: { readonly name: string; readonly why: string }[] = [];
  private readonly judgements = new Map<string, Judgement[]>();
  private readonly failures = new Map<string, Gap>();
  private readonly files = new Map<string, number>();

  private readonly exceptions = new Map<string, Exception>();

  constructor(
    private readonly ready: readonly Ready[],
    private readonly exceptionOf: ReturnType<typeof printedExemptions>,
  ) {}

  judge(file: ScanFile, parameterFiles: NonNullable<Parsed["parameterFiles"]>): void {
    const read = this.read(file);
    if (!read) return;
    for (const { kind, contentsOf } of fileKinds) {
      const contents = contentsOf({ ...read, parameterFiles });
      if (!contents) continue;
      this.files.set(kind, (this.files.get(kind) ?? 0) + 1);
      for (const said of judgeFile(file.name, contents, this.ready))
        if ("gap" in said) this.failures.set(said.rule, said.gap);
        else {
          this.of(said.rule).push(said.judgement);
          const exception = said.written && this.exceptionOf(said.rule, said.written);
          if (exception) this.exceptions.set(placeOf({ rule: said.rule, ...said.judgement }), exception);
        }
      return;
    }
    this.leftOut.push({ name: file.name, why: leftOutFor(read) });
  }

  parametersOf(file: ScanFile): NonNullable<Parsed["parameterFiles"]>[number] | undefined {
    const document = this.read(file)?.documents[0];
    if (isParameterFile(document)) return { name: file.name, parameters: document.parameters };
    if (document !== undefined)
      this.leftOut.push({ name: file.name, why: "no values for the parameters of a template" });
    return undefined;
  }

  private read(file: ScanFile): Parsed | undefined {
    try {
      const read = parsed({ name: file.name, text: file.text() });
      if (read.fault === undefined) return read;
      if (isHelmTemplate(read))
        this.leftOut.push({ name: file.name, why: "a Helm template: judge what helm template prints" });
      else
        this.gaps.push({
          what: file.name,
          missing: `a file without faults: it is no ${read.fault}`,
          reason: "malformed",
        });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.gaps.push({ what: file.name, missing: error.needs, reason: "failed" });
    }
    return undefined;
  }

  of(rule: string): Judgement[] {
    const judged = this.judgements.get(rule) ?? [];
    this.judgements.set(rule, judged);
    return judged;
  }

  brokenOf(rule: string): readonly Gap[] {
    const failure = this.failures.get(rule);
    return failure ? [failure] : [];
  }

  /** The exception of the estate that what was found says, as an exemption that the guardrails print. */
  readonly saidBy = (finding: Finding): Exception | undefined => this.exceptions.get(placeOf(finding));

  get judgedFiles(): number {
    return [...this.files.values()].reduce((sum, files) => sum + files, 0);
  }

  get sources(): Report["coverage"]["sources"] {
    return fileKinds.flatMap(({ kind, title }) => {
      const rows = this.files.get(kind);
      return rows === undefined ? [] : [{ kind, title, rows, status: "whole" as const }];
    });
  }
}

/** A resource under a rule. One URN may stand in more than one file. */
const placeOf = ({ rule, subject }: Pick<Finding, "rule" | "subject">): string =>
  `${rule}\n${subject.file}\n${subject.id}`;

const isHelmTemplate = ({ text, extension }: Parsed): boolean => /^\.ya?ml$/.test(extension) && text.includes("{{");

function leftOutFor({ name, documents: [document] }: Parsed): string {
  return isParameterName(name) || isParameterFile(document)
    ? "values for the parameters of a template that is not here"
    : noKind;
}
