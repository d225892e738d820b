/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell's own variables */
import assert from "node:assert/strict";
import { searchForMining } from "../../payloads/search";
import { sampled } from "../depth";

const names = (text: string) => searchForMining(text).indicators.map(({ kind, name }) => `${kind}:${name}`);
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

/** A file of each format that defenders write, with signs of mining in it. */
const rules: Readonly<Record<string, readonly [path: string, content: string]>> = {
  "Falco's rules": [
    "/etc/falco/rules.d/pools.yaml",
    '# pools\n- list: pools\n  items: ["minexmr.com", "nanopool.org"]\n- macro: stratum\n  condition: proc.cmdline contains "stratum+tcp"\n- rule: Connection to a pool\n  desc: >\n    xmrig and others\n  condition: outbound and fd.sip.name in (pools)\n  output: pool\n  priority: CRITICAL\n',
  ],
  "a rule of Sigma": [
    "/opt/sigma/rules/miner.yml",
    "title: Miner\nid: 00000000-0000-0000-0000-000000000001\nlogsource:\n  category: process_creation\n  product: linux\ndetection:\n  selection:\n    CommandLine|contains:\n      - ' --donate-level='\n      - 'stratum+tcp://'\n      - xmrig\n  condition: selection\nlevel: high\n",
  ],
  "a rule of YARA": [
    "/etc/yara/miners.yar",
    'rule Miner : xmr\n{\n  meta:\n    author = "Contoso"\n  strings:\n    $a = "stratum+tcp://"\n    $b = "xmrig" nocase\n    $c = "pool.supportxmr.com:3333"\n  condition:\n    any of them\n}\n',
  ],
  "YARA's rules with comments": [
    "/etc/yara/more.yar",
    "/*\nAbout xmrig\n*/\nrule  A {\n  strings:\n    $a = { 78 ?? 72 } // xmrig\n  condition:\n    $a\n}/*\nand minerd\n*/\n\nprivate rule B\n{\n  condition: false\n}\n",
  ],
  "rules of Wazuh": [
    "/var/ossec/etc/rules/local_rules.xml",
    '<!-- miners -->\n<group name="mining,">\n  <rule id="100100" level="12">\n    <if_sid>80700</if_sid>\n    <match>xmrig|minerd</match>\n    <regex>stratum\\+tcp://</regex>\n    <description>Miner xmrig -o stratum+tcp://</description>\n  </rule>\n</group>\n',
  ],
  "a list of Wazuh's": ["/var/ossec/etc/lists/pools", "nanopool.org:pool\nminexmr.com:pool\n"],
  "a rule of Elastic's": [
    "/opt/rules/miner.toml",
    '[metadata]\nmaturity = "production"\n\n[rule]\nlanguage = "eql"\nname = "Miner"\nquery = \'\'\'\nprocess where process.name in ("xmrig", "minerd") and process.args : "stratum+tcp*"\n\'\'\'\n',
  ],
  "a rule of Elastic's, exported": [
    "/opt/rules/miner.ndjson",
    '{"rule_id": "1", "risk_score": 47, "language": "kuery", "query": "process.name: xmrig and destination.domain: nanopool.org"}\n',
  ],
  "an analytics rule of Sentinel": [
    "/opt/sentinel/miner.yaml",
    "id: 1\nname: Miner\nseverity: Medium\nquery: |\n  DnsEvents\n  | where Name has_any ('nanopool.org', 'supportxmr.com')\nkind: Scheduled\n",
  ],
  "rules of Suricata": [
    "/etc/suricata/rules/miners.rules",
    '# miners\nalert dns $HOME_NET any -> any any (msg:"pool"; dns.query; content:"nanopool.org"; sid:1000001; rev:1;)\ndrop tcp $HOME_NET any -> any any (msg:"stratum"; content:"xmrig"; sid:1000002;)\n',
  ],
  "an alert of Prometheus": [
    "/etc/prometheus/miner.rules.yml",
    'groups:\n- name: mining\n  rules:\n  - alert: Miner\n    expr: namedprocess_namegroup_num_procs{groupname="xmrig"} > 0\n    annotations:\n      summary: xmrig runs, or talks to nanopool.org\n',
  ],
  "a pack of osquery's": [
    "/etc/osquery/packs/miners.conf",
    '{"queries": {"miners": {"query": "select * from processes where name = \'xmrig\';", "interval": 60}}}\n',
  ],
  "rules of auditd": [
    "/etc/audit/rules.d/miners.rules",
    "-w /usr/bin/xmrig -p x -k miner\n-w /tmp/minerd -p x -k miner\n",
  ],
  "zones of unbound": [
    "/etc/unbound/unbound.conf.d/pools.conf",
    'server:\n  local-zone: "nanopool.org" always_nxdomain\n  local-data: "minexmr.com A 0.0.0.0"\n',
  ],
  "zones of BIND": [
    "/etc/bind/named.conf.pools",
    'zone "nanopool.org" {\n  type master;\n  file "/etc/bind/db.blocked";\n};\n',
  ],
  "a response policy zone": [
    "/etc/bind/db.rpz",
    "$TTL 60\n@ IN SOA localhost. root.localhost. 1 1h 15m 30d 2h\n  IN NS localhost.\nnanopool.org CNAME .\n*.nanopool.org CNAME .\nminexmr.com A 0.0.0.0\n",
  ],
  "a deny list of Pi-hole's": ["/etc/pihole/blacklist.txt", "nanopool.org\nminexmr.com\n# and more\nsupportxmr.com\n"],
  "a deny list in AdGuard's form": ["/opt/lists/blocked-domains.txt", "! pools\n||nanopool.org^\n||minexmr.com^\n"],
  "a hosts file": ["/etc/hosts.blocked", "127.0.0.1 localhost\n0.0.0.0 nanopool.org\n0.0.0.0 minexmr.com\n"],
  documentation: [
    "/opt/runbook/README.md",
    "# Miners\n\nLook for `xmrig`, and for `stratum+tcp://` to nanopool.org:14433.\n",
  ],
  "a message of the day": ["/etc/motd", "Mining is forbidden here. Whoever starts xmrig is logged out.\n"],
};

