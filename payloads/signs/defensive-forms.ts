/**
 * A form of text that names a pool to block it or a miner to remove it. For example, `0.0.0.0 pool.contoso.com` blocks a pool, and
 * `systemctl disable xmrig` removes a miner. Two patterns describe a form: the text before the name and the text after it.
 */
type Form = readonly [before: RegExp, after: RegExp];

/** How many characters before and after a name are looked at. */
const context = 160;

/** The beginning of a command. */
const command = String.raw`(?:[\n;&|({]|\b(?:then|do|else|sudo))[ \t]*`;
const form = (before: string, after: string): Form => [new RegExp(`${before}$`), new RegExp(`^${after}`)];
/** Arguments of one command. None of them is run by a shell. */
const args = `[^\\n;&|\`$(){}<>]{0,${context}}`;
/** The same with brackets that group them: `\( -name a -o -name b \)`. */
const grouped = `(?:[^\\n;&|\`$(){}<>\\\\]|\\\\[()]){0,${context}}`;
/** The beginning of a test. */
const test = `(?:${command}|\\b(?:if|elif|while|until|!) )`;
/** Names in a pattern, one of which is looked for. */
const pattern = String.raw`[\w|.*^$\\+-]*`;

/** Forms that block a pool. None of them gives the host to a program that would connect to it. */
const blockedPool: readonly Form[] = [
  // a line of a hosts file, or a command that writes such a line
  form(String.raw`(?:[\n"']|\\n|\x60n|\becho )[ \t]*(?:0\.0\.0\.0|127\.0\.0\.1|::1?)(?:[ \t]+|\\t)`, ""),
  // dnsmasq, unbound, response policy zones, Adblock
  form(String.raw`\n[ \t]*(?:address|server)=/`, String.raw`/(?:0\.0\.0\.0|127\.0\.0\.1|::1?|#)?\s`),
  form(String.raw`\n[ \t]*local-zone: ?"?`, String.raw`\.?"? (?:(?:always_)?(?:nxdomain|refuse|null|deny)|static)\s`),
  form(String.raw`\n(?:\*\.)?`, String.raw`\.?[ \t]+(?:IN[ \t]+)?CNAME[ \t]+\.\s`),
  form(String.raw`\n\|\|`, String.raw`\^`),
  form(
    `${command}(?:ip6?tables|firewall-cmd) ${args}(?:-d|--destination|--string)[ =]["']?`,
    `["']?${args} (?:-j|--jump) (?:DROP|REJECT)\\s`,
  ),
  // a pattern of STIX, which an indicator of Sentinel has
  form(String.raw`\[(?:domain-name|url):value ?= ?\\?'`, String.raw`\\?'\]`),
];

/** Forms of commands that find, stop or delete a miner. The commands can do other things too, but in none of these forms do they run it. */
const removedMiner: readonly Form[] = [
  form(`${command}find ${grouped}-i?name ["']?\\*?`, `${grouped} -delete[ \\t]*[\\n;&|)]`),
  // tests of a file and of a text, which run neither
  form(`${test}\\[ (?:! )?-[a-z] ["']?[\\w/.~$-]*`, `[\\w.-]*["']? \\]`),
  form(`${test}\\[\\[ [^\\n;|&]{0,${context}}=~ ["']?${pattern}`, `${pattern}["']? \\]\\]`),
  form(
    `[\\n;&|({][ \\t]*awk (?:-F\\S+ )?'(?:\\$\\w+ ?~ ?)?/${pattern}`,
    `${pattern}/[ \\t]*(?:\\{ ?print(?: \\$\\w+(?:, ?\\$\\w+)*)?;? ?\\})?'`,
  ),
  form(
    `${command}(?:docker|podman|nerdctl) (?:stop|kill|rm|rmi)(?: (?:-f|--force))? [\\w./:-]*`,
    `[\\w./:-]*[ \\t]*[\\n;&|)]`,
  ),
  form(
    `\\b(?:docker|podman|nerdctl) (?:ps|images|container ls|image ls)\\b[^\\n;|&]{0,${context}}(?:-f|--filter)[ =]["']?(?:ancestor|name|reference)=[\\w./:-]*`,
    "",
  ),
  form(`${command}sed (?:-[\\w.-]+ ){0,20}["']/[\\w.*^-]*`, `[\\w.*$-]*/d["']`),
  form(`${command}systemctl (?:-[\\w=-]+ ){0,20}(?:stop|disable|mask|kill) (?:[\\w.@-]+ ){0,40}`, ""),
  form(`${command}service `, " stop\\s"),
  form(`${command}logger (?:-[pt] [\\w.]+ ){0,20}["'][\\w ,:]*`, `[\\w ,:.!]*["']`),
  form(
    String.raw`(?:\$_\.\w+|\b[Ww]here-Object \w+) -[ic]?(?:match|like|eq|in|contains) @?\(?(?:["'][\w*|.\\+-]*["'], ?)*["'][\w*|.\\+-]*`,
    String.raw`[\w*|.\\+-]*["']`,
  ),
];

/** A function that tells whether the name at text[at..end] is in one of the forms. The text consists of whole lines. */
const inOneOf =
  (forms: readonly Form[]) =>
  (text: string, at: number, end: number): boolean => {
    const before = at < context ? `\n${text.slice(0, at)}` : text.slice(at - context, at);
    const after = end + context > text.length ? `${text.slice(end)}\n` : text.slice(end, end + context);
    return forms.some(form => form[0].test(before) && form[1].test(after));
  };

/** True when the pool named at text[at..end] is blocked, not used, as in a line of a hosts file: `0.0.0.0 pool.contoso.com`. */
export const isBlocked = inOneOf(blockedPool);

/** True when the miner named at text[at..end] is searched for or removed, not run, as in `sed -i '/xmrig/d' /etc/crontab`. */
export const isRemoved = inOneOf(removedMiner);
