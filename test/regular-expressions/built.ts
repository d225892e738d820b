import { join } from "node:path";
import { record } from "./record";
import { root, written } from "./rooms";

/**
 * Runs in a process of its own: loads every file that builds one, lets it read texts that lead to each place where an expression is built, and
 * prints what was built.
 */
const made = record();

const calling = new Set(
  written()
    .filter(({ source }) => source === undefined)
    .map(({ file }) => file),
);
for (const file of calling) require(join(root, file));

const { searchForMining } = require(join(root, "payloads/search")) as typeof import("../../payloads/search");
const pool = "pool.supportxmr.com";
for (const text of [
  // a heredoc, a remark, a case, a list that only refuses, a loop
  `#!/bin/sh\ncat > /etc/falco/rules.d/a.yaml <<'EOF'\n- list: miners\n  items: [${pool}]\n- rule: x\n  condition: x\nEOF\n# ${pool} is blocked here\nls /etc/falco/*.yaml\n`,
  `#!/bin/sh\nPOOLS="\n${pool}\nxmr.nanopool.org\n"\nfor host in $POOLS; do iptables -A OUTPUT -d $host -j DROP; done\n`,
  `#!/bin/sh\n# ${pool} is blocked by us\ncat <<EOF\nhello\nEOF\niptables -A OUTPUT -d ${pool} -j DROP\n`,
  `rules:\n  blocked.txt: |-\n    ${pool}\n    xmr.nanopool.org\n  b: c\n`,
  `{"url":"${pool}:3333","user":"a","pass":"x","algo":"rx/0"}`,
  // what is decoded, kept and run
  "x=$(base64 -d /tmp/a | bunzip2)\neval $x\n",
  "base64 -d /tmp/a | bunzip2 > /tmp/b\nsh /tmp/b\n",
  "bunzip2 /tmp/a.bz2 -c > /tmp/b; /tmp/b\n",
  "code = zlib.decompress(data)\nexec(code)\n",
  "[IO.File]::WriteAllBytes('a.exe', [Convert]::FromBase64String($b)); .\\a.exe",
  // sizes
  '#!/bin/sh\nSIZE=Standard_NC6s_v3\nif [ "$SIZE" = x ]; then exit 1; fi\naz vm create --size $SIZE\n',
  // strings that are built
  "$a='xm'; $b='rig'; iex ($a + $b); 'x@mrig'.Replace('@',''); -join('xm','rig'); '{1}{0}' -f 'rig','xm'; [char]120",
]) {
  searchForMining(text);
  searchForMining(text, true);
}

const { expandTemplate } = require(
  join(root, "compute/template/expand"),
) as typeof import("../../compute/template/expand");
expandTemplate(
  { resources: [{ type: "a.b/c", properties: { of: "[split('a;b', createArray(';', ','))]" } }] },
  { path: "" },
);

process.stdout.write(JSON.stringify(made()), () => process.exit());