const cloudConfig = ([path, content]: readonly [string, string], commands = "") =>
  `#cloud-config\nwrite_files:\n- path: ${path}\n  permissions: "0644"\n  content: |\n${indented(content, "    ")}${commands && `runcmd:\n${commands}`}`;
const heredoc = ([path, content]: readonly [string, string], commands = "") =>
  `#!/bin/bash\nset -e\nmkdir -p "$(dirname a)"\ncat > ${path} <<'EOF'\n${content}EOF\n${commands}`;

describe("payloads: a defender's file is no sign of mining", () => {
  const fed: (readonly [how: string, text: string])[] = [];
  for (const [what, file] of Object.entries(rules)) {
    const [path, content] = file;
    const folder = path.slice(0, path.lastIndexOf("/"));
    const sound: Readonly<Record<string, string>> = {
      "in a cloud-config": cloudConfig(file),
      "in a cloud-config that checks it": cloudConfig(
        file,
        `- mkdir -p ${folder}\n- [chmod, "0600", ${path}]\n- systemctl restart falco\n`,
      ),
      "in a cloud-config in base64": base64(cloudConfig(file)),
      "in base64 in a cloud-config": `#cloud-config\nwrite_files:\n- path: ${path}\n  encoding: b64\n  content: ${base64(content)}\n`,
      "in a heredoc": heredoc(file, `chmod 644 ${path}\n`),
      "in a heredoc by tee": `#!/bin/sh\nsudo tee ${path} <<'E' > /dev/null\n${content}E\nsystemctl restart falco\n`,
      "in PowerShell": `@'\n${content}\n'@ | Set-Content -Path ${path}\nRestart-Service x\n`,
    };
    for (const [where, text] of Object.entries(sound))
      it(`${what}: ${where}`, () => assert.deepEqual(searchForMining(text), { indicators: [] }));

    const bad: Readonly<Record<string, string>> = {
      "run by a shell": cloudConfig(file, `- sh ${path}\n`),
      "given to an unknown program": cloudConfig(file, `- [/opt/a, -c, ${path}]\n`),
      "given to an unknown program in base64": `#cloud-config\nwrite_files:\n- path: ${path}\n  encoding: b64\n  content: ${base64(content)}\nruncmd:\n- /opt/a -c ${path}\n`,
      "searched for an address": heredoc(file, `/opt/a -o $(grep -o '[a-z]*pool.org' ${path}):14444\n`),
      "searched by its folder": heredoc(file, `/opt/a -o $(grep -rho '[a-z]*pool.org' ${folder}):14444\n`),
      "piped to a shell": heredoc(file, `cat ${path} | sh\n`),
      "reached by a pattern": heredoc(file, `. ${folder}/*\n`),
      "found by a search of everything": heredoc(file, `/opt/a -o $(grep -rhom1 '[a-z]*pool.org' /):14444\n`),
      "run by a search of everything": heredoc(file, "find / -newer /etc/hostname -type f -exec sh {} +\n"),
      "as the command itself": content,
      "as a command in JSON": JSON.stringify({ commandToExecute: content }),
      "in the hands of a tool of another meaning": heredoc(file, `chmod() { sh $2; }\nchmod 644 ${path}\n`),
      "run where it stands": heredoc(file, `cd ${folder} && ./${path.slice(folder.length + 1)}\n`),
      "copied and run": heredoc(file, `cp ${path} /tmp/a; /opt/a -c /tmp/a\n`),
      "given to a program that is called like a detector": heredoc(file, `/opt/falco -c ${path}\n`),
      "given to what a detector prints into": heredoc(file, `falco -c ${path} | sh\n`),
      "written to a shell": `#!/bin/sh\nsh <<'EOF'\n${content}EOF\n`,
      "written by a command that passes it on": `#!/bin/sh\ntee ${path} <<'EOF' | sh\n${content}EOF\n`,
      "written where it is run": `#!/bin/sh\ncat > /etc/cron.d/a <<'EOF'\n${content}EOF\n`,
      "in base64 for a shell": `echo ${base64(content)} | base64 -d | sh`,
      "in base64 for a program": `echo ${base64(content)} | base64 -d > /tmp/p; /opt/a -c /tmp/p`,
      "with a script that reads itself": heredoc(file, `sed -n '/EOF/,/EOF/p' "$0" | sh\n`),
      "beside a miner": heredoc(file, "/opt/a/ethminer -P 192.0.2.7\n"),
      "beside a pool": heredoc(file, "/opt/a -o pool.hashvault.pro:443\n"),
    };
    // each line of a hosts file is known for what it is, wherever it stands
    if (what !== "a hosts file")
      fed.push(...Object.entries(bad).map(([how, text]) => [`${what}, ${how}`, text] as const));
  }

  for (const [how, text] of sampled(fed, 4)) it(`but ${how}, is one`, () => assert.notDeepEqual(names(text), []));
});

