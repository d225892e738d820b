// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a shell's own variables
import assert from "node:assert/strict";
import { layersOf } from "../../payloads/decoders/decode";
import { addsNothing, comesOut } from "./decoder-table";

const rest = "atum+tcp://pool.contoso.com:3333";

describe("payloads: words split in a shell", () => {
  comesOut({
    "a line that goes on within a word": `./worker -o str\\\n${rest}`,
    "a line that goes on within a word, twice": "./worker -o stratum+tcp://pool.con\\\ntoso\\\n.com:3333",
    "a line of Windows that goes on within a word": `./worker -o str\\\r\n${rest}`,
    "a line of cmd that goes on within a word": `worker.exe -o str^\r\n${rest}`,
    "all arguments, of which there are none": "./worker -o str${@}atum+tcp://pool$*.con$@toso.com:3333",
    "arguments that are not given": "./worker -o str$1atum+tcp://pool.con${9}toso.com:3333",
    "a command that says nothing": "./worker -o str$()atum+tcp://pool.con``toso.com:3333",
    "several that say nothing": "./worker -o str$()$@${9}atum+tcp://pool.con$()``toso.com:3333",
    "what says nothing, in quotes": './worker -o str"$@"atum+tcp://pool.con"$()"toso.com:3333',
    "a variable that is not set": "./worker -o str${none}atum+tcp://pool.con${none}toso.com:3333",
    "a variable that is not set, in quotes": `./worker -o "str"$none"${rest}"`,
    "a variable with more added": `a=stra; a+=tum+tcp\n./worker -o $a://pool.contoso.com:3333`,
    "a variable made of itself": `a=stratum; a="\${a}+tcp"; ./worker -o $a://pool.contoso.com:3333`,
    "a variable made of itself before it has a value": `a="\${a}strat"; ./worker -o \${a}um+tcp://pool.contoso.com:3333`,
    "a variable that is printed with its own name": `a=strat; echo "a='$a'"; ./worker -o \${a}um+tcp://pool.contoso.com:3333`,
    "a variable that leads back to itself, and then does not": `a='$b'; b='$a'; b=strat; ./worker -o \${b}um+tcp://pool.contoso.com:3333`,
    "a variable's default": "./worker -o ${q:-stratum}+tcp://${r-pool}.${s:=contoso}.com:3333",
    "a variable's default that is not taken": "q=stratum; ./worker -o ${q:-udp}+tcp://pool.contoso.com:3333",
    "a variable in other case": "Q=stratum; ./worker -o ${Q,,}+tcp://pool.contoso.com:3333",
    "a part of a variable replaced": "s=stra_xx_; ./worker -o ${s/_xx_/}tum+tcp://pool.contoso.com:3333",
    "all parts of a variable replaced": "s=s@t@r@atum; ./worker -o ${s//@/}+tcp://pool.contoso.com:3333",
    "a variable that is something else before and after":
      "a=stratum; a=$a+tcp; b=pool; ./worker -o $a://$b.contoso.com:3333; a=x; b=y",
    "a list's items": "a=(stra tum+tcp); ./worker -o ${a[0]}${a[1]}://pool.contoso.com:3333",
    "arguments that are set": "set -- stra tum+tcp; ./worker -o $1${2}://pool.contoso.com:3333",
    "quotes of the other kind": "./worker -o str$'at'um+tcp://pool.con$\"tos\"o.com:3333",
    "quotes in quotes": 'bash -c "./worker -o str\\"at\\"um+tcp://pool.\\"con\\"toso.com:3333"',
    "a pattern of one letter": "./worker -o str[a]tum+tcp://pool.con[t]oso.com:3333",
    "literals joined in Perl": `perl -e 'exec("./worker -o stra"."tum+tcp" . "://pool.contoso.com:3333")'`,
    "literals joined in Python": `python3 -c "os.system('./worker -o stra' 'tum+tcp://pool.con'  'toso.com:3333')"`,
    "literals joined in awk": `awk 'BEGIN{system("./worker -o stra" "tum+tcp://pool.contoso.com:3333")}'`,
    "words that printf puts together": 'p=$(printf "%s%s" stratum "+tcp"); ./worker -o $p://pool.contoso.com:3333',
    "words that printf puts together, bare": "./worker -o $(printf %s%s%s stra tum +tcp)://pool.contoso.com:3333",
    "variables of cmd": "cmd /c set a=stra&& set b=tum+tcp&& call worker.exe -o %a%%b%://pool.contoso.com:3333",
  });

  addsNothing({
    "arguments that are given on": 'install -m 755 "$1" "$2"\nexec "$@"\n',
    patterns: "grep 'contoso$' /etc/hosts | sed 's/[0-9]$//' > \"hosts\"\n",
    "variables between other signs": "curl https://files.contoso.com/${version}/app-${version}.tar.gz\n",
    "words in quotes": "apt-get install 'nginx' 'curl'\n",
    "a list": "names=(web api); echo names\n",
    "a part of a list": "value = rows[i][0] + cells[j]\n",
    "texts in quotes": 'echo "it is done." . "So it is"\n',
    "a hunter's pattern": "ps aux | grep [w]orker\n",
  });
});

/** Each of them was once decoded until a limit was reached, with more of the same in every layer. */
describe("payloads: a variable that stands in its own value is no encoding", () => {
  const scripts: Readonly<Record<string, string>> = {
    "a script writes one that prints a variable with its own name":
      'mode=""\ncat <<EOF >/usr/local/bin/run.sh\necho "unknown mode=\'\\$mode\'"\nEOF\n',
    "the same of several variables": `echo "a='\\$a' b='\\$b'"; echo "c=\\"\\$c\\""`,
    "a path that grows": "export PATH=$PATH:/opt/contoso/bin\necho $PATH\n",
    "a path that grows, in quotes": 'PATH="$' + '{PATH}:/opt/bin"; export PATH\n',
    "a path that grows in PowerShell": '$env:PATH = "$env:PATH;C:\\contoso"\nWrite-Host $env:PATH\n',
    "a path that grows in cmd": "set PATH=%PATH%;C:\\contoso\nset P=%P%x\necho %P%\n",
    "with delayed expansion": "set P=!P!x\necho !P!\n",
    "two that name each other": "a='$b'; b='x$a'; echo $a $b\n",
    "four that name each other": `${Array.from({ length: 4 }, (_, i) => `v${i}='x$v${(i + 1) % 4}'`).join("; ")}\necho $v0\n`,
  };
  for (const [what, text] of Object.entries(scripts))
    it(what, () => {
      const { texts, cutOff } = layersOf(text);
      assert.equal(cutOff, undefined);
      assert.ok(texts.length <= 5 && texts.every(layer => layer.length <= 4 * text.length), JSON.stringify(texts));
    });
});
