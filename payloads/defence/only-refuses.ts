import { isProse } from "./messages";

/** What a loop reads each line into: `while read -r host`. */
export const readsInto = /\bwhile\b[^\n;]{0,100}\bread\b(?:[ \t]+-\w+){0,8}[ \t]+(\w+)/g;

/** Commands that shut hosts off, or put them on the list of something that does. */
const refusing =
  /(?:^|[\s;&|(/])(?:ip6?tables|nft|ufw|firewall-cmd|ipset|pihole|ip(?: -6)? route add (?:blackhole|unreachable|prohibit)|New-NetFirewallRule|Add-DnsServer\w+|Add-DnsClientNrptRule|New-Az(?:Firewall|DnsResolver)\w*|az network \w+)\s/i;
const noting =
  /(?:^|[\s;&|({])(?:echo|printf|throw|Add-Content|Out-File|Write-(?:Host|Output|Warning|Error|Verbose))\s/i;
/** What is noted of a host that is refused: where it is sent, or that it is. */
const refusedAs =
  /(?:0\.0\.0\.0|127\.0\.0\.1|::1?[ \t]|address=\/|server=\/|local-(?:zone|data)|zone |CNAME|\|\||den(?:y|ied)|block|drop|reject)/i;
const intoFile = />>?[ \t]*["']?[\w/$]|\|[ \t]*(?:sudo )?tee\b|Add-Content|Out-File|\bWrite-/i;

/** The first line of a loop: its variable, and what it goes through. */
const loopLine = /\bfor(?:each)?[ \t]*(?:\([ \t]*)?\$?(\w+)[ \t]+in\b((?:\$\{|'\{[^'\n]{0,200}'|[^;\n{])*)/g;
/** A loop that is given what it goes through: by a pipe before it, or by a here-string behind it. */
const pipedLoop =
  /^([^|\n;]*)\|[ \t]*(?:while\b[^\n;]*\bread\b(?:[ \t]+-\w+){0,8}[ \t]+(\w+)|(?:ForEach-Object|%)[ \t]*\{)/i;
const hereString = /\bdone[ \t]*<<<[ \t]*["']?\$\{?\w+\}?["']?/;

/** True when a script uses a variable for nothing but to refuse the hosts in it. */
export function onlyRefuses(text: string, variable: string, depth = 0): boolean {
  // PowerShell writes the name with a dollar where it is set, too
  const use = new RegExp(String.raw`\$\{?[!#]?${variable}(?![\w-])(?![ \t]*=[^=])`);
  const refusesEach = (each: string) => depth <= 1 && onlyRefuses(text, each, depth + 1);
  for (const written of text.split("\n")) {
    if (!use.test(written)) continue;
    let line = written;
    for (const [head, each = "", through = ""] of written.matchAll(loopLine)) {
      if (use.test(through) && !refusesEach(each)) return false;
      line = line.replace(head, "");
    }
    const [piped = "", given = "", into = "_"] = pipedLoop.exec(line) ?? [];
    if (piped && isShown.test(given) && (!use.test(given) || refusesEach(into))) line = line.slice(piped.length);
    const [here = ""] = hereString.exec(line) ?? [];
    if (use.test(here)) {
      if (![...text.matchAll(readsInto)].every(([, name = ""]) => refusesEach(name))) return false;
      line = line.replace(here, "");
    }
    if (line.split(/;|(?<![$'])\{|&&|\|\|/).some(part => use.test(part) && !pipeRefuses(part, use))) return false;
  }
  return true;
}

/** What hands a list to a loop and does nothing else with it. */
const isShown =
  /^[ \t]*(?:(?:echo|printf)[ \t][^`(]*|cat[ \t]*<<[^`(]*|\$\w+[ \t]*|(["'])[\w.*-]+\1(?:,[ \t]*\1[\w.*-]+\1)*[ \t]*)$/;

/** Commands that find, stop or delete what is named after them. */
const removing =
  /^[ \t]*(?:(?:if|while|until|then|do|else|!|sudo)[ \t]+)*(?:pkill|killall|pgrep|kill|rm|e?grep|logger|systemctl (?:-[\w=-]+ )*(?:stop|disable|mask|kill)|chattr|Stop-Process|Get-Process|Remove-Item)\s/i;
/** Commands that look whether a host can be reached. What they find goes nowhere but to a test. */
const probing =
  /^[ \t]*(?:(?:if|while|until|then|do|else|!|sudo)[ \t(]+)*(?:dig|host|nslookup|getent|ping|nc -z\w*|Test-(?:Net)?Connection|Resolve-DnsName)\s[^>`]*(?:>[ \t]*\/dev\/null[^>`]*)?$/i;
const tests = /^[ \t]*grep[ \t]+-\w*q/;
/** Where what was found may go: to be counted, to be stopped, to people. */
const handsOn =
  /^[ \t]*(?:e?grep\s|awk[ \t]+'\{[ \t]*print[ \t]+\$\d+;?[ \t]*\}'|head\b|tail\b|wc\b|sort\b|uniq\b|cut\s|tr -d\s|xargs[ \t]+(?:-r[ \t]+|-n[ \t]*1[ \t]+|sudo[ \t]+)*kill\b|(?:sudo[ \t]+)?tee\b|logger\b|wall\b|mailx?\b|systemd-cat\b|Stop-Process\b|Remove-Item\b|Out-Null\b|Select-Object\b)/i;

/** What lets through rather than refuse. */
const allowing = /\b(?:accept|allow|permit)\b/i;

/** True when each command of a pipe that uses the variable refuses, and what it puts out runs nowhere. */
function pipeRefuses(commands: string, use: RegExp): boolean {
  const pipe = commands.split("|");
  const isSubstituted = /\$\(|`/.test(commands);
  return pipe.every((command, i) => {
    if (!use.test(command)) return true;
    const rest = pipe.slice(i + 1);
    if (probing.test(command)) return rest.every(next => tests.test(next));
    if (isSubstituted && !isRefusal(command)) return false;
    if (noting.test(` ${command}`) && rest.length === 0 && isProse(said(command))) return true;
    return (
      (isRefusal(command) || (rest.length > 0 && noting.test(` ${command}`) && isNote(command, rest))) &&
      rest.every(next => handsOn.test(next))
    );
  });
}

/** What a command prints. */
const said = (command: string): string => /"([^"]*)"|'([^']*)'/.exec(command)?.slice(1).join("") ?? "";

const isNote = (command: string, rest: readonly string[]): boolean =>
  isProse(said(command)) || (refusedAs.test(command) && intoFile.test(`|${rest.join("|")}`));

const isRefusal = (command: string): boolean =>
  removing.test(command) ||
  (refusing.test(` ${command}`) && !allowing.test(command)) ||
  (noting.test(` ${command}`) && refusedAs.test(command) && intoFile.test(command));