const pools = ["nanopool.org", "minexmr.com", "supportxmr.com"];

describe("payloads: a deny list over several lines is no sign of mining", () => {
  const sound: Readonly<Record<string, string>> = {
    "YAML's": `settings:\n  blockedDomains:\n${pools.map(pool => `    - ${pool}\n`).join("")}  upstream: 192.0.2.53\n`,
    "YAML's, with items as far left as their key": `deny:\n${pools.map(pool => `- "*.${pool}"\n`).join("")}allow: []\n`,
    "JSON's": JSON.stringify({ name: "dns", denyFqdns: pools, ttl: 60 }, null, 2),
    "a shell's, put into the hosts file": `#!/bin/bash\nBLOCKED_DOMAINS=(\n  ${pools.join("\n  ")}\n)\nfor domain in "\${BLOCKED_DOMAINS[@]}"; do\n  echo "0.0.0.0 $domain" >> /etc/hosts\ndone\n`,
    "a shell's, in one text": `#!/bin/sh\nBLOCKLIST="\n${pools.join("\n")}\n"\nfor d in $BLOCKLIST; do iptables -A OUTPUT -m string --string "$d" --algo bm -j DROP; done\n`,
    "a shell's, several a line": `#!/bin/bash\nblocked_hosts=(\n  nanopool.org minexmr.com\n  supportxmr.com\n)\nfor h in "\${blocked_hosts[@]}"; do echo "address=/$h/0.0.0.0" | sudo tee -a /etc/dnsmasq.d/b.conf; done\n`,
    "a loop's": `#!/bin/sh\nfor d in ${pools.join(" ")}; do\n  echo "0.0.0.0 $d" >> /etc/hosts\ndone\n`,
    "a loop's, on the firewall": `for d in ${pools.join(" ")}; do ufw deny out to $d; done\n`,
    "PowerShell's": `$blockedDomains = @(\n${pools.map(pool => `  '${pool}'`).join(",\n")}\n)\nforeach ($d in $blockedDomains) {\n  Add-Content C:\\Windows\\System32\\drivers\\etc\\hosts "0.0.0.0 $d"\n}\n`,
    "PowerShell's, on the firewall of Windows": `$denied = @(\n${pools.map(pool => `  '${pool}'`).join(",\n")}\n)\nforeach ($d in $denied) {\n  New-NetFirewallRule -DisplayName $d -Direction Outbound -Action Block\n}\n`,
  };
  for (const [whose, text] of Object.entries(sound))
    it(whose, () => assert.deepEqual(searchForMining(text), { indicators: [] }));

  const bad: Readonly<Record<string, string>> = {
    "a list of another name": `pools:\n${pools.map(pool => `  - ${pool}\n`).join("")}`,
    "a list with ports": `blocked:\n${pools.map(pool => `  - ${pool}:3333\n`).join("")}`,
    "a list with schemes": `blocked:\n${pools.map(pool => `  - stratum+tcp://${pool}\n`).join("")}`,
    "a list with a miner": "blocked:\n  - nanopool.org\n  - ./xmrig\n",
    "what follows a list": `blocked:\n  - nanopool.org\npool: minexmr.com\n`,
    "a list that is mined at": `BLOCKED=(\n  ${pools.join("\n  ")}\n)\n/opt/a -o \${BLOCKED[0]}:3333\n`,
    "a list each of which is mined at": `BLOCKED=(\n  ${pools.join("\n  ")}\n)\nfor p in "\${BLOCKED[@]}"; do /opt/a -o $p:3333; done\n`,
    "a list that is refused and mined at": `BLOCKED="\n${pools.join("\n")}\n"\nfor p in $BLOCKED; do echo "0.0.0.0 $p" >> /etc/hosts; /opt/a -o $p:3333; done\n`,
    "a list that goes to a shell": `BLOCKED="\n${pools.join("\n")}\n"\necho "deny $BLOCKED" | sh\n`,
    "a list with a command": `BLOCKED="\n$(/opt/a)\n${pools.join("\n")}\n"\n`,
    "a loop that mines": `for d in ${pools.join(" ")}; do /opt/a -o $d:3333; done\n`,
    "a loop that refuses and mines": `for d in ${pools.join(" ")}; do\n  echo "0.0.0.0 $d" >> /etc/hosts\n  /opt/a -o $d:3333\ndone\n`,
    "a list of PowerShell's that is mined at": `$blocked = @(\n${pools.map(pool => `  '${pool}'`).join(",\n")}\n)\nforeach ($d in $blocked) {\n  .\\a.exe -o $d\n}\n`,
    "a list in a file that a program gets": `cat > /etc/a.yaml <<'E'\nblocked:\n  - nanopool.org\nE\n/opt/a -c /etc/a.yaml\n`,
  };
  for (const [what, text] of Object.entries(bad)) it(`but ${what} is one`, () => assert.notDeepEqual(names(text), []));
});

