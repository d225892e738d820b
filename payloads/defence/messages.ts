/** A part of a script that is said to people, or asked of logs, and that nothing runs. */
interface Message {
  readonly start: number;
  readonly end: number;
  readonly instead: string;
  /** The log that it is written to. */
  readonly place?: string;
}

/** The messages of a script: what it prints or sends, queries of logs, what it compares with, and remarks. */
export function* messages(text: string): Generator<Message> {
  yield* printed(text);
  yield* queries(text);
  yield* patterns(text);
  yield* remarks(text);
}

/** The beginning of a command that is not in a substitution. */
const begins = String.raw`(?:^|[\n;]|&&|\|\||\b(?:then|do|else))[ \t]*(?:sudo )?`;
const speakers = String.raw`(?:echo(?: -[en]+)?|printf|wall|logger(?: -[pt] [\w.]+)*|Write-(?:Host|Output|Warning|Error|Verbose)|Write-EventLog\b[^\n;|'"]*?-Message|curl\b[^\n;|&$]*?(?:-d|--data(?:-raw)?))`;
/** Where a message may go: to the end of the command, to a person, to a log. Elsewhere it might be run. */
const ending = String.raw`(?=[ \t]*(?:>&2|1>&2|>>?[ \t]*(?:[\w/.$-]*\.log|/etc/(?:motd|issue(?:\.net)?)|/dev/(?:stderr|tty|console|null)))?[ \t]*(?:$|\n|;|&&|\|\||\||https?://))`;
const spoken = new RegExp(
  String.raw`((?:${begins}${speakers}|\bmailx? -s)[ \t]+)("(?:[^"\\\n]|\\.){3,300}"|'[^'\n]{3,300}')((?:[ \t]+[\w.@+-]+){0,4})${ending}`,
  "g",
);
const toPeople =
  /^[ \t]*\|(?!\|)(?![ \t]*(?:sudo )?(?:mailx?|sendmail|logger|wall|systemd-cat|write|tee -a [\w/.-]*\.log)\b)/;

/** What alerts say. A command does not say it, so a text with one of them is no command that is written to a file or a shell. */
const reports =
  /\b(?:found|detected|detection|running|runs|removed|removing|stopped|stopping|killed|killing|block(?:s|ed|ing)?|den(?:y|ied)|forbidden|warning|alert|suspicious|malicious|cryptojack\w*|looks? for|search\w*|scan\w*|hunt\w*|check\w*|infected|cleaned?|cleaning|no sign)\b/i;
