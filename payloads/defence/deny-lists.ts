import { isListOfHosts, refusal } from "./formats";
import { readsInto } from "./only-refuses";

/** A list of hosts that are refused, over several lines or in a loop. */
export interface DenyList {
  readonly start: number;
  readonly end: number;
  readonly instead: string;
  /** The variable that holds the list, or each of its hosts in turn; `undefined` where it is data and no variable. */
  readonly variable: string | undefined;
}

/** A line that begins a list: `BLOCKED_DOMAINS=(`, `$denied = @(`, `blocked:`, `"denyFqdns": [`. What ends the list depends on its last sign. */
const heading =
  /^([ \t]*)(?:-[ \t]+)?(\$?)["']?([A-Za-z_][\w-]{0,60})["']?[ \t]*(?:=[ \t]*(@?\(|\[|["'])|:(?:[ \t]*(\[))?)[ \t]*(?:#.*)?$/gm;
const ends: Readonly<Record<string, RegExp>> = {
  "(": /^[ \t]*\)/,
  "@(": /^[ \t]*\)/,
  "[": /^[ \t]*\]/,
  '"': /^[ \t]*"/,
  "'": /^[ \t]*'/,
};

/** A loop over words in its first line: `for host in a.contoso.com b.contoso.com; do`. */
const loop = /\bfor ([A-Za-z_]\w{0,40}) in ((?:(?!for )[\w."' \t-]){1,2000})[;\n]/g;
/** The same in PowerShell: `foreach ($host in 'a.contoso.com', 'b.contoso.com') {`. */
const windowsLoop = /\bforeach[ \t]*\([ \t]*\$([A-Za-z_]\w{0,40})[ \t]+in[ \t]+@?\(?(["'][\w.,"' \t*-]{1,2000})\)/gi;
/** A list of words in one line: `MINERS="xmrig minerd"`, `MINERS='xmrig|minerd'`, `$miners = @('xmrig', 'minerd')`. */
const oneLine =
  /^[ \t]*(?:(?:export|local|readonly|declare -\w+)[ \t]+)?\$?([A-Za-z_]\w{0,40})[ \t]*=[ \t]*@?[("']([\w.,"'| \t-]{1,2000})[)"'][ \t]*(?:;[ \t]*)?$/gm;
const itemsByName = /\$\{?(?:PSItem|input)\b|-PipelineVariable\b/i;
/** Words that a pipe hands to a loop, one by one: `'xmrig', 'minerd' | ForEach-Object {`. */
const pipedWords =
  /^[ \t]*((["'])[\w.*-]{1,100}\2(?:,[ \t]*\2[\w.*-]{1,100}\2){0,200})[ \t]*\|[ \t]*(?:ForEach-Object|%)[ \t]*\{/gim;
/** A list over several lines, whatever it is called: `POOLS="` and a host a line, `pools=(…)`, `$pools = @(…)`. */
const severalLines =
  /^[ \t]*(?:(?:local|readonly)[ \t]+)?\$?([A-Za-z_]\w{0,40})[ \t]*=[ \t]*(?:(["'])([\w.*\s\\-]{3,20000}?)\2|@?\(([\w.*"',\s-]{3,20000}?)\))[ \t]*(?:;[ \t]*)?$/gm;
/** A flag is no word of a list. */
const flag = /(?:^|[\s"',])-/;

/** A rule of a firewall or a resolver in Azure that refuses: its hosts, in a command that may go on over lines. */
const azRule =
  /\baz (?:network firewall|dns-resolver domain-list)\b(?:[^\n;|&]|\\\n){0,600}?--(?:target-fqdns|destination-fqdns|fqdns|domains)[ \t=]+((?:[\w"'*.[\],-]|[ \t]+(?!-)|\\\n[ \t]*(?!-)){4,4000})/g;

/** A list in a heredoc that a loop reads: `while read -r host; do …; done <<EOF`, `cat <<EOF | while read host; do …`. */
const heredoc =
  /^([^\n]{0,300})<<-?[ \t]*(["']?)([A-Za-z_]\w{0,40})\2([^\n]{0,300})\n([\w.*\s-]{3,20000}?)\n[ \t]*\3[ \t]*$/gm;

/** A rule of Windows that refuses what it names. What stands in brackets would run, but for a list or a look-up. */
const windowsRule =
  /\b(?:New-NetFirewallRule|Add-DnsServerQueryResolutionPolicy|Add-DnsClientNrptRule)\b((?:[^\n;|&({`]|@\(|\(Resolve-DnsName [\w.'"-]+\)|`\r?\n){1,1500})/gi;
const windowsRefusal =
  /-Action[ :]+["']?(?:Block|Deny|Ignore)\b|-NameServers?[ :]+["']?(?:0\.0\.0\.0|127\.0\.0\.1|::1?)(?![\d.])/i;

/** Hosts that a rule of Azure's firewall names: whether it refuses them says its collection, which stands elsewhere. */
const azureRule =
  /\bNew-AzFirewall(?:Policy)?ApplicationRule\b[^\n;|&({`]{0,600}?-TargetFqdn[ :]+(@?\(?["'][\w.*,"' \t-]{3,4000}["'])/gi;
const collectionRefuses = /-ActionType[ :]+["']?Deny\b/i;
const collectionAllows = /-ActionType[ :]+["']?(?!Deny\b)/i;

/** Hosts in a set of nftables: whatever is done with a set, nothing connects to what is in it. */
const firewallSet = /\bnft (?:add|insert) element [\w ]{1,80} ["']?\\?\{([\w., \t-]{3,4000})\\?\}/g;

/** The deny lists of a text. */
export function* denyLists(text: string): Generator<DenyList> {
  for (const { index, 0: all, 1: indent = "", 2: dollar, 3: name = "", 4: opened, 5: bracket } of text.matchAll(
    heading,
  )) {
    if (!refusal.test(name.replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " "))) continue;
    const start = index + all.length + 1;
    const sign = opened ?? bracket;
    const end = endOfList(text, start, sign === undefined ? undefined : ends[sign], indent.length);
    if (end === undefined) continue;
    const items = text.slice(start, end);
    // a list of a program may have several in a line
    if (!isListOfHosts(opened === undefined ? items : items.replace(/[ \t]#.*/g, "").replace(/[ \t,]+/g, "\n")))
      continue;
    yield { start, end, instead: "", variable: opened === undefined && !dollar ? undefined : name };
  }
  for (const pattern of [loop, windowsLoop, oneLine])
    for (const { index, 0: all, 1: variable = "", 2: words = "" } of text.matchAll(pattern)) {
      if (flag.test(words)) continue;
      const start = index + all.indexOf(words, all.indexOf(variable) + variable.length);
      yield { start, end: start + words.length, instead: "none", variable };
    }
  // a word that a pipe hands on has other names, too
  for (const { index, 0: all, 1: words = "" } of itemsByName.test(text) ? [] : text.matchAll(pipedWords)) {
    const start = index + all.indexOf(words);
    yield { start, end: start + words.length, instead: "'none'", variable: "_" };
  }
  yield* listsOverLines(text);
  yield* rules(text);
}

/** Rules of firewalls and resolvers that refuse the hosts in them. */
function* rules(text: string): Generator<DenyList> {
  for (const { index, 0: all, 1: hosts = "" } of text.matchAll(firewallSet)) {
    const start = index + all.lastIndexOf(hosts);
    yield { start, end: start + hosts.length, instead: " none ", variable: undefined };
  }
  if (collectionRefuses.test(text) && !collectionAllows.test(text))
    for (const { index, 0: all, 1: hosts = "" } of text.matchAll(azureRule)) {
      const end = index + all.length;
      yield { start: end - hosts.length, end, instead: "none", variable: undefined };
    }
  for (const { index, 0: all, 1: said = "" } of text.matchAll(windowsRule)) {
    const end = index + all.length;
    if (windowsRefusal.test(said) && !/[({]/.test(text.charAt(end)))
      yield { start: end - said.length, end, instead: " ", variable: undefined };
  }
  for (const { index, 0: all, 1: hosts = "" } of text.matchAll(azRule)) {
    const command =
      text
        .slice(index, index + all.length + 600)
        .replace(/\\\n/g, " ")
        .split(/[\n;|&]/, 1)[0] ?? "";
    if (!/ dns-resolver /.test(command) && !/--action[ =]+["']?deny\b/i.test(command)) continue;
    const end = index + all.length;
    yield { start: end - hosts.length, end, instead: "none ", variable: undefined };
  }
}

/** More lists than this are no work of a person, and to find the uses of each takes a look at the whole text. */
const mostLists = 100;

/** Lists that only their use tells, so they are used, and by nobody who gets them in another way than by their name. */
function* listsOverLines(text: string): Generator<DenyList> {
  let left = mostLists;
  for (const { index, 0: all, 1: variable = "", 3: quoted, 4: listed } of text.matchAll(severalLines)) {
    const words = quoted ?? listed ?? "";
    if (!words.includes("\n") || !areHosts(words)) continue;
    if (left-- === 0) return;
    if (!isUsedByName(text, variable)) continue;
    const start = index + all.lastIndexOf(words);
    yield { start, end: start + words.length, instead: "none", variable };
  }
  for (const { index, 0: all, 1: before = "", 3: tag = "", 4: after = "", 5: words = "" } of text.matchAll(heredoc)) {
    if (!areHosts(words)) continue;
    if (left-- <= 0) return;
    const loops = /\bdone\b/.test(before) ? text.slice(0, index + before.length) : /^[ \t]*\|/.test(after) ? after : "";
    const variable = [...loops.matchAll(readsInto)].at(-1)?.[1];
    if (variable === undefined || !isUsedByName(text, variable)) continue;
    const start = index + all.lastIndexOf(words);
    yield { start, end: start + words.length, instead: tag, variable };
  }
}

const areHosts = (words: string): boolean =>
  isListOfHosts(
    words
      .replace(/["',\\]+/g, " ")
      .trim()
      .replace(/\s+/g, "\n"),
  );

/** Whether a text uses a variable by its name, and gives it to no program in another way. */
export const isUsedByName = (text: string, variable: string): boolean =>
  new RegExp(String.raw`\$\{?[!#]?${variable}\b`).test(text) &&
  !/\bset -a\b/.test(text) &&
  !text.split("\n").some(line => {
    const at = line.search(/\b(?:export|declare|typeset|eval|env)\b/);
    return at >= 0 && new RegExp(String.raw`\b${variable}\b`).test(line.slice(at));
  });

/** The longest list that is read. */
const mostLines = 5000;

/** Where a list ends: at its closing sign or, in YAML, at the first line that is not indented further. */
function endOfList(text: string, start: number, closing: RegExp | undefined, indent: number): number | undefined {
  let at = start;
  for (let lines = 0; lines < mostLines && at < text.length; lines++) {
    const next = text.indexOf("\n", at);
    const line = text.slice(at, next < 0 ? text.length : next);
    if (closing ? closing.test(line) : !/^[ \t]*(?:#|$)/.test(line) && !isItem(line, indent)) return at;
    if (closing && !/^[ \t]*(?:#.*|["']?[*|.\w^-][^;$`()]*)?$/.test(line)) return undefined;
    if (next < 0) return closing ? undefined : text.length;
    at = next + 1;
  }
  return closing ? undefined : at;
}

/** An item of a list of YAML may stand as far left as the list's key. */
const isItem = (line: string, indent: number): boolean => {
  const [, blanks = "", dash] = /^([ \t]*)(-[ \t])?/.exec(line) ?? [];
  return dash !== undefined && blanks.length >= indent;
};