describe("payloads: a configuration that refuses in one line what another names", () => {
  const zones = (body: string, beside = "") =>
    `.:53 {\n    errors\n    template IN ANY supportxmr.com nanopool.org {\n        ${body}\n    }\n    ${beside}\n    forward . /etc/resolv.conf\n}\n`;
  const serverBlock = (plugins: string) =>
    `supportxmr.com:53 nanopool.org:53 {\n    template ANY ANY {\n        rcode NXDOMAIN\n    }\n${plugins}}\n`;
  const squid = (rules: string, after = "systemctl restart squid", path = "/etc/squid/squid.conf") =>
    `#!/bin/bash\ncat >> ${path} <<'EOF'\nacl miners dstdomain .supportxmr.com .nanopool.org\n${rules}\nEOF\n${after}\n`;
  const deny = "http_access deny miners";

  const quiet: readonly (readonly [what: string, text: string, isFile: boolean])[] = [
    ["CoreDNS, by zones", zones("rcode NXDOMAIN"), true],
    ["CoreDNS, by a pattern", zones("match .*\n        rcode REFUSED"), true],
    ["CoreDNS, by a server block", serverBlock(""), true],
    ["CoreDNS, by a server block that logs", serverBlock("    log\n    errors\n"), true],
    [
      "CoreDNS, written by a script",
      `#!/bin/sh\ncat > /etc/coredns/Corefile <<'E'\n${zones("rcode NXDOMAIN")}E\n`,
      false,
    ],
    ["Squid", squid(deny), false],
    ["Squid, among other rules", squid(`${deny}\nhttp_access allow localnet`), false],
    ["Squid, by tee", squid(deny).replace("cat >>", "tee -a"), false],
    ["Squid, in a file of its own", squid(deny, "squid -k reconfigure", "/etc/squid/conf.d/pools.conf"), false],
  ];
  for (const [whose, text, isFile] of quiet)
    it(`${whose}: no sign of mining`, () => assert.deepEqual(searchForMining(text, isFile), { indicators: [] }));

  const loud: readonly (readonly [what: string, text: string, isFile: boolean])[] = [
    ["an answer", zones('answer "{{ .Name }} 60 IN A 203.0.113.7"'), true],
    ["an answer beside a refusal", zones('rcode NXDOMAIN\n        answer "{{ .Name }} 60 IN A 203.0.113.7"'), true],
    ["a refusal that falls through", zones("rcode NXDOMAIN\n        fallthrough"), true],
    ["no error", zones("rcode NOERROR"), true],
    ["a pool beside a refusal", zones("rcode NXDOMAIN", "hosts {\n        203.0.113.7 xmr.nanopool.org\n    }"), true],
    ["a block that forwards", "supportxmr.com:53 {\n    forward . 203.0.113.7\n}\n", true],
    ["a block that forwards what it refuses", serverBlock("    forward . 203.0.113.7\n"), true],
    ["zones in a script that writes no file", zones("rcode NXDOMAIN"), false],
    ["a list that is allowed", squid("http_access allow miners"), false],
    ["all but a list denied", squid("http_access deny !miners"), false],
    ["a list that no rule names", squid("http_access deny all"), false],
    ["a list that is denied and allowed", squid(`${deny}\nhttp_access allow miners`), false],
    ["a list that is denied and given to a peer", squid(`${deny}\ncache_peer_access pool allow miners`), false],
    ["a here-document that is run", squid(deny, "bash /etc/squid/squid.conf"), false],
    ["one that is run by a pattern", squid(deny, "sh /etc/squid/*"), false],
    ["one that is run by its place", squid(deny, "", "/etc/cron.d/squid"), false],
    ["a miner in it", squid(`${deny}\n./xmrig -o supportxmr.com:3333`), false],
    ["what is packed in it", squid(`${deny}\n# ${base64("./xmrig -o supportxmr.com:3333")}`), false],
    [
      "lists and rules that are commands",
      `acl() { ./run "$3"; }\nacl miners dstdomain .supportxmr.com\n${deny}\n`,
      false,
    ],
  ];
  for (const [what, text, isFile] of loud)
    it(`but ${what} is one`, () => assert.notDeepEqual(searchForMining(text, isFile).indicators, []));
});

