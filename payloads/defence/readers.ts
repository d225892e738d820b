import { tailWithout } from "../tail";
import { namesByPattern } from "./globs";

/** What a text does with a file besides writing it. */

/**
 * Commands that are given the path of a detector's or a resolver's file and run nothing of it: they make, check, protect or restart. What
 * prints a file, such as `cat` or `grep`, is not among them, since its output goes anywhere.
 */
const harmless = new Set(
  (
    "mkdir chmod chown chgrp touch stat test [ [[ ls restorecon systemctl service cat> tee " +
    "falco falcoctl yara yarac sigma suricata suricata-update suricatasc snort auditctl augenrules osqueryctl " +
    "wazuh-control ossec-control wazuh-logtest promtool unbound unbound-checkconf unbound-control unbound-anchor dnsmasq pihole " +
    "named-checkconf named-checkzone rndc squid nft test-path new-item icacls"
  ).split(" "),
);
/** Words before a command. */
const prelude = /^(?:sudo|if|then|else|do|while|until|!|time|nohup|-)$/;
/** Folders of commands that nobody but root may write. */
const systemFolder = /^(?:\/usr\/(?:local\/)?s?bin\/|\/s?bin\/|\/var\/ossec\/bin\/|\/opt\/pihole\/)/;

/** What a script calls itself and its data, so that it can read what it wrote as a comment or a file. */
const itself =
  /\$(?:0\b|\{0\}|\{?BASH_SOURCE|PSCommandPath|MyInvocation|PSScriptRoot)|\/var\/lib\/(?:cloud|waagent)|\/proc\/(?:self|\$\$)|user-data\.txt|CustomData\.bin/i;

/** Commands that look through the whole machine and hand on what they find. */
const everywhere = (text: string): boolean =>
  after(text, /[\n;|]/, /\b(?:e?grep|rgrep|rg) /, /[ \t]\/(?=[\s)'"]|$)/) ||
  after(text, /[\n;]/, /\bfind[ \t]+\/[ \t]/, /-exec|xargs|-print0/);

/** Whether one thing stands behind another in a part of a text. What stands behind any of the first stands behind the very first. */
const after = (text: string, between: RegExp, first: RegExp, second: RegExp): boolean =>
  first.test(text) &&
  text.split(between).some(part => {
    const found = first.exec(part);
    return found !== null && second.test(part.slice(found.index + found[0].length));
  });

/** Names of commands that are given another meaning, so that none of them can be trusted. */
const renamed =
  /(?:^|[\s;&|])(?:function[ \t]+)?(?:echo|printf|wall|write|logger|mailx?|sendmail|systemd-cat|curl|tee|cat|az|mkdir|chmod|chown|falco\w*|yarac?|suricata\w*|unbound\w*|dnsmasq|pihole|iptables|ufw|Write-\w+|Set-Content|Add-Content|Add-DnsServer\w+|New-Net\w+)[ \t]*\([ \t]*\)[ \t]*\{|\bfunction[ \t]+(?:Add-Content|Add-DnsServer\w+|New-Net\w+|Out-File|Set-Content|Write-\w+)\b|\b(?:alias|Set-Alias)[ \t]|\bPATH=["']?(?!\$|\/usr\/|\/s?bin\b|\/snap\/)/im;

/** A group of commands whose output goes to another. */
const pipedGroup = /(?:[})]|\b(?:done|fi|esac))[ \t]*\|(?!\|)/;

/**
 * True when a text may read one of the files, other than by a command that is known to run nothing of it. The text is what is left
 * when the files have been taken out.
 */
export function mayRead(text: string, places: readonly string[]): boolean {
  if ([itself, pipedGroup, renamed].some(sign => sign.test(text)) || everywhere(text)) return true;
  return places.some(place => namesOf(place).some(name => isNamed(text, name))) || namesByPattern(text, places);
}

/** The names by which a command can reach a file: its own, and those of its folders. */
function namesOf(place: string): readonly string[] {
  const parts = place.split(/[/\\]/).filter(part => part !== "");
  if (parts.length === 0) return [];
  const folders = parts.slice(0, -1).map((_, i) => place.slice(0, place.indexOf(parts[i]!) + parts[i]!.length));
  return [parts.at(-1)!, ...folders.filter(folder => /[/\\]/.test(folder))];
}

/** A file that is named more often than this is taken for read: to see what is done with it takes a look at each place. */
const mostNamed = 500;

function isNamed(text: string, name: string): boolean {
  let left = mostNamed;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    if (left-- === 0) return true;
    const end = at + name.length;
    // part of another name, or a folder on the way to another file
    if (/[\w-]/.test(text[at - 1] ?? "") && /[\w-]/.test(name[0]!)) continue;
    if (/[\w.-]/.test(text[end] ?? "") || (/^[/\\]\w/.test(text.slice(end, end + 2)) && name.includes("/"))) continue;
    if (!isHarmless(text, at, end)) return true;
  }
  return false;
}

/** Whether the name at text[at..end] is written to, or given to a harmless command. */
function isHarmless(text: string, at: number, end: number): boolean {
  const before = text.slice(Math.max(text.lastIndexOf("\n", at - 1) + 1, at - 400), at);
  const after = /^[^\n]{0,400}/.exec(text.slice(end, end + 400))?.[0] ?? "";
  if (/\|(?!\|)(?![ \t]*(?:sudo )?tee\b)/.test(after)) return false;
  // its name in the object that holds it, the key of a cloud-config's file, or what a heredoc is
  // written to
  if (/^"?[ \t]*:(?!\d)/.test(after) && /"$/.test(before)) return true;
  if (/^[ \t]*(?:-[ \t]+)?path:[ \t]*["']?[^\s"']*$/.test(before)) return true;
  if (/(?:^|[^-\d&])>{1,2}[ \t]*["']?[^\s"'|;&>]*$/.test(before) && !/[<|`]|\$\(/.test(before)) return true;
  if (/^[^\n]*<<-?[ \t]*["']?\w/.test(after) && /\b(?:cat|tee)\b/.test(before)) return true;
  if (/\|[ \t]*(?:Set-Content|Add-Content|Out-File)\b[^|]*$/i.test(before) && /^[ \t]*["']@/.test(before)) return true;
  const segment = tailWithout(before, /[;&|(){}`]/);
  if (/[(`]$/.test(before.slice(0, before.length - segment.length))) return false;
  const words = segment
    .replace(/["',[\]]+/g, " ")
    .trim()
    .split(/\s+/);
  const command = words.find(word => !prelude.test(word)) ?? "";
  return harmless.has(command.toLowerCase().replace(systemFolder, ""));
}
