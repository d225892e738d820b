/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell's own variables */
import assert from "node:assert/strict";
import fc from "fast-check";
import { indicatorsIn } from "../../payloads/signs/indicators";

const names = (text: string) => indicatorsIn(text).map(({ kind, name }) => `${kind}:${name}`);
const wallet = `48${"A1b2C3d4E5f6G7h8J9".repeat(6).slice(0, 93)}`;
const miner = "./xmrig -o stratum+tcp://pool.supportxmr.com:3333";

describe("what hunts a miner, or shuts off a pool, is no sign of mining", () => {
  const spared: readonly string[] = [
    // commands that hunt
    "rm -rf /tmp/xmrig",
    "/bin/rm -rf /tmp/xmrig",
    "if sudo /usr/bin/pkill -f 'xmrig|minerd'; then true; fi",
    "! grep -q xmrig /etc/crontab",
    "- rm -f /tmp/nanopool.org",
    "LC_ALL=C grep -E '(xmrig|minerd)' /etc/crontab",
    'grep "a\\"xmrig" /etc/crontab',
    'echo "a \\"b\\" c"; grep -E "xmrig|minerd" x',
    "rm -rf ${DIR}/xmrig",
    'if [ -n "$(pgrep -x xmrig)" ]; then kill -9 $(pgrep xmrig); fi',
    "FOUND=$(ps aux | grep -E 'xmrig|minerd')",
    "grep -r 'stratum+tcp://' /etc",
    "grep -re stratum+tcp://nanopool.org -e nanopool.org /etc",
    `grep -rl ${wallet} /home`,
    "Get-Process xmrig,minerd -ErrorAction SilentlyContinue | Stop-Process -Force",
    "Remove-Item C:\\Temp\\xmrig.exe -Force; Stop-Service xmrig",
    "taskkill /F /IM xmrig.exe",
    "auditctl -w /tmp/xmrig -p x",
    "chattr -i /tmp/xmrig",
    "lsof -c xmrig",
    // forms of commands that can do other things too
    "find / -name 'xmrig*' -delete",
    "find / -type f -iname xmrig -o -name 'minerd' -delete",
    "sed -i '/xmrig/d' /etc/crontab",
    "systemctl disable --now xmrig",
    "sudo systemctl stop c3pool_miner",
    "service xmrig stop",
    "if pgrep -x xmrig; then logger 'xmrig found'; fi",
    "Get-Process | Where-Object { $_.Name -match 'xmrig|minerd' } | Stop-Process",
    // deny lists
    "0.0.0.0 xmr.pool.minergate.com",
    "0.0.0.0 nbminer.com",
    "0.0.0.0 www.nanopool.org pool.minexmr.com",
    "deny *.minergate.com",
    "blockDomains: [minergate.com, xmrig.com]",
    '{"deny":{"fqdns":["nanopool.org"]}}',
    "::1 supportxmr.com",
    "echo '0.0.0.0 supportxmr.com' >> /etc/hosts",
    "echo 127.0.0.1 xmr.pool.minergate.com >> /etc/hosts",
    "printf '127.0.0.1\\tsupportxmr.com\\n' >> /etc/hosts",
    "Add-Content C:\\Windows\\System32\\drivers\\etc\\hosts '0.0.0.0 supportxmr.com'",
    "iptables -A OUTPUT -d pool.supportxmr.com -j DROP",
    "iptables -A OUTPUT -p tcp -m string --string 'nanopool.org' --algo bm -j REJECT",
    'local-zone: "supportxmr.com" always_nxdomain',
    'local-zone: "nanopool.org" refuse',
    "address=/supportxmr.com/0.0.0.0",
    "address=/nanopool.org/",
    "supportxmr.com CNAME .\n*.supportxmr.com CNAME .",
    "||supportxmr.com^",
  ];
  for (const text of spared) it(text, () => assert.deepEqual(names(text), []));
});