describe("payloads: a list that a script refuses, whatever it is called", () => {
  const pools = (assigned = 'POOLS="\nsupportxmr.com\npool.minexmr.com\n"') => `#!/bin/bash\n${assigned}\n`;
  const each = (command: string, list = "$POOLS") => `for p in ${list}; do\n  ${command}\ndone\n`;
  const drop = 'iptables -A OUTPUT -m string --string "$p" --algo bm -j DROP';
  const read = (command: string, tail = "") =>
    `while read -r host; do\n  ${command}\ndone <<EOF\nsupportxmr.com\nnanopool.org\nEOF\n${tail}`;
  const fqdn = (action: string) =>
    `New-NetFirewallRule -DisplayName "pool" -Direction Outbound -RemoteFqdn pool.supportxmr.com -Action ${action}\n`;
  const dns = (action: string) =>
    `Add-DnsServerQueryResolutionPolicy -Name "mining" -Action ${action} -FQDN "EQ,*.nanopool.org,*.supportxmr.com"\n`;
  const list = "$pools = @(\n  'supportxmr.com',\n  'nanopool.org'\n)\n";

  const quiet: readonly (readonly [what: string, text: string])[] = [
    ["dropped by iptables", pools() + each(drop)],
    ["listed without blanks", pools('POOLS="supportxmr.com\npool.minexmr.com"') + each(drop)],
    ["listed in an array", pools("POOLS=(\n  supportxmr.com\n  nanopool.org\n)") + each(drop, '"${POOLS[@]}"')],
    ["local to a function", pools("f() {\n  local POOLS='\nsupportxmr.com\n'") + each(drop)],
    ["written into hosts", pools() + each('echo "0.0.0.0 $p" >> /etc/hosts')],
    ["written for dnsmasq", pools() + each('echo "address=/$p/0.0.0.0" >> /etc/dnsmasq.d/pools.conf')],
    ["refused by ufw", pools() + each('ufw deny out to "$p"')],
    ["piped to a loop", `${pools()}echo "$POOLS" | while read -r p; do ${drop}; done\n`],
    ["handed to a loop", `${pools()}while read -r p; do ${drop}; done <<< "$POOLS"\n`],
    ["read from a heredoc", read('iptables -A OUTPUT -d "$host" -j REJECT')],
    [
      "read through a pipe",
      `cat <<'E' | while read host; do echo "127.0.0.1 $host" | sudo tee -a /etc/hosts; done\nsupportxmr.com\nE\n`,
    ],
    ["blocked by Windows", fqdn("Block")],
    [
      "blocked by Windows, the action first",
      "New-NetFirewallRule -Action Block -Name a -RemoteAddress (Resolve-DnsName pool.minexmr.com).IPAddress\n",
    ],
    [
      "blocked by Windows over lines",
      "New-NetFirewallRule -Action Block `\n  -DisplayName 'a' `\n  -RemoteFqdn nanopool.org\n",
    ],
    ["denied by DNS", dns("DENY")],
    ["ignored by DNS", dns("IGNORE")],
    ["blocked one by one", `${list}foreach ($p in $pools) {\n  New-NetFirewallRule -Action Block -RemoteFqdn $p\n}\n`],
    [
      "blocked in a pipe",
      `${list}$pools | ForEach-Object { Add-Content C:\\Windows\\System32\\drivers\\etc\\hosts "0.0.0.0 $_" }\n`,
    ],
    [
      "added to hosts",
      'Add-Content -Path "$env:windir\\System32\\drivers\\etc\\hosts" -Value "`n0.0.0.0 pool.minexmr.com"\n',
    ],
  ];
  for (const [what, text] of quiet) it(`${what}: no sign of mining`, () => assert.deepEqual(names(text), []));

  const loud: readonly (readonly [what: string, text: string])[] = [
    ["let through", pools() + each('iptables -A OUTPUT -d "$p" -j ACCEPT')],
    ["allowed by ufw", pools() + each('ufw allow out to "$p"')],
    ["dropped and mined at", pools() + each(drop) + each("/tmp/a -o $p:3333 &")],
    ["dropped, then one of it mined at", `${pools() + each(drop)}/tmp/a -o $(echo $POOLS | cut -d" " -f1):3333\n`],
    ["dropped, and handed to whatever is started", `${pools() + each(drop)}export POOLS\n/tmp/a\n`],
    ["dropped, and handed on by name", `${pools() + each(drop)}eval "/tmp/a -o \\$POOLS"\n`],
    ["used by nobody", pools()],
    ["piped to a loop that mines", `${pools()}echo "$POOLS" | while read -r p; do /tmp/a -o $p:3333; done\n`],
    ["handed to a loop that mines", `${pools()}while read -r p; do /tmp/a -o $p:3333; done <<< "$POOLS"\n`],
    ["read by a loop that mines", read("/opt/a -o $host:3333 &")],
    ["read by one that refuses and mines", read('iptables -A OUTPUT -d "$host" -j DROP; /opt/a -o $host:3333')],
    ["read by a program", "/opt/a --pools <<EOF\nsupportxmr.com\nEOF\n"],
    ["with ports", pools('POOLS="\nsupportxmr.com:3333\n"') + each("/tmp/a -o $p")],
    ["allowed by Windows", fqdn("Allow")],
    ["allowed by DNS", dns("ALLOW")],
    ["blocked beside a miner", `${fqdn("Block")}.\\a.exe -o pool.supportxmr.com:3333\n`],
    ["run inside of a rule", "New-NetFirewallRule -Action Block -Name (.\\a.exe -o pool.supportxmr.com:3333)\n"],
    [
      "run inside of a rule's text",
      'New-NetFirewallRule -Action Block -Name "$(.\\a.exe -o pool.supportxmr.com:3333)"\n',
    ],
    ["run by what is called like a rule", `function New-NetFirewallRule { .\\a.exe @args }\n${fqdn("Block")}`],
    ["mined at one by one", `${list}foreach ($p in $pools) {\n  .\\a.exe -o $p\n}\n`],
    ["mined at in a pipe", `${list}$pools | ForEach-Object { .\\a.exe -o $_ }\n`],
    [
      "given another address",
      'Add-Content C:\\Windows\\System32\\drivers\\etc\\hosts "198.51.100.7 pool.supportxmr.com"\n',
    ],
  ];
  for (const [what, text] of loud) it(`but one ${what} is one`, () => assert.notDeepEqual(names(text), []));
});

