/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell's own variables */
import assert from "node:assert/strict";
import { searchForMining } from "../../payloads/search";

const names = (text: string) => searchForMining(text).indicators.map(({ kind, name }) => `${kind}:${name}`);
const sh = (...lines: readonly string[]) => `#!/bin/bash\n${lines.join("\n")}\n`;
const ps = (...lines: readonly string[]) => `${lines.join("\n")}\n`;
const file = (path: string, content: string) => sh(`cat > ${path} <<'E'`, content, "E");

/** What a script does: as defenders do it, and the same names in a script that mines. */
type Twins = Readonly<Record<string, readonly [sound: string, bad: string]>>;

const hunts: Twins = {
  "a loop over names that are stopped, whatever comes of it": [
    sh("for m in xmrig minerd; do", '  pkill -9 -f "$m" || true', "done"),
    sh("for m in xmrig minerd; do", '  pkill -9 -f "$m" || /opt/$m -B', "done"),
  ],
  "a loop that tells what it found": [
    sh(
      "for m in xmrig minerd; do",
      '  if pgrep -x "$m" > /dev/null; then echo "found $m" | systemd-cat -p crit; fi',
      "done",
    ),
    sh("for m in xmrig minerd; do", '  if ! pgrep -x "$m" > /dev/null; then echo "found $m" | bash; fi', "done"),
  ],
  "names in a pattern": [
    sh('MINERS="xmrig|minerd"', 'ps -eo comm | grep -E "$MINERS" && exit 1', "exit 0"),
    sh('MINERS="xmrig|minerd"', 'ls /opt | grep -E "$MINERS" | sh'),
  ],
  "names whose processes are stopped": [
    sh(
      "for m in xmrig minerd; do",
      "  ps aux | grep \"$m\" | grep -v grep | awk '{print $2}' | xargs -r kill -9",
      "done",
    ),
    sh("for m in xmrig minerd; do", "  ls /opt | grep \"$m\" | awk '{print $1}' | xargs -r nohup", "done"),
  ],
  "names in an array": [
    sh("m=(xmrig minerd)", 'for n in "${m[@]}"; do ps aux | grep -q "[${n:0:1}]${n:1}" && logger "miner $n"; done'),
    sh("m=(xmrig minerd)", 'for n in "${m[@]}"; do ps aux | grep -q "[${n:0:1}]${n:1}" || /opt/$n -B; done'),
  ],
  "a test of a file": [
    sh('if [ -e /usr/bin/xmrig ] || [ -f "/tmp/xmrig" ]; then echo compromised; exit 1; fi'),
    sh("if [ -e /usr/bin/xmrig ]; then /usr/bin/xmrig -B; fi"),
  ],
  "a test of a text": [sh('if [[ "$(ps -e)" =~ xmrig|minerd ]]; then logger found; fi'), sh("echo [[ a =~ b|xmrig ]]")],
  "the patterns of a case": [
    sh('case "$name" in', "  xmrig|minerd*) echo bad ;;", "  cpuminer) exit 1 ;;", "  *) echo good ;;", "esac"),
    sh('case "$1" in', "  xmrig) /opt/xmrig -B ;;", "esac"),
  ],
  "what is no case": [sh("echo good"), sh("(echo case x in", "xmrig)")],
  "files that are found and deleted": [
    sh("find / -xdev \\( -name 'xmrig*' -o -name minerd \\) -type f -delete"),
    sh("find / -xdev \\( -name 'xmrig*' -o -name minerd \\) -type f -exec {} -B \\;"),
  ],
  "processes that awk finds": [
    sh("ps -eo pid,comm | awk '$2 ~ /xmrig|minerd/ {print $1}' | xargs -r kill -9"),
    sh("ls /opt | awk '/xmrig/ {system($0)}'"),
  ],
  "containers of an image that are removed": [
    sh("docker ps -q --filter ancestor=xmrig/xmrig | xargs -r docker rm -f", "docker rm -f xmrig"),
    sh("docker ps -q --filter ancestor=xmrig/xmrig | xargs -r docker rm -f", "docker run -d xmrig/xmrig"),
  ],
  "a question to osquery": [
    sh(`osqueryi --json "SELECT pid FROM processes WHERE name IN ('xmrig', 'minerd')"`),
    sh('osqueryi --json "SELECT 1"; /opt/xmrig -B'),
  ],
  "a pipe of PowerShell": [
    ps("'xmrig', 'minerd' | ForEach-Object { Stop-Process -Name $_ -Force -ErrorAction SilentlyContinue }"),
    ps(`'xmrig', 'minerd' | ForEach-Object { Start-Process "C:\\a\\$_.exe" }`),
  ],
  "a pipe of PowerShell, by another name": [
    ps("'xmrig', 'minerd' | ForEach-Object { Stop-Process -Name $_ }"),
    ps(`'xmrig', 'minerd' | ForEach-Object { Start-Process "C:\\a\\$PSItem.exe" }`),
  ],
  "a loop that says what it found, and what it says is run": [
    sh("for m in xmrig minerd; do", '  pgrep "$m" && echo "running $m"', "done"),
    sh("for m in xmrig minerd; do", `  $(echo "running $m" | cut -d' ' -f2) -B`, "done"),
  ],
  "a loop of PowerShell": [
    ps("$bad = @('xmrig', 'minerd')", "foreach ($b in $bad) {", "  Get-Process -Name $b | Stop-Process -Force", "}"),
    ps("$bad = @('xmrig', 'minerd')", "foreach ($b in $bad) {", "  Get-Item C:\\a\\$b.exe | Start-Process", "}"),
  ],
  "a filter of PowerShell": [
    ps(
      "Get-CimInstance Win32_Process | Where-Object { $_.Name -in 'xmrig.exe', 'nbminer.exe' } | Invoke-CimMethod -MethodName Terminate",
    ),
    ps("Get-ChildItem C:\\a | Where-Object { $_.Name -in 'a.exe' } | ForEach-Object { & xmrig.exe }"),
  ],
  "a filter of events": [
    ps("Get-WinEvent -LogName Security | Where-Object Message -match 'xmrig|stratum'"),
    ps("Get-WinEvent -LogName Security | Where-Object Message -match 'a'; xmrig -B"),
  ],
};

