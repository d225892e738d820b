import type { Exception } from "../catalogue/exceptions";
import type { Finding, Gap } from "../catalogue/outcome";
import type { Asked } from "../policies/excepted";
import type { printedExemptions } from "../policies/printed-exemptions";
import type { Judgement } from "../posture/check";
import type { Report } from "../posture/report/model";
import type { Behind } from "../posture/run/exceptions";
import { fingerprint } from "../posture/run/fingerprint";
import { fileKinds } from "./all";
import { GivenParameters, valuesIn } from "./given-parameters";
import { type Fault, judgeFile, type Ready } from "./judge";
import { isParameterFile } from "./kinds/arm-template";
import { beginsAsScript } from "./kinds/script";
import { insteadOf } from "./not-read";
import { isParameterName } from "./parameter-files";
import { filledName, type ParameterFile, type Parsed, parsed } from "./parsed";
import { type ScanFile, Unreadable } from "./scan-file";
import { toldApart } from "./told-apart";

const noKind = "of no kind that is judged";

/** A fault with what is asked for there, and the exception that what was found says itself. */
type Kept = Fault & { readonly asked: Asked; readonly exception?: Exception };

/** What is kept of the files that were judged. */
export class Found {
  private readonly gaps: Gap[] = [];
  private readonly given = new GivenParameters();
  readonly leftOut: { readonly name: string; readonly why: string }[] = [];
  private readonly judgements = new Map<string, Kept[]>();
  /** What was kept, by rule and fingerprint. */
  private readonly byMark = new Map<string, Kept>();
  private readonly failures = new Map<string, Gap>();
  private readonly files = new Map<string, number>();
  private readonly places = new Map<string, string>();

  constructor(
    private readonly ready: readonly Ready[],
    private readonly exceptionOf: ReturnType<typeof printedExemptions>,
  ) {}

  judge(file: ScanFile, parameterFiles: readonly ParameterFile[]): void {
    const read = this.read(file);
    if (!read) return;
    const [document] = read.documents;
    if (isParameterFile(document)) {
      this.given.expect({ name: file.name, parameters: document.parameters });
      return;
    }
    this.places.set(file.name, file.place ?? file.name);
    for (const { kind, contentsOf } of fileKinds) {
      const contents = contentsOf({ ...read, parameterFiles });
      if (!contents) continue;
      this.files.set(kind, (this.files.get(kind) ?? 0) + 1);
      for (const { what, needs } of contents.unread ?? [])
        this.gaps.push({ what, missing: needs, reason: "malformed" });
      if (kind === "armTemplates") this.given.take(parameterFiles, document);
      for (const said of judgeFile(file.name, contents, this.ready))
        if ("gap" in said) this.failures.set(said.rule, said.gap);
        else {
          const { rule, judgement, asked, written } = said;
          const exception = written && this.exceptionOf(rule, written);
          this.kept(rule).push({ ...judgement, asked, ...(exception && { exception }) });
        }
      return;
    }
    this.leftOut.push({ name: file.name, why: leftOutFor(read) });
  }

  /** The values in a file that a template has for its own by its name. Where that is judged as something else, nobody expects any. */
  parametersOf(file: ScanFile): ParameterFile | undefined {
    const document = this.read(file)?.documents[0];
    const parameters = valuesIn(document);
    if (parameters !== undefined) {
      const found = { name: file.name, parameters };
      if (isParameterFile(document)) this.given.expect(found);
      return found;
    }
    if (document !== undefined)
      this.leftOut.push({ name: file.name, why: "no values for the parameters of a template" });
    return undefined;
  }

  /** The values in a file that somebody gives to all templates. */
  parametersIn(file: ScanFile): ParameterFile | undefined {
    const read = this.read(file);
    if (!read) return undefined;
    const parameters = valuesIn(read.documents[0]);
    if (parameters === undefined) {
      this.gaps.push({ what: file.name, missing: "values for the parameters of a template", reason: "malformed" });
      return undefined;
    }
    const found = { name: file.name, parameters };
    this.given.expect(found);
    return found;
  }

  private read(file: ScanFile): Parsed | undefined {
    try {
      const read = parsed({ name: file.name, text: file.text() });
      const template = templateWords(read);
      // a script is read as text, whatever is filled in later
      if (read.fault === undefined || (template !== undefined && beginsAsScript(read.text))) return read;
      if (template !== undefined) this.leftOut.push({ name: file.name, why: template });
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

  /** What was said under a rule. */
  of(rule: string): readonly Judgement[] {
    const told = toldApart(this.kept(rule), name => this.places.get(name) ?? name);
    for (const each of told) this.byMark.set(`${rule}\n${fingerprint(rule, each.subject.id, each.key)}`, each);
    return told;
  }

  private kept(rule: string): Kept[] {
    const judged = this.judgements.get(rule) ?? [];
    this.judgements.set(rule, judged);
    return judged;
  }

  brokenOf(rule: string): readonly Gap[] {
    const failure = this.failures.get(rule);
    return failure ? [failure] : [];
  }

  /** What is known of a finding beside itself: what is asked for there, and the exception that an exemption of the guardrails says. */
  readonly behind: Behind = {
    askedFor: finding => this.keptOf(finding)?.asked,
    saidBy: finding => this.keptOf(finding)?.exception,
  };

  private keptOf({ rule, fingerprint }: Finding): Kept | undefined {
    return this.byMark.get(`${rule}\n${fingerprint}`);
  }

  /** What cannot be judged, once all files were seen. */
  get allGaps(): readonly Gap[] {
    return [...this.gaps, ...this.given.gaps()];
  }

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

/** What is said of a file that becomes data only once it is filled in; undefined of any other. */
function templateWords({ name, text, extension }: Parsed): string | undefined {
  if (filledName(name) !== name) return "a template: judge what it becomes";
  return /^\.ya?ml$/.test(extension) && text.includes("{{")
    ? "a Helm template: judge what helm template prints"
    : undefined;
}

function leftOutFor({ name }: Parsed): string {
  const instead = insteadOf(name);
  if (instead !== undefined) return `in Terraform's own language: judge ${instead}`;
  return isParameterName(name) ? "values for the parameters of a template that is not here" : noKind;
}