describe("what mines cannot be talked away", () => {
  const found: readonly string[] = [
    // a miner that is called like a command that hunts
    "/opt/kill -o stratum+tcp://pool.contoso.com:1",
    "./rm --donate-level 1 -o pool.supportxmr.com:3333",
    `nohup ./rm -o stratum+tcp://pool.contoso.com -u ${wallet} &`,
    "ExecStart=/opt/kill -o stratum+tcp://pool.contoso.com:3333",
    "cp w /usr/local/bin/kill; /usr/local/bin/kill -o stratum+tcp://pool.contoso.com --donate-level 1",
    "kill -o nanopool.org",
    `kill -u ${wallet}`,
    "kill --donate-level 1",
    "grep -o stratum+tcp://pool.contoso.com:3333",
    "grep -o stratum+tcp://me@pool.contoso.com:3333",
    "grep -o nanopool.org:14433",
    "/opt/a -o $(grep -o 'nanopool.org' /etc/falco/a.yaml):14444 -u 4",
    '/opt/a -o "$(cat /tmp/x | grep -m1 -o nanopool.org)":14444',
    "/opt/grep -o stratum+tcp://pool.contoso.com",
    ".\\grep -o stratum+tcp://pool.contoso.com",
    "$grep -o stratum+tcp://pool.contoso.com",
    "grep$x -o stratum+tcp://pool.contoso.com",
    "./sudo grep -o stratum+tcp://pool.contoso.com",
    '"/opt/w" grep -o stratum+tcp://pool.contoso.com',
    "./* grep -o stratum+tcp://pool.contoso.com",
    "./w $(y) grep -o stratum+tcp://pool.contoso.com",
    "ExecStart=/opt/w grep -o stratum+tcp://pool.contoso.com",
    "ExecStart=w grep -o stratum+tcp://pool.contoso.com",
    "PATH=/opt grep -o stratum+tcp://pool.contoso.com",
    "./w \\\ngrep -o stratum+tcp://pool.contoso.com",
    "./w `\r\ngrep -o stratum+tcp://pool.contoso.com",
    "A=/bin/rm ./xmrig",
    'time -f "; grep " ./xmrig',
    'time -f "a\\"; grep " ./xmrig',
    "grep a\\' |./xmrig |cat \\'",
    "kubectl run m --image x -- -a kawpow",
    "rg --pre ./xmrig x",
    // quotes
    `grep -q 'a\\' /etc/hosts; ${miner}`,
    "grep -q 'a\\' x |./xmrig",
    `rm "a\\\\" x; ${miner}`,
    'grep "a\\\\" x |./xmrig',
    'grep "a\\" x |./xmrig',
    "grep 'it''s' |./xmrig",
    "grep $'a\\'' |./xmrig |cat '",
    'grep "a`"" |./xmrig |cat "',
    "grep ‘a' |./xmrig |cat ’",
    "grep '\"' |./xmrig |cat '\"'",
    '"$(echo "; grep "|./xmrig|" )" )"',
    '"$(case a in a) echo "; grep "|./xmrig|" ;; esac)"',
    '"$(echo \\) "; grep "|./xmrig|" )"',
    "rm 'a|./xmrig'",
    "grep 'a; ./xmrig'",
    // brackets
    "if(rm C:\\x -ea 0){}else{.\\xmrig.exe -o stratum+tcp://p:1}",
    "if (kill -Name zz) {.\\xmrig.exe}",
    "rm foo,(.\\xmrig.exe)",
    "kill -Name ({.\\xmrig.exe}.Invoke())",
    "grep x ${ ./xmrig; }",
    'grep x "${ ./xmrig; }"',
    "grep x ${| ./xmrig; }",
    "grep x =(./xmrig)",
    "grep $(case a in a) ./xmrig;; esac)",
    "rm ${x} | ./xmrig",
    "rm x\\(./xmrig)",
    // forms
    "find / -name xmrig -exec {} +",
    "find / -name xmrig -delete -exec ./a",
    "find ./xmrig -delete",
    "sed '1e ./xmrig' /etc/hosts",
    "systemctl start xmrig",
    "systemctl stop nginx; ./xmrig",
    'time -f "systemctl stop " ./xmrig',
    "logger a; ./xmrig",
    "logger -s xmrig 2>&1 | sh",
    "service xmrig start",
    "Get-Process x | Where-Object { .\\xmrig.exe }",
    // deny lists
    "./app --bind 0.0.0.0 nanopool.org",
    "./app -o nanopool.org 0.0.0.0",
    "echo '0.0.0.0 nanopool.org:3333'",
    "echo '0.0.0.0 stratum+tcp://nanopool.org'",
    "echo '0.0.0.0 nanopool.org'; ./app -o nanopool.org",
    "iptables -A OUTPUT -d nanopool.org -j ACCEPT",
    "iptables -F; ./app -d nanopool.org -j DROP",
    "iptables -d nanopool.org:3333 -j DROP",
    "./app -o nanopool.org # -j DROP",
    "./app -o nanopool.org always_nxdomain",
    "./app nanopool.org CNAME .",
    "0.0.0.0 xmrig",
    "deny all; ./xmrig",
    "deny ./xmrig",
  ];
  for (const text of found) it(text, () => assert.notDeepEqual(names(text), []));

  it("by a hunter, a pool that is shut off or a quote on a line before", () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(..."'\"`\\(){}$;|& ", "grep ", "rm ", "deny ", "0.0.0.0 ", "x")), parts =>
        assert.ok(names(`${parts.join("")}\n${miner}`).includes("miner:xmrig")),
      ),
    ));
  it("by what closes with a quote before it", () =>
    fc.assert(
      fc.property(fc.constantFrom("'", '"'), fc.stringMatching(/^[a-z\\ |(){}]{0,12}$/), (mark, inside) => {
        // in no shell does the second mark leave the quote open, but after a backslash
        if (!inside.endsWith("\\")) assert.notDeepEqual(names(`grep ${mark}${inside}${mark} |./xmrig`), []);
      }),
    ));
});