const refusals: Twins = {
  "a set of nftables": [
    sh("nft add element inet filter pools '{ minexmr.com, xmr.nanopool.org }'"),
    sh("nft add element inet filter pools '{ minexmr.com }'", "/opt/a -o minexmr.com:4444"),
  ],
  firewalld: [
    sh("firewall-cmd --permanent --direct --add-rule ipv4 filter OUTPUT 0 -d pool.supportxmr.com -j DROP"),
    sh("firewall-cmd --permanent --direct --add-rule ipv4 filter OUTPUT 0 -d pool.supportxmr.com -j ACCEPT"),
  ],
  "a list that a program may find in its environment": [
    sh('POOLS="minexmr.com nanopool.org"', 'for p in $POOLS; do echo "0.0.0.0 $p" >> /etc/hosts; done'),
    sh('export POOLS="minexmr.com nanopool.org"', "/opt/k -B"),
  ],
  "a list that a program gets in its environment, beside a use": [
    sh("for p in minexmr.com nanopool.org; do ufw deny out to $p; done"),
    sh("for p in minexmr.com nanopool.org; do ufw deny out to $p; export p; /opt/k -B; done"),
  ],
  "routes into nothing": [
    sh(
      "for d in minexmr.com nanopool.org; do for i in $(getent ahosts $d | awk '{print $1}'); do ip route add blackhole $i; done; done",
    ),
    sh(
      "for d in minexmr.com nanopool.org; do for i in $(getent ahosts $d | awk '{print $1}'); do /opt/k -o $i:3333; done; done",
    ),
  ],
  "a test that a resolver refuses": [
    sh(
      "for d in minexmr.com nanopool.org; do",
      "  if dig +short $d | grep -qv '^0.0.0.0$'; then echo \"DNS does not block $d\" >&2; exit 1; fi",
      "done",
    ),
    sh("for d in minexmr.com nanopool.org; do", "  ip=$(dig +short $d | head -n 1)", "  /opt/k -o $ip:3333", "done"),
  ],
  "a test on Windows": [
    ps(
      "foreach ($p in 'minexmr.com', 'nanopool.org') {",
      '  if ((Test-NetConnection $p -Port 3333).TcpTestSucceeded) { throw "The firewall does not block $p" }',
      "}",
    ),
    ps(
      "foreach ($p in 'minexmr.com', 'nanopool.org') {",
      '  if ((Test-NetConnection $p -Port 3333).TcpTestSucceeded) { & C:\\k.exe -o "${p}:3333" }',
      "}",
    ),
  ],
  "a table of names on Windows": [
    ps(`Add-DnsClientNrptRule -Namespace ".supportxmr.com" -NameServers "0.0.0.0"`),
    ps(`Add-DnsClientNrptRule -Namespace ".supportxmr.com" -NameServers "203.0.113.7"`),
  ],
  "a resolver on Windows": [
    ps(
      `'supportxmr.com', 'nanopool.org' | % { Add-DnsServerQueryResolutionPolicy -Name "block $_" -Action IGNORE -FQDN "EQ,*.$_" }`,
    ),
    ps(`'supportxmr.com', 'nanopool.org' | % { & C:\\k.exe -o "$($_):3333" }`),
  ],
  "Azure's firewall": [
    ps(
      "$r = New-AzFirewallPolicyApplicationRule -Name a -SourceAddress '*' -TargetFqdn 'pool.supportxmr.com', '*.nanopool.org'",
      "New-AzFirewallPolicyFilterRuleCollection -Name a -Rule $r -ActionType Deny",
    ),
    ps(
      "$r = New-AzFirewallPolicyApplicationRule -Name a -SourceAddress '*' -TargetFqdn 'pool.supportxmr.com', '*.nanopool.org'",
      "New-AzFirewallPolicyFilterRuleCollection -Name a -Rule $r -ActionType Allow",
    ),
  ],
  "an indicator of Sentinel": [
    ps(
      `New-AzSentinelThreatIntelligenceIndicator -WorkspaceName w -Pattern "[domain-name:value = 'pool.supportxmr.com']"`,
    ),
    ps(`& C:\\k.exe -o 'pool.supportxmr.com'`),
  ],
};

