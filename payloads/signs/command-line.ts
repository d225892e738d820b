import { ShellQuotes } from "./shell-quotes";

type Role = "searcher" | "remover" | "plain tool";

const commands: { readonly [R in Role]: string } = {
  // look for what their arguments describe, in texts and in the arguments of processes
  searcher: "grep egrep fgrep zgrep pgrep pkill clamscan clamdscan yara",
  // name files, processes and services, mostly to do away with them; none of them runs another
  remover:
    "rm rmdir unlink shred del chattr kill killall lsof ausearch auditctl taskkill remove-item stop-process stop-service get-process get-service",
  // give `-a` and `-o` a meaning of their own, and hand them on to no other command
  "plain tool": "cp ls mv rsync tar git hg apt apt-get useradd usermod gcc cc clang ld sort curl wget mount",
};
const roles: ReadonlyMap<string, Role> = new Map(
  (Object.keys(commands) as Role[]).flatMap(role => commands[role].split(" ").map(name => [name, role] as const)),
);
/** What may stand before a command. */
const preludes = new Set("sudo exec command time nice nohup if then elif else while until do not".split(" "));
/** What may stand before the name of a command that is what it is called: anybody can call a miner `./kill`. */
const lead = /^[ \t\r]*(?:[-@!#][ \t]*)?(?:(?:LC_ALL|LANG)=C[ \t]+)?(?:\/(?:usr\/(?:local\/)?)?s?bin\/)?$/;
const longestLead = 60;

/** Words that announce a deny list. */
const denial =
  /^(?:den(?:y|ie)|block(?!chain)|sinkhole|blackhole|disallow|forbid)|(?:sinkhole|blackhole|(?:deny|block|black)list)s?$/;
/** Where a hosts file sends what it shuts off. */
const nowhere = new Set(["0.0.0.0", "127.0.0.1"]);

/** A line that goes on in the next one, in bash, PowerShell or cmd. */
const continued = /[\\`^]\r?\n$/;

/** What a mark does to the command that it stands in. */
type Effect = "run" | "end" | "open" | "close" | undefined;

interface Mark {
  /** Quotes that PowerShell escapes, those of `$'…'`, in which bash has escapes, and those that only PowerShell knows. */
  readonly doubtful: boolean;
  readonly effect: Effect;
}

const marks = new Map<string, Mark>();

function markOf(mark: string): Mark {
  let known = marks.get(mark);
  if (!known) {
    known = { doubtful: /^(?:`.|\$'|[\u2018-\u201e])/.test(mark), effect: effectOf(mark) };
    marks.set(mark, known);
  }
  return known;
}

function effectOf(mark: string): Effect {
  if (/^(?:`|\$[({])/.test(mark)) return "run";
  if (/^[\n;&|]/.test(mark)) return "end";
  // behind a backslash too: not in bash, but in PowerShell
  if (/^\\?[({]/.test(mark)) return "open";
  return /^\\?[)}]/.test(mark) ? "close" : undefined;
}

/**
 * Which command a word belongs to, read in such a way that no shell runs what is taken for an argument here: where shells
 * differ, or a command cannot be told, nothing is spared.
 */
export class CommandLine {
  /** What is run, once it is known, wherever it lies. */
  name: string | undefined;
  /** A deny list has been announced: pools that follow are named, not used. */
  denying = false;
  /** Whether the command that follows can be nothing but what its name says. */
  private trusted = true;
  /** That of the command, while words belong to it. */
  private role: Role | undefined;
  private quotes = new ShellQuotes();

  /** @param start where the command may begin */
  constructor(
    private readonly text: string,
    private start: number,
  ) {}

  /** Whether all that is said is what to look for. */
  get searching(): boolean {
    return this.role === "searcher";
  }

  /** Whether what is named is looked for, or done away with. */
  get hunting(): boolean {
    return this.role === "searcher" || this.role === "remover";
  }

  get isPlainTool(): boolean {
    return this.role === "plain tool";
  }

  /** Takes what quotes or separates, at its end. */
  mark(mark: string, end: number): void {
    // no quote is trusted over lines
    if (mark === "\n") this.quotes = new ShellQuotes();
    const { doubtful, effect } = markOf(mark);
    const quoted = effect !== undefined && this.quotes.inEveryReading;
    if (doubtful) this.quotes.doubt();
    else this.quotes.take(mark);

    // a substitution runs in quotes too
    if (effect === "run") this.begin(end, false);
    else if (quoted) {
      // what is looked for may hold a bar or a bracket
      if (!this.searching || /^[;&]/.test(mark)) this.distrust();
    } else if (effect === "end") {
      this.begin(end, false);
      if (continued.test(this.text.slice(Math.max(0, end - 3), end))) this.distrust();
    } else if (effect !== undefined) {
      this.begin(end, this.denying);
      // a bracket may close in the middle of a command
      if (effect === "close") this.distrust();
    }
  }

  private begin(start: number, denying: boolean): void {
    this.name = undefined;
    this.role = undefined;
    this.start = start;
    this.denying = denying;
    this.trusted = true;
  }

  private distrust(): void {
    this.trusted = false;
    this.role = undefined;
  }

  /** Takes one more word. A folder, a variable and its value are no command. */
  word(word: string, at: number, end: number): void {
    const next = this.text[end];
    if (next === "=" || next === "/") return;
    if (this.name === undefined && this.text[at - 1] !== "=") this.command(word, at, end);
    if (word === "case") this.quotes.doubt(); // its brackets close without having been opened
    if (denial.test(word)) this.denying = true;
  }

  private command(word: string, at: number, end: number): void {
    this.trusted &&=
      !this.quotes.inSomeReading &&
      word.length === end - at &&
      at - this.start <= longestLead &&
      lead.test(this.text.slice(this.start, at)) &&
      /^[ \t\r\n]?$/.test(this.text.charAt(end));
    if (preludes.has(word)) {
      // what is not trusted before the command does not become so behind it
      if (this.trusted) this.start = end;
      return;
    }
    this.name = word;
    if (!this.trusted) return;
    this.role = roles.get(word);
    if (nowhere.has(word)) this.denying = true;
  }
}