/** What commands look like. */
const commandLike =
  /\.\/|(?<!https?)[:][/]{2}|:\d{2,5}\b|(?:^|[ "'])--?[A-Za-z]|[;&|<>`]|\$\((?!hostname\)|date\))|\\[nrt]\.?\/|\bsudo\b|\bnohup\b/;

/** True when words are said to people: they report something, and would be no command to a shell. */
export const isProse = (words: string): boolean =>
  /\w[ ,:]+(?:[^\s\w,:][^\s\w]*)?\w/.test(words) && reports.test(words) && !commandLike.test(words);

function* printed(text: string): Generator<Message> {
  for (const { index, 1: before = "", 2: quoted = "", 3: after = "" } of text.matchAll(spoken)) {
    const start = index + before.length;
    const end = start + quoted.length;
    const line = /^[^\n]{0,200}/.exec(text.slice(end + after.length, end + after.length + 200))?.[0] ?? "";
    if (toPeople.test(line) || !isProse(quoted.slice(1, -1))) continue;
    const [, log] =
      /^[ \t]*(?:>>?|\|[ \t]*(?:sudo )?tee(?: -a)?)[ \t]*["']?([\w/.$-]+\.log|\/etc\/(?:motd|issue(?:\.net)?))\b/.exec(
        line,
      ) ?? [];
    yield { start, end, instead: "''", ...(log !== undefined && { place: log }) };
  }
}

/** A query in Kusto's language: a table, then operators. learn.microsoft.com/kusto/query */
const query =
  /(["'])(?:\w+=\\?["']?)?\s*[A-Z]\w{2,60}\s*\|\s*(?:where|project|summarize|extend|join|take|sort|distinct|parse|mv-expand)\b(?:(?!\1)[^\\`]|\\.){3,4000}?\1/g;

const hereQuery =
  /@(["'])\r?\n\s*[A-Z]\w{2,60}\s*\|\s*(?:where|project|summarize|extend|join|take|distinct|parse|mv-expand)\b/g;
const operators =
  /^(?:where|project(?:-\w+)?|summarize|extend|join|take|limit|sort|order|top|distinct|parse|mv-expand|count|union|render|evaluate|lookup)\b/;

/** True when every bar in a query is followed by an operator, so that to a shell it would be no command either. */
const isQuery = (text: string): boolean =>
  !text.includes("$(") &&
  text
    .replace(/\\?"[^"\n]*"|'[^'\n]*'/g, "")
    .split("|")
    .slice(1)
    .every(part => operators.test(part.trimStart()));

function* queries(text: string): Generator<Message> {
  for (const { index, 0: all } of text.matchAll(query))
    if (isQuery(all.slice(1, -1))) yield { start: index, end: index + all.length, instead: "''" };
  for (const { index, 0: all, 1: quote } of text.matchAll(hereQuery)) {
    const end = text.indexOf(`\n${quote}@`, index + all.length);
    if (end < 0) return;
    if (isQuery(text.slice(index + 2, end))) yield { start: index, end: end + 3, instead: "''" };
  }
}

/** Interpreters to which a line that begins with `#` is a remark. */
const scripted = /^#!.*\/(?:env )?(?:ba|da|z|k)?(?:sh|python3?|perl|ruby|pwsh)\b/;
/** The patterns of a `case`, none of which is run: `xmrig|minerd)`. */
const pattern =
  /(?:(?:^|[\n;])[ \t]*case[ \t][^\n;|&`]{1,200}?[ \t]in|;;)[ \t\n]{1,200}((?:[\w."'*?-]{1,80}[ \t]*\|[ \t]*){0,50}[\w."'*?-]{1,80})\)/g;

function* patterns(text: string): Generator<Message> {
  if (!scripted.test(text)) return;
  for (const { index, 0: all, 1: words = "" } of text.matchAll(pattern)) {
    const end = index + all.length - 1;
    yield { start: end - words.length, end, instead: "x" };
  }
}

/** A port of a host that a remark names. */
const port = /:(?<=\w:)(?<!\/\/[\w.-]{0,200}:)\d{2,5}\b/g;
/** A script that may take its remarks, or other lines that begin with `#`, and run them. */
const readsRemarks = (text: string): boolean =>
  text.split("\n").some(line => {
    const hash = line.indexOf("#");
    if (hash < 0) return false;
    const reader = line.search(/\b(?:sed|cut|tr|awk|perl|tail|head|grep|python3?)\b/);
    return (reader >= 0 && line.includes("#", reader)) || /\b(?:sed|cut|awk)\b/.test(line.slice(hash));
  });
/** A line ends where a shell ends it, so not at a carriage return, and one that is tried is tried once. */
const remark = /(?<![^\n])((?:[^"'#\n]*[^"'#\n$\\{])?)#[ \t]+([^\n]*)/g;

const heredoc = /(?<!<)<<-?[ \t]*["']?([A-Za-z_]\w{0,40})["']?/g;

/** Where the heredocs of a script are, in order: what looks like a remark in one of them is a line that something gets. */
function heredocs(text: string): readonly (readonly [start: number, end: number])[] {
  const found: [number, number][] = [];
  heredoc.lastIndex = 0;
  for (let at = heredoc.exec(text); at; at = heredoc.exec(text)) {
    const lineEnd = text.indexOf("\n", heredoc.lastIndex);
    if (lineEnd < 0) break;
    const close = new RegExp(`^\\t*${at[1]}[ \\t]*\\r?$`, "gm");
    close.lastIndex = lineEnd + 1;
    const end = close.exec(text);
    found.push([at.index, end ? close.lastIndex : text.length]);
    if (!end) break;
    heredoc.lastIndex = close.lastIndex;
  }
  return found;
}

/** Whether a place is in one of some spans that are in order. */
function isIn(spans: readonly (readonly [start: number, end: number])[], place: number): boolean {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]![1] <= place) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]![0] <= place;
}

function* remarks(text: string): Generator<Message> {
  if (!scripted.test(text) || readsRemarks(text)) return;
  const held = heredocs(text);
  const open = new Map([
    ['"', 0],
    ["'", 0],
  ]);
  let looked = 0;
  for (const { index, 0: all, 1: before = "", 2: words = "" } of text.matchAll(remark)) {
    // inside of quotes over several lines it would be no remark
    const above = text.slice(looked, index).replace(/#[^\n]*/g, "");
    for (const [quote] of above.matchAll(/["']/g)) open.set(quote, 1 - open.get(quote)!);
    looked = index;
    if (open.get('"') === 1 || open.get("'") === 1 || isIn(held, index)) continue;
    if (
      (before !== "" && !/[ \t;]$/.test(before)) ||
      commandLike.test(words.replace(port, "")) ||
      words.trim().split(/\s+/).length < 2
    )
      continue;
    yield { start: index + before.length, end: index + all.length, instead: "" };
  }
}
