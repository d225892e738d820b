/** What a script does with a size that it names in one place and orders, or refuses, in another. */

/** The functions of a shell or of PowerShell: `create() {`, `function New-Worker($name, $size) {`. */
const definition =
  /(?:^|[\n;])[ \t]*(?:function[ \t]+([\w-]{1,60})[ \t]*(?:\([^)\n]{0,200}\))?|([\w-]{1,60})[ \t]*\([ \t]*\))[ \t\n]{0,20}\{/gi;
/** How much of a function is looked at. */
const longestBody = 1500;
/** More functions than this are no work of a person. */
const mostFunctions = 200;

/** What a pipe hands to a command, as the arguments of it. */
const intoArguments = /^["']?[ \t]*\|[ \t]*xargs\b[^\n]{0,400}/;
/** The lines of a heredoc that a loop reads, up to a place. */
const readByLoop = /\bdone[ \t]*<<-?[ \t]*["']?\w{1,40}["']?[ \t]*\n(?:[\w ,.\t-]{0,200}\n){0,50}[\w ,.\t-]{0,200}$/;

/**
 * True when a size at text[at..end] is handed to what creates machines: it is an argument of a function that does, is piped into such a
 * command, or stands in a list that a loop reads.
 * @param command what stands before it in its command
 * @param creates finds what creates machines
 */
export function isHandedOn(text: string, at: number, end: number, command: string, creates: RegExp): boolean {
  const name = /^[\s({]*(?:(?:do|then|else|sudo)[ \t]+)?([\w-]{1,60})[ \t]/.exec(command)?.[1];
  if (name !== undefined && createdBy(text, name, creates)) return true;
  const piped = intoArguments.exec(text.slice(end, end + 500));
  if (piped && creates.test(piped[0])) return true;
  return creates.test(text) && readByLoop.test(text.slice(Math.max(0, at - 2000), at));
}

/** Whether a function of this name creates machines. */
function createdBy(text: string, name: string, creates: RegExp): boolean {
  let left = mostFunctions;
  for (const { index, 0: head, 1: one, 2: other } of text.matchAll(definition)) {
    if (left-- === 0) return false;
    if ((one ?? other)?.toLowerCase() !== name.toLowerCase()) continue;
    const body = text.slice(index + head.length, index + head.length + longestBody);
    if (creates.test(body.split(/\n\}/, 1)[0] ?? "")) return true;
  }
  return false;
}

/** The variable that a value is put into. */
const assigned =
  /(?:^|\s)(?:(?:export|local|readonly|declare -\w+)[ \t]+)?\$?([A-Za-z_]\w{0,60})[ \t]*=[ \t]*@?["'(]*(?:[\w-]+["',\s]{1,5}){0,50}$/;
/** The variable of a loop over values. */
const looped = /\bfor(?:each)?[ \t]*(?:\([ \t]*)?\$?([A-Za-z_]\w{0,60})[ \t]+in\b[^;\n]{0,600}$/i;
/** A comparison into which a decoder has put the first of the values. */
const comparedAsRead = /\bStandard_\w{1,60}["']?[ \t]+-(?:not)?contains\b/i;
/** A command that compares, or that says something to people. */
const comparing = (part: string): boolean => operator.test(part) || speaking.test(part);
const operator = /-(?:not)?(?:contains|in|match|like|eq|ne)\b/i;
const speaking =
  /^[ \t]*(?:(?:if|elif|elseif|while|until|!|then|do)[ \t(]*)*(?:\[\[?[ \t]|case[ \t]|switch[ \t]*\(|grep[ \t]|(?:echo|printf)[ \t][^`>]*(?:>&2[ \t]*)?$|throw[ \t]|Write-(?:Error|Warning|Host)[ \t])/i;
const loop = /\bfor(?:each)?[ \t]*(?:\([ \t]*)?\$?(\w{1,60})[ \t]+in\b/i;

/**
 * True when a script puts a size into a variable, and does nothing with that but compare: a list of what it refuses. Where a decoder has put
 * the size in the variable's place, what is there is judged by itself.
 */
export function isOnlyCompared(text: string, command: string, size: string): boolean {
  const [, variable] = assigned.exec(command) ?? looped.exec(command) ?? [];
  if (variable === undefined || /\bexport[ \t]/.test(command)) return false;
  const isReadElsewhere = comparedAsRead.test(text) || text.indexOf(size) !== text.lastIndexOf(size);
  return isCompared(text, variable, 0, isReadElsewhere);
}

/** @param unused what it means that nothing uses the variable */
function isCompared(text: string, variable: string, depth: number, unused: boolean): boolean {
  const use = new RegExp(String.raw`\$[!#]?${variable}(?![\w-])(?![ \t]*=[^=~])`, "i");
  let uses = 0;
  for (const part of text.replace(/\$\{([^{}\n]{1,100})\}/g, "$$$1 ").split(/[\n;{}]|&&|\|\|/)) {
    if (!use.test(part)) continue;
    uses++;
    const [, each] = loop.exec(part) ?? [];
    if (each !== undefined ? depth > 0 || !isCompared(text, each, depth + 1, false) : !comparing(part)) return false;
  }
  return uses > 0 || unused;
}