const says: Twins = {
  "a message of the day": [
    sh('echo "Mining (xmrig, pool.supportxmr.com) is forbidden here" > /etc/motd'),
    sh('echo "/opt/k -o pool.supportxmr.com:3333" > /etc/motd', "sh /etc/motd"),
  ],
  "a message of the day that is run": [
    sh('echo "Mining (xmrig, pool.supportxmr.com) is forbidden here" > /etc/motd'),
    sh('echo "xmrig is forbidden here" > /etc/motd', "sh /etc/motd"),
  ],
  "a remark with a port": [
    sh("# never connect to pool.supportxmr.com:3333 (xmrig)", "apt-get update"),
    sh("# never connect to pool.supportxmr.com:3333 (xmrig)", 'tail -n +2 "$0" | sh'),
  ],
  "a remark beside a heredoc": [
    sh(
      "# never connect to pool.supportxmr.com (xmrig)",
      "cat > /etc/motd <<E",
      "No mining here. xmrig is logged.",
      "E",
    ),
    sh("sh <<E", "# never connect to pool.supportxmr.com (xmrig)", "E"),
  ],
  "a remark behind a heredoc": [
    sh("cat > /etc/a <<E", "hello", "E", "# never connect to pool.supportxmr.com (xmrig)"),
    sh("sh <<E", "hello", " E", "# never connect to pool.supportxmr.com (xmrig)"),
  ],
  "a remark with an address": [sh("# see the report on xmrig"), sh("# stratum+tcp://pool.supportxmr.com:3333")],
  "a line of a detector's rules": [
    sh(
      `echo 'alert tcp any any -> any any (msg:"miner"; content:"stratum+tcp://"; sid:1000001;)' >> /etc/suricata/rules/a.rules`,
    ),
    sh(
      `echo 'alert tcp any any -> any any (msg:"miner"; content:"stratum+tcp://"; sid:1000001;)' >> /tmp/a`,
      "sh /tmp/a",
    ),
  ],
};

