/** Forms of text that name a pool or a miner to be rid of it: what stands before the name, and what behind. */
type Form = readonly [before: RegExp, behind: RegExp];

/** How much of the text around a name is looked at. */
const sight = 160;

/** Where a command begins. */
const command = String.raw`(?:[\n;&|({]|\b(?:then|do|else|sudo))[ \t]*`;
const form = (before: string, behind: string): Form => [new RegExp(`${before}$`), new RegExp(`^${behind}`)];
/** Arguments of one command, of which none is run. */
const args = "[^\\n;&|`$(){}<>]*";

/** Pools that are shut off. None of these forms gives a host to a program that would connect to it. */
const shutOff: readonly Form[] = [
  // a line of a hosts file, or one that is written into it
  form(String.raw`(?:[\n"']|\\n|\x60n|\becho )[ \t]*(?:0\.0\.0\.0|127\.0\.0\.1|::1?)(?:[ \t]+|\\t)`, ""),
  // dnsmasq, unbound, response policy zones, Adblock
  form(String.raw`\n[ \t]*(?:address|server)=/`, String.raw`/(?:0\.0\.0\.0|127\.0\.0\.1|::1?|#)?\s`),
  form(String.raw`\n[ \t]*local-zone: ?"?`, String.raw`\.?"? (?:(?:always_)?(?:nxdomain|refuse|null|deny)|static)\s`),
  form(String.raw`\n(?:\*\.)?`, String.raw`\.?[ \t]+(?:IN[ \t]+)?CNAME[ \t]+\.\s`),
  form(String.raw`\n\|\|`, String.raw`\^`),
  form(
    `${command}ip6?tables ${args}(?:-d|--destination|--string)[ =]["']?`,
    `["']?${args} (?:-j|--jump) (?:DROP|REJECT)\\s`,
  ),
];

/** Miners that are looked for or removed by commands that can do other things too. None of these forms runs them. */
const removed: readonly Form[] = [
  form(`${command}find ${args}-i?name ["']?\\*?`, `${args} -delete[ \\t]*[\\n;&|)]`),
  form(`${command}sed (?:-[\\w.-]+ )*["']/[\\w.*^-]*`, `[\\w.*$-]*/d["']`),
  form(`${command}systemctl (?:--?[\\w=-]+ )*(?:stop|disable|mask|kill) (?:[\\w.@-]+ )*`, ""),
  form(`${command}service `, " stop\\s"),
  form(`${command}logger (?:-[pt] [\\w.]+ )*["'][\\w ,:]*`, `[\\w ,:.!]*["']`),
  form(String.raw`\$_\.\w+ -i?(?:match|like|eq) ["'][\w*|.-]*`, `[\\w*|.-]*["']`),
];

const has =
  (forms: readonly Form[]) =>
  (text: string, at: number, end: number): boolean => {
    // the text is made of whole lines
    const before = at < sight ? `\n${text.slice(0, at)}` : text.slice(at - sight, at);
    const behind = end + sight > text.length ? `${text.slice(end)}\n` : text.slice(end, end + sight);
    return forms.some(form => form[0].test(before) && form[1].test(behind));
  };

/** Whether the pool that stands from `at` to `end` is shut off there. */
export const isShutOff = has(shutOff);

/** Whether the miner that stands from `at` to `end` is looked for or removed there. */
export const isRemoved = has(removed);
