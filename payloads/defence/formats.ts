/**
 * The formats of files that name miners and pools to find or refuse them. Nothing in such a file is run by the program that reads it.
 *
 * A format is told by its shape, never by its words: a pool's name says nothing of who wrote it down. The shape alone does not make a file
 * harmless either, since a shell or a miner could be given the same file, so `readers.ts` asks who else reads it.
 */
interface Format {
  /** Whose files they are, for those who read this table. */
  readonly of: string;
  /** Every line that is neither blank nor a comment fits this. Without it, only `holds` counts. */
  readonly line?: RegExp;
  /** All of them are found in the file. */
  readonly holds: readonly RegExp[];
}

/** A line of a YAML document: a key of its first level, an item, or something below one. */
const yamlLine = /^(?:---|\.\.\.|[\w-]+:.*|- .*|[ \t]+\S.*)$/;

const formats: readonly Format[] = [
  {
    // falco.org/docs/concepts/rules/basic-elements
    of: "Falco",
    line: /^(?:---|- (?:list|macro|rule|required_\w+|condition|items|desc|append|override): ?.*|[ \t]+\S.*)$/,
    holds: [/^- (?:list|macro|rule): ?\S/m, /^[ \t]+(?:items|condition|output|append|override):/m],
  },
  {
    // sigmahq.io/sigma-specification
    of: "Sigma",
    line: yamlLine,
    holds: [/^logsource:/m, /^detection:/m, /^[ \t]+condition:/m],
  },
  {
    // yara.readthedocs.io/en/stable/writingrules.html
    of: "YARA",
    line: /^(?:(?:(?:private|global) )*rule +\w.*|(?:import|include) ".*"|[{}] *|\/[/*].*|\*\/|[ \t]+\S.*|(?:meta|strings|condition):.*)$/,
    holds: [/^(?:(?:private|global) )*rule +\w+/m, /^[^\S\n\r\u2028\u2029]*condition\s*:/m, /\}\s*$/],
  },
  {
    // documentation.wazuh.com/current/user-manual/ruleset/ruleset-xml-syntax
    of: "Wazuh and OSSEC",
    holds: [/^\s*(?:<!--[^>]*-->\s*)*<(?:group|rule|decoder|var)\b/, /<(?:rule id="\d+"|decoder name=")/, />\s*$/],
  },
  {
    // github.com/elastic/detection-rules: rules in TOML
    of: "Elastic, in TOML",
    holds: [/^\s*(?:#.*\n\s*)*\[(?:metadata|rule)\]/, /^\[rule\]/m, /^(?:query|risk_score|rule_id) *=/m],
  },
  {
    of: "Elastic, exported as JSON",
    holds: [/^\s*\{/, /"rule_id"\s*:/, /"risk_score"\s*:/, /"query"\s*:/, /\}\s*$/],
  },
  {
    // learn.microsoft.com/azure/sentinel/sentinel-yaml-queries
    of: "Sentinel",
    line: yamlLine,
    holds: [/^query: *[|>"']/m, /^(?:severity|queryFrequency|tactics|triggerOperator):/m],
  },
  {
    // docs.suricata.io/en/latest/rules/intro.html; Snort writes the same
    of: "Suricata and Snort",
    line: /^(?=.*\)$)(?:alert|drop|reject\w*|block|pass|log) [\w-]+ \S+ \S+ (?:->|<>) \S+ \S[^\s(]* ?\(.*?\bsid: ?\d+;/,
    holds: [/\bsid: ?\d+;/],
  },
  {
    // prometheus.io/docs/prometheus/latest/configuration/alerting_rules
    of: "Prometheus",
    line: yamlLine,
    holds: [/^groups:/m, /^[ \t]+(?:- )?alert: ?\S/m, /^[ \t]+(?:- )?expr: ?\S/m],
  },
  {
    // osquery.readthedocs.io/en/stable/deployment/configuration: query packs
    of: "osquery",
    holds: [/^\s*\{/, /"(?:queries|schedule)"\s*:\s*\{/, /"query"\s*:\s*"select\b/i, /"interval"\s*:/, /\}\s*$/],
  },
  {
    // man7.org/linux/man-pages/man7/audit.rules.7.html
    of: "auditd",
    line: /^-(?:[awAW] \S.*|[DbfeikrsS]\b.*|-\w.*)$/,
    holds: [/^-[awAW] \S/m],
  },
  {
    // github.com/owasp-modsecurity/ModSecurity/wiki/Reference-Manual-(v3.x); `exec` runs a script
    of: "ModSecurity",
    line: /^(?!.*\bexec:)(?:Sec(?:Rule|Action|Marker|RuleEngine)\b|[ \t]+["']).*$/,
    holds: [/^SecRule\s.*\bid: ?\d+/m],
  },
  {
    // docs.fluentbit.io/manual/pipeline/filters/grep; the input `exec` runs a command
    of: "Fluent Bit",
    line: /^(?:\[(?:SERVICE|INPUT|FILTER|PARSER|OUTPUT)\]|[ \t]+(?!Command\b|Name[ \t]+exec)[\w.]+[ \t]+\S.*)$/i,
    holds: [/^\[FILTER\]/m, /^[ \t]+Name[ \t]+grep\b/im],
  },
  {
    // learn.microsoft.com/sysinternals/downloads/sysmon
    of: "Sysmon",
    holds: [/^\s*(?:<!--[^>]*-->\s*)*<Sysmon\b/, /<EventFiltering\b/, /<\/Sysmon>\s*$/],
  },
  {
    // man7.org/linux/man-pages/man5/apparmor.d.5.html: rules end with a comma
    of: "AppArmor",
    line: /^(?:#?include .*|(?:abi .*,|(?:profile[ \t]|\/)[^,]*\{|\}|[ \t][^;|&`]*[,{}])[ \t]*)$/,
    holds: [/^(?:profile[ \t]|\/)[^,\n\r\u2028\u2029]*\{[ \t]*$/m, /^[ \t]+deny[ \t]/m],
  },
  {
    // man7.org/linux/man-pages/man5/fapolicyd.rules.5.html
    of: "fapolicyd",
    line: /^(?:%\w+=.*|(?:allow|deny)(?:_audit|_syslog|_log)? perm=(?:any|open|execute)\b(?=[^;|&`]*$).*? : [\s\S]*)$/,
    holds: [/^deny\w* perm=/m],
  },
  {
    // unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html
    of: "unbound",
    line: /^[ \t]*(?:server:|local-(?:zone|data): ?["']?[\w.*-].*)$/,
    holds: [
      /^[ \t]*local-(?:zone: ?.*(?:refuse|nxdomain|null|deny|static|redirect)|data: ?.* (?:0\.0\.0\.0|127\.0\.0\.1|::1?))/m,
    ],
  },
  {
    // bind9.readthedocs.io: zones that answer for what is blocked
    of: "BIND",
    line: /^(?:zone "[\w.-]+".*|[ \t]+(?:type|file|allow-\w+|masters|notify) .*|\};?|\/\/.*)$/,
    holds: [/^zone "[\w.-]+"/m, /\bfile "[^"\n]*(?:block|null|empty|sink|rpz|deny)/],
  },
  {
    of: "BIND, as a response policy zone",
    line: /^(?:\$(?:TTL|ORIGIN) .*|@.*|[ \t].*|\*?[\w.-]+\s+(?:\d+\s+)?(?:IN\s+)?(?:CNAME\s+(?:\.|\*\.|rpz-[\w.-]+|(?=[\w-]*(?:sink|block))[\w.-]+)|A+\s+(?:0\.0\.0\.0|127\.0\.0\.1|::1?))\s*)$/,
    holds: [/\b(?:SOA|CNAME)\s/, /\s(?:CNAME\s+\.|CNAME\s+rpz-|A\s+(?:0\.0\.0\.0|127\.0\.0\.1))/],
  },
];

/** Lines that no program takes for more than a remark. `#!` is none, and neither is what cloud-init looks for. */
const remark = /^[ \t]*(?:#(?!!|include|cloud|part-handler).*|;.*|!.*)?$/;

/** A host in a list, with what lists put around it: wildcards, quotes, the addresses that hosts files send it to, a tag of Wazuh's. */
const listedHost =
  /^[ \t]*(?:-[ \t]+)?["']?(?:(?:0\.0\.0\.0|127\.0\.0\.1|::1?)[ \t]+)?(?:\|\||\*\.|\.)?[\w-]+(?:\.[\w-]+)+\.?(?:\^|:[A-Za-z]\w*)?["']?[ \t]*(?:,[ \t]*)?(?:#.*)?$/;
/** The lines of a hosts file that are there anyway. */
const loopback = /^[ \t]*[\d.:a-f]+[ \t]+(?:localhost|ip6-\w+|broadcasthost)\b/;

/** Words of a path or a key that say that what follows is refused. */
export const refusal =
  /(?:^|[^a-z])(?:den(?:y|ied)|block(?:ed|ing|lists?|s)?|black(?:list|hole)(?:ed|s)?|sink(?:hole)?(?:ed|s)?|ban(?:ned)?|reject(?:ed)?|refused?|disallow(?:ed)?|forbid(?:den)?|malicious|ioc|iocs|threats?)(?![a-z])/i;

const resolvers =
  /(?:^|\/)(?:pihole|adguard\w*|blocky|squid|unbound|dnsmasq(?:\.d)?|named|bind|ossec|hosts(?:\.\w+)?)(?:\/|$)/i;

const documentation =
  /(?:^|\/)(?:README|SECURITY|CHANGELOG|NOTICE|motd|issue(?:\.net)?)[\w.-]*$|\.(?:md|rst|adoc|markdown)$/i;

/** Places whose files are run without being named again. */
const runByItself =
  /\/(?:cron[\w.-]*|profile(?:\.d)?|init\.d|rc\d?\.(?:d|local)|systemd|scripts|autostart|sudoers\.d|conf\.d\/supervisor|update-motd\.d|bashrc|zshrc)(?:\/|$)|\/\.\w+rc$|\.(?:sh|bash|py|pl|rb|ps1|psm1|bat|cmd|js|service|timer|path|desktop|exe|bin)$/i;

/** The text without comments that may go on over several lines, as YARA has them. */
function withoutBlockComments(text: string): string {
  let rest = "";
  let at = 0;
  for (;;) {
    const start = text.indexOf("/*", at);
    const end = start < 0 ? -1 : text.indexOf("*/", start + 2);
    if (end < 0) return rest + text.slice(at);
    rest += text.slice(at, start);
    at = end + 2;
  }
}

/** The lines that say something. */
const significant = (content: string): string[] =>
  withoutBlockComments(content)
    .split("\n")
    .map(line => line.replace(/\r$/, ""))
    .filter(line => !remark.test(line));

/** True when a file is run by its place, or says what runs it. */
export const mayRun = (content: string, place: string | undefined): boolean =>
  /^\s*#!/.test(content) || (place !== undefined && runByItself.test(place));

/**
 * True when a file is of a format that only names what it finds or refuses.
 * @param place its path, where that is known, or another name that it has
 */
export function isDefenders(content: string, place: string | undefined): boolean {
  if (mayRun(content, place)) return false;
  const lines = significant(content);
  if (lines.length === 0) return false;
  if (place !== undefined && documentation.test(place)) return true;
  if (
    formats.some(
      ({ line, holds }) => holds.every(part => part.test(content)) && (!line || lines.every(at => line.test(at))),
    )
  )
    return true;
  return (
    place !== undefined &&
    (refusal.test(place) || resolvers.test(place)) &&
    lines.every(at => listedHost.test(at) || loopback.test(at))
  );
}

/** True when every line of a list is a host and nothing else: no port, no scheme, no user. */
export const isListOfHosts = (content: string): boolean => {
  const lines = significant(content);
  return lines.length > 0 && lines.every(line => listedHost.test(line));
};