describe("payloads: what is said to people, or asked of logs, is no sign of mining", () => {
  const sound: readonly string[] = [
    "#!/bin/sh\n# stops xmrig and other miners\napt-get update\n",
    "#!/bin/bash\napt-get update # no xmrig here\n",
    "#!/usr/bin/env python3\n# see https://www.contoso.com/xmrig-and-others\nimport os\n",
    `if pgrep xmrig; then echo "xmrig was found on $(hostname)" | mail -s 'xmrig found' soc@contoso.com; fi`,
    "if pgrep xmrig; then echo 'WARNING: xmrig is running' >&2; exit 1; fi",
    'if pgrep xmrig; then wall "The miner xmrig was found"; fi',
    "Write-EventLog -LogName Application -Source Contoso -EventId 1 -Message 'The miner xmrig was found'",
    'Write-Warning "xmrig detected, stopping it"',
    `curl -X POST -H 'Content-Type: application/json' -d '{"text": "Miner xmrig found"}' https://hooks.contoso.com/x`,
    `az monitor scheduled-query create -n miner -g rg --condition-query q="DeviceProcessEvents | where FileName in ('xmrig', 'minerd')"`,
    "$q = @'\nDnsEvents\n| where Name has_any ('nanopool.org', 'supportxmr.com')\n'@\nNew-AzScheduledQueryRule -Query $q",
    "az network firewall application-rule create --action Deny --target-fqdns nanopool.org minexmr.com",
    "az network firewall network-rule create -c x --priority 100 \\\n --action Deny \\\n --destination-fqdns nanopool.org \\\n minexmr.com",
    `az dns-resolver domain-list create -n pools --domains '["nanopool.org.","minexmr.com."]'`,
    "MINERS='xmrig minerd'\nfor m in $MINERS; do pkill -x $m; done",
    'miners=(xmrig minerd)\nfor m in "${miners[@]}"; do\n  if pgrep -x $m; then\n    pkill -9 $m\n    rm -rf /tmp/$m\n  fi\ndone\n',
    "$miners = @('xmrig', 'minerd')\nforeach ($m in $miners) {\n  Stop-Process -Name $m -Force\n}\n",
    "for m in xmrig minerd; do systemctl disable --now $m; done",
    // constants and files that are called wallet
    "WALLET_ADDRESS=0x1234567890abcdef1234567890abcdef12345678\nnode server.js --wallet $WALLET_ADDRESS",
    'wallet = "/u01/app/oracle/wallet"\nsqlplus /@db',
    "const wallet = require('./wallet'); app.listen(3000)",
    `WALLET_LOCATION = (SOURCE = (METHOD = FILE)(METHOD_DATA = (DIRECTORY = "/wallet")))`,
    '{"wallet_address": "0x0", "pool_size": 5, "worker": "web"}',
  ];
  for (const text of sound) it(text, () => assert.deepEqual(searchForMining(text), { indicators: [] }));

  const bad: readonly string[] = [
    "#!/bin/sh\n# ./xmrig -o nanopool.org\nsed -n 's/^# //p' /tmp/x | sh\n",
    '#!/bin/sh\n# start xmrig now\nsed -n "s/^# start //p" "$0" | sh\n',
    "#!/bin/sh\nx='\n# start xmrig now\n'; eval \"$x\"\n",
    "#!/opt/run\n# start xmrig now\n",
    "#include xmrig now\n",
    "sh <<'E'\n# found\nxmrig found\nE\n",
    "echo './xmrig found' > /tmp/a; sh /tmp/a",
    "echo 'xmrig running' | sh",
    "echo 'xmrig found' >> /tmp/a.log; sh /tmp/a.log",
    "echo 'xmrig found' | tee -a /tmp/a.log; . /tmp/a.log",
    "mail() { sh; }; echo 'xmrig found' | mail -s x a@contoso.com",
    "alias wall='sh -c'; wall 'xmrig found here'",
    "PATH=/tmp:$PATH; logger 'x'; wall 'xmrig found here'",
    "echo 'xmrig running' > /tmp/a.sh",
    "echo 'xmrig -o found:3333'",
    "x=$(echo 'found: xmrig'); $x",
    "{ echo 'xmrig running'; } | sh",
    "for i in 1; do echo 'xmrig running'; done | sh",
    'echo "found $(xmrig)"',
    "logger 'found; xmrig running' | sh",
    `sh -c "DeviceProcessEvents | where FileName | xmrig"`,
    `x="Abc | where $(/opt/a -o nanopool.org:3333)"`,
    "q='DnsEvents | where Name == \"nanopool.org\"'; /opt/a -o $(echo $q | grep -o nanopool.org):3333",
    "az network firewall application-rule create --action Allow --target-fqdns nanopool.org",
    "az network firewall application-rule create --action Deny --target-fqdns contoso.com; /opt/a -o nanopool.org",
    "MINERS='xmrig minerd'\nfor m in $MINERS; do ./$m & done",
    "MINERS='xmrig minerd'\nfor m in $MINERS; do pkill $m; ./$m; done",
    "miners=(xmrig minerd)\n/tmp/${miners[0]}\n",
    "for m in xmrig minerd; do chmod +x /tmp/$m; pgrep $m || /tmp/$m; done",
    "$miners = @('xmrig')\nforeach ($m in $miners) {\n  Start-Process $m\n}\n",
  ];
  for (const text of bad) it(`but ${text} is one`, () => assert.notDeepEqual(names(text), []));
});

