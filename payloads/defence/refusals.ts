import { layersOf } from "../decoders/decode";

/**
 * Configurations of resolvers and proxies that refuse the hosts that they name, in several lines: what a line names, another refuses.
 * Nothing is said of what else such a file holds.
 */

/** A line of CoreDNS's plugin `template` that gives no address. Without `fallthrough` nobody else answers (coredns.io/plugins/template). */
const answersNothing = /^(?:rcode (?:NXDOMAIN|REFUSED|SERVFAIL)|(?:match|authority|ederror|#).*|)$/i;
const template = /^[ \t]*template(?:[ \t]+(?:IN|CH|ANY)[ \t]+[A-Z]+)(?:[ \t]+[\w.-]+)*[ \t]*\{([^{}]*)\}[ \t]*$/gim;
/** A server block: its zones, with ports, and its plugins. Only those that give no answer of their own may stand beside what refuses. */
const server = /^[ \t]*[\w.:/-]+(?:[ \t,]+[\w.:/-]+)*[ \t]*\{([^{}]*)\}/gm;
const answersNeither = /^(?:(?:errors|log|cache|loadbalance|loop|reload|ready|health|prometheus|bufsize)\b.*|#.*|)$/;
/** What a template that refuses leaves behind. */
const refused = "\u0000";

/** A list of hosts of Squid's (squid-cache.org/Doc/config/acl). */
const list = /^[ \t]*acl[ \t]+([\w-]+)[ \t]+dstdom(?:ain|_regex)\b.*$/gm;

const lines = (text: string): string[] => text.split(/\r?\n/).map(line => line.trim());

/** A configuration without the hosts that it refuses. */
const withoutRefusals = (content: string): string => withoutLists(withoutZones(content));

function withoutZones(content: string): string {
  if (!/\brcode\b/i.test(content)) return content;
  const templates = content.replace(template, (all: string, body: string) => {
    const written = lines(body);
    return written.every(line => answersNothing.test(line)) && written.some(line => /^rcode/i.test(line))
      ? refused
      : all;
  });
  return templates
    .replace(server, (all: string, body: string) =>
      body.includes(refused) && lines(body.replaceAll(refused, "")).every(line => answersNeither.test(line)) ? "" : all,
    )
    .replaceAll(refused, "");
}

function withoutLists(content: string): string {
  if (!/^[ \t]*acl[ \t]/m.test(content)) return content;
  /** Of each word of a line that is no list: whether all such lines refuse what is in the list of that name. */
  const denied = new Map<string, boolean>();
  for (const line of lines(content)) {
    if (/^(?:#|acl\s)/.test(line)) continue;
    const [directive, effect, ...lists] = line.split(/\s+/);
    const named = new Set(directive === "http_access" && effect === "deny" ? lists : []);
    for (const word of line.split(/[\s!]+/)) denied.set(word, named.has(word) && denied.get(word) !== false);
  }
  return content.replace(list, (all: string, name: string) => (denied.get(name) ? "" : all));
}

/**
 * True when all that matters in a file is named there to be refused, and nothing is packed in the rest of it.
 * @param matters whether a text holds what is looked for
 */
export function onlyRefusesHosts(content: string, matters: (text: string) => boolean): boolean {
  const rest = withoutRefusals(content);
  return rest !== content && !matters(rest) && layersOf(rest).texts.length === 1;
}
