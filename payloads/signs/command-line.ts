import { ShellQuotes } from "./shell-quotes";

/** What a command does with the names in its arguments. */
type Role = "searcher" | "remover" | "plain tool";

const commands: { readonly [R in Role]: string } = {
  // search for what their arguments describe, in texts or in the arguments of processes
  searcher: "grep egrep fgrep zgrep pgrep pkill clamscan clamdscan yara osqueryi",
  // name files, processes and services, mostly to remove them; none of them runs another command
  remover:
    "rm rmdir unlink shred del chattr kill killall lsof ausearch auditctl taskkill remove-item stop-process stop-service get-process get-service",
  // use `-a` and `-o` for other things than an algorithm and a pool, and pass them to no other command
  "plain tool": "cp ls mv rsync tar git hg apt apt-get useradd usermod gcc cc clang ld sort curl wget mount",
};
const roles: ReadonlyMap<string, Role> = new Map(
  (Object.keys(commands) as Role[]).flatMap(role => commands[role].split(" ").map(name => [name, role] as const)),
);
/** Words that may come before a command. */
const preludes = new Set("sudo exec command time nice nohup if then elif else while until do not".split(" "));
/** The text that may come before the name of a trusted command. The path matters, because anybody can call a miner `./kill`. */
const lead = /^[ \t\r]*(?:[-@!#][ \t]*)?(?:(?:LC_ALL|LANG)=C[ \t]+)?(?:\/(?:usr\/(?:local\/)?)?s?bin\/)?$/;
const longestLead = 60;

/** Words that announce a deny list. */
const denial =
  /^(?:den(?:y|ie)|block(?!chain)|sinkhole|blackhole|disallow|forbid)|(?:sinkhole|blackhole|(?:deny|block|black)list)s?$/;
/** The addresses to which a hosts file sends the hosts that it blocks. */
const nowhere = new Set(["0.0.0.0", "127.0.0.1"]);

/** The end of a line that continues on the next one, in bash, PowerShell or cmd. */
const continued = /[\\`^]\r?\n$/;

/** What a mark does to the current command: it runs another command inside it, ends it, or opens or closes a group. */
type Effect = "run" | "end" | "open" | "close" | undefined;

interface Mark {
  /** True when shells disagree on the mark as a quote: escaped by PowerShell, `$'…'` of bash, or a curly quote of PowerShell. */
  readonly doubtful: boolean;
  readonly effect: Effect;
}

const marks = new Map<string, Mark>();

function markOf(mark: string): Mark {
  let found = marks.get(mark);
  if (!found) {
    found = { doubtful: /^(?:`.|\$'|[\u2018-\u201e])/.test(mark), effect: effectOf(mark) };
    marks.set(mark, found);
  }
  return found;
}

function effectOf(mark: string): Effect {
  if (/^(?:`|\$[({])/.test(mark)) return "run";
  if (/^[\n;&|]/.test(mark)) return "end";
  // after a backslash too: PowerShell does not read it as an escape
  if (/^\\?[({]/.test(mark)) return "open";
  return /^\\?[)}]/.test(mark) ? "close" : undefined;
}

/**
 * Tells which command each word of a text belongs to. For example, in `grep xmrig x; ./xmrig`, the first `xmrig` is an argument of
 * `grep` and the second is a command.
 *
 * It must never take for an argument what some shell would run. So where shells read a line differently, or the command is not
 * certain, the command has no role, and every name in its arguments counts as a sign.
 */
export class CommandLine {
  /** The name of the current command without its folder; `undefined` until its word has been read. */
  name: string | undefined;
  /** True after a word such as `blocklist` or `0.0.0.0`: the pools that follow are named, not used. */
  inDenyList = false;
  /** True while the current command is certain to be the program that its name says. */
  private trusted = true;
  /** The role of the current command; `undefined` when it has none or is not trusted. */
  private role: Role | undefined;
  private quotes = new ShellQuotes();

  /** @param start where the first command may begin */
  constructor(
    private readonly text: string,
    private start: number,
  ) {}

  /** True when the words are what a command searches for. */
  get isSearch(): boolean {
    return this.role === "searcher";
  }

  /** True when the words name what a command searches for or removes. */
  get isDefensive(): boolean {
    return this.role === "searcher" || this.role === "remover";
  }

  /** True when the flags `-a` and `-o` of the command are no flags of a miner. */
  get isPlainTool(): boolean {
    return this.role === "plain tool";
  }

  /** Reads a mark, which quotes or separates, and ends at `end`. */
  mark(mark: string, end: number): void {
    // quotes are followed within a line only
    if (mark === "\n") this.quotes = new ShellQuotes();
    const { doubtful, effect } = markOf(mark);
    const quoted = effect !== undefined && this.quotes.inEveryReading;
    if (doubtful) this.quotes.doubt();
    else this.quotes.take(mark);

    // a substitution runs in quotes too
    if (effect === "run") this.begin(end, false);
    else if (quoted) {
      // a pattern to search for may contain a bar or a bracket
      if (!this.isSearch || /^[;&]/.test(mark)) this.distrust();
    } else if (effect === "end") {
      this.begin(end, false);
      if (continued.test(this.text.slice(Math.max(0, end - 3), end))) this.distrust();
    } else if (effect !== undefined) {
      this.begin(end, this.inDenyList);
      // a bracket may close in the middle of a command
      if (effect === "close") this.distrust();
    }
  }

  private begin(start: number, inDenyList: boolean): void {
    this.name = undefined;
    this.role = undefined;
    this.start = start;
    this.inDenyList = inDenyList;
    this.trusted = true;
  }

  private distrust(): void {
    this.trusted = false;
    this.role = undefined;
  }

  /** Reads a word at text[at..end]. A folder, a variable and its value are no command. */
  word(word: string, at: number, end: number): void {
    const next = this.text[end];
    if (next === "=" || next === "/") return;
    if (this.name === undefined && this.text[at - 1] !== "=") this.command(word, at, end);
    if (word === "case") this.quotes.doubt(); // its patterns end with a bracket that was never opened
    if (denial.test(word)) this.inDenyList = true;
  }

  private command(word: string, at: number, end: number): void {
    this.trusted &&=
      !this.quotes.inSomeReading &&
      word.length === end - at &&
      at - this.start <= longestLead &&
      lead.test(this.text.slice(this.start, at)) &&
      /^[ \t\r\n]?$/.test(this.text.charAt(end));
    if (preludes.has(word)) {
      // a prelude that is not trusted makes the command untrusted too
      if (this.trusted) this.start = end;
      return;
    }
    this.name = word;
    if (!this.trusted) return;
    this.role = roles.get(word);
    if (nowhere.has(word)) this.inDenyList = true;
  }
}