describe("payloads: a defender's file in the values of a chart", () => {
  const falco = rules["Falco's rules"]![1];

  it("is no sign of mining", () =>
    assert.deepEqual(names(JSON.stringify({ image: "falco", customRules: { "mining.yaml": falco } })), []));

  it("is one beside a miner's arguments", () =>
    assert.notDeepEqual(
      names(JSON.stringify({ args: ["-o", "nanopool.org:1"], customRules: { "a.yaml": falco } })),
      [],
    ));

  it("is one where a command of the chart gets it", () =>
    assert.notDeepEqual(
      names(JSON.stringify({ command: "sh /etc/falco/a.yaml", customRules: { "a.yaml": falco } })),
      [],
    ));

  it("is none as a file that pods may read, and is one where it is run", () => {
    assert.deepEqual(searchForMining(falco, true), { indicators: [] });
    assert.deepEqual(searchForMining(base64(falco), true), { indicators: [] });
    assert.notDeepEqual(names(falco), []);
  });

  const yaml = (rest: string, key = "mining.yaml") =>
    searchForMining(`image: falco\ncustomRules:\n  ${key}: |-\n${indented(falco, "    ")}${rest}`, true).indicators;

  it("is none in values that are written as a text of YAML either, wherever it stands in them", () => {
    assert.deepEqual(yaml(""), []);
    assert.deepEqual(yaml("  other.yaml: |\n    a: b\nreplicas: 2\n"), []);
  });

  for (const [what, rest, key] of [
    ["a miner's arguments beside it", 'args: ["-o", "nanopool.org:1"]\n'],
    ["a miner's image beside it", "image:\n  repository: xmrig/xmrig\n"],
    ["what the detector has no word for", "    ./a -o nanopool.org:3333\n"],
    ["a command that gets it", "command: sh /etc/falco/mining.yaml\n"],
    ["a key that runs it", "", "startupScript"],
  ] as const)
    it(`is one there with ${what}`, () => assert.notDeepEqual(yaml(rest, key), []));

  it("does not hide what is packed in it", () =>
    assert.notDeepEqual(names(`- list: a\n  items: []\n- rule: b\n  output: x\n./a -o nanopool.org:3333\n`), []));
});

describe("payloads: what looks for defenders' files", () => {
  it("takes no longer for hostile texts than their length allows", () => {
    const units = [
      "<<E\n",
      "a: |\n b\n",
      'a="\nb.c\n',
      "a=(b.c\n",
      "done <<E\nb.c\n",
      "New-NetFirewallRule -a b ",
      "cat > /a <<E\n",
      "@'\n",
      "deny:\n",
      "BLOCKED=(\n",
      "for a in a.b ",
      '"a":"\\n',
      "rule a {\n",
      "a[*",
      "- list: a\n",
    ];
    for (const unit of units) names(`xmrig\n${unit.repeat(30_000)}`);
  }).timeout(20_000);
});
