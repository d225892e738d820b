import { addsNothing, comesOut, needle } from "./decoder-table";

const codes = (text: string, write: (code: number) => string = String): string[] =>
  Array.from(text, sign => write(sign.charCodeAt(0)));
const hex = (code: number): string => `0x${code.toString(16)}`;
const rest = "://pool.contoso.com:3333'";

describe("payloads: texts put together in PowerShell", () => {
  comesOut({
    "codes of characters": `-join([char[]](${codes(needle).join(",")}))|iex`,
    "codes of characters, made into such": `-join(${codes(needle).join(", ")}|%{[char]$_})|iex`,
    "codes in hexadecimal": `[Text.Encoding]::ASCII.GetString([byte[]](${codes(needle, hex).join(",")}))|iex`,
    "codes in a list": `[Text.Encoding]::UTF8.GetString(@(${codes(needle).join(",")}))`,
    "codes in a list, on lines": `[Text.Encoding]::UTF8.GetString(@(\n  ${codes(needle).join(",\n  ")}))`,
    "characters added": `iex (${codes(needle)
      .map(code => `[char]${code}`)
      .join("+")})`,
    "characters added, in hexadecimal": `iex (${codes(needle, hex)
      .map(code => `[char]${code}`)
      .join(" + ")})`,
    "characters added to literals": `iex ('str' + [char]97 + 'tum' + [char](43) + 'tcp${rest})`,
    "characters in Python": `exec(${codes(needle)
      .map(code => `chr(${code})`)
      .join("+")})`,
    "bytes in Python": `exec(bytes([${codes(needle).join(",")}]))`,
    "characters in JavaScript": `eval(String.fromCharCode(${codes(needle).join(",")}))`,
    "a format": `& ('{1}{0}' -f 'tum+tcp${rest},'stra')`,
    "a format with words": `& ("str{0}um{1}${rest.replace("'", '"')} -f 'at', "+tcp")`,
    "literals joined": `iex ('stra','tum+tcp${rest} -join '')`,
    "literals joined by the operator before": `iex (-join ('stra', "tum+tcp", '${rest}))`,
    "literals joined by a method": `iex ([string]::Join('',@('stra','tum+tcp${rest})))`,
    "literals joined in Python": `os.system(''.join(['stra','tum+tcp${rest}]))`,
    "literals joined in a text": `python3 -c "os.system(''.join(['stra','tum+tcp','://pool.contoso.com:3333']))"`,
    "a format in a text": `powershell -c "& ('{1}{0}' -f 'tum+tcp://pool.contoso.com:3333','stra')"`,
    "a sign taken out": `iex 's@t@r@atum+tcp${rest}.Replace('@','')`,
    "a word taken out": `iex ('straZZtum+tcp${rest} -replace 'ZZ','')`,
    "a sign taken out of a variable": `$s = 's@t@r@atum+tcp${rest}\niex $s.Replace("@", "")`,
    "variables added": `$a='stra';$b='tum+tcp${rest};& ($a+$b)`,
    "a variable and a literal added": `$a = 'stra'\niex ($a + 'tum+tcp${rest})`,
    "a variable with more added": `$a='stra';$a+='tum+tcp';& ".\\worker.exe -o $a${rest.replace("'", '"')}`,
    "literals in quotes of both kinds added": `& ('stra'+"tum+tcp"+'${rest})`,
    "literals on lines added": `& ('stra' +\n  'tum+tcp${rest})`,
    "literals joined by a full stop": `$h = ('stratum+tcp://pool', 'contoso', 'com:3333') -join '.'; & .\\worker -o $h`,
    "a list joined by a full stop": `h = '.'.join(['stratum+tcp://pool', 'contoso', 'com:3333'])`,
    "a typed variable": `[string]$a='stratum+tcp'; iex ".\\worker -o $a${rest.replace("'", '"')}`,
    "a variable with a scope": `$global:a='stra'; $env:b='tum+tcp'; iex ".\\worker -o \${global:a}$env:b${rest.replace("'", '"')}`,
    "an expression in a text": `iex "stra$('tum')+tcp${rest.replace("'", '"')}`,
    "an escape": `iex "stratum+tcp\`u{3a}//pool.contoso.com:3333"`,
  });

  addsNothing({
    "variables that are set": "$name = 'web'\n$name = 'api'\n$name += 'db'\n",
    "a list of numbers": "$ports = @(80, 110, 443, 8080, 8443)\n",
    "a list of numbers near characters": "[char]$c = Read-Host\n$sizes = 32, 200, 64, 300, 32, 500\n",
    "literals joined by a comma": "$names = 'web','api' -join ','\nWrite-Host (-join ',')\n",
    "a format with a variable": "Write-Host ('{0} of {1}' -f $done, $all)\n",
    "a replacement by a pattern": "$name -replace '[^a-z]', '-'\n",
  });
});