const formats: Twins = {
  "YARA's, whose texts look like variables": [
    file("/opt/yara/m.yar", 'rule m {\n  strings:\n    $a = "pool.supportxmr.com"\n  condition: $a\n}'),
    file("/opt/yara/m.yar", '$a = "pool.supportxmr.com"\n/opt/k -o $a'),
  ],
  "osquery's schedule": [
    file(
      "/etc/osquery/osquery.conf",
      `{"schedule":{"m":{"query":"SELECT * FROM processes WHERE name = 'xmrig';","interval":300}}}`,
    ),
    file("/etc/osquery/osquery.conf", "/opt/k -o pool.supportxmr.com:3333"),
  ],
  "ModSecurity's": [
    file("/etc/modsecurity/m.conf", 'SecRule ARGS "@contains stratum+tcp://" "id:1,deny,status:403"'),
    file("/etc/modsecurity/m.conf", 'SecRule ARGS "@contains a" "id:1,exec:/opt/xmrig"'),
  ],
  "Fluent Bit's": [
    file("/etc/fluent-bit/f.conf", "[FILTER]\n    Name grep\n    Match *\n    Regex log xmrig|supportxmr"),
    file(
      "/etc/fluent-bit/f.conf",
      "[INPUT]\n    Name exec\n    Command /opt/xmrig\n[FILTER]\n    Name grep\n    Regex log a",
    ),
  ],
  "Sysmon's": [
    file(
      "/opt/sysmon/config.xml",
      '<Sysmon><EventFiltering><ProcessCreate onmatch="include"><Image condition="end with">xmrig</Image></ProcessCreate></EventFiltering></Sysmon>',
    ),
    `${file("/opt/sysmon/config.xml", "<Sysmon><EventFiltering><Image>xmrig</Image></EventFiltering></Sysmon>")}sed 's/<[^>]*>//g' /opt/sysmon/config.xml | sh\n`,
  ],
  "AppArmor's": [
    file("/etc/apparmor.d/deny-miners", "profile deny-miners /usr/bin/xmrig {\n  deny /** mrwlx,\n}"),
    file("/etc/apparmor.d/deny-miners", "profile a /usr/bin/a {\n  deny /** mrwlx,\n}\n/opt/xmrig -B"),
  ],
  "fapolicyd's": [
    file("/etc/fapolicyd/rules.d/10-m.rules", "deny perm=execute all : path=/usr/local/bin/xmrig"),
    file("/etc/fapolicyd/rules.d/10-m.rules", "deny perm=execute all : path=/a\n/opt/xmrig -B"),
  ],
};

for (const [what, twins] of Object.entries({ hunts, refusals, says, formats }))
  describe(`payloads: a defender's script ${what}`, () => {
    for (const [how, [sound, bad]] of Object.entries(twins)) {
      it(`${how}: no sign of mining`, () => assert.deepEqual(names(sound), []));
      it(`${how}, and a miner runs: a sign`, () => assert.notDeepEqual(names(bad), []));
    }
  });

describe("payloads: what looks for defenders' scripts", () => {
  it("takes no longer for hostile texts than their length allows", () => {
    const units = [
      "# a b c\n",
      "cat <<E\n# a b\n",
      ";; a |",
      "'a', ",
      "foreach ($a in '",
      "nft add element a { ",
      "New-AzFirewallApplicationRule -TargetFqdn 'a' -ActionType Deny ",
      "for a in '{",
      "echo 'a",
      "A=Standard_NC6s_v3\naz vm create\n",
      "done <<E\nStandard_NC6s_v3\naz vm create\n",
    ];
    for (const unit of units) names(`#!/bin/sh\n# xmrig\n${unit.repeat(8_000)}`);
  }).timeout(20_000);
});
