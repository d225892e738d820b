import { gzipSync } from "node:zlib";
import { addsNothing, base64, comesOut, inLines, script } from "./decoder-table";

const plain = base64(script);
const packed = base64(gzipSync(script));
const pieces = (length: number, write: (piece: string) => string, packing = packed): string =>
  inLines(packing, length).map(write).join("\n");

describe("payloads: base64 in pieces", () => {
  comesOut({
    "added to a shell's variable": `P=''\n${pieces(40, piece => `P+=${piece}`)}\necho $P|base64 -d|gunzip|sh\n`,
    "added to a shell's variable, in quotes": `${pieces(30, piece => `P+="${piece}"`, plain)}\necho $P|base64 -d|sh\n`,
    "added to PowerShell's variable": `$p=''\n${pieces(40, piece => `$p += '${piece}'`)}\n[Convert]::FromBase64String($p)`,
    "written to a file": `${pieces(40, piece => `echo ${piece} >> /tmp/f`)}\nbase64 -d /tmp/f|gunzip|sh\n`,
    "written to a file, in quotes": `${pieces(25, piece => `echo -n '${piece}'>>f`, plain)}\nbase64 -d f|sh\n`,
    "written to a file in cmd": `${pieces(40, piece => `echo ${piece}>> f.txt`)}\ncertutil -decode f.txt f.ps1\n`,
    "literals on lines, added": `$p = '${inLines(packed, 40).join("' +\n  '")}'\n[Convert]::FromBase64String($p)`,
    "literals on lines, in brackets": `p=('${inLines(packed, 40).join("'\n   '")}')\nbase64.b64decode(p)`,
    "a list": `base64.b64decode(''.join(['${inLines(packed, 24).join("','")}']))`,
    "a list on lines": `base64.b64decode(''.join([\n  "${inLines(plain, 24).join('",\n  "')}",\n]))`,
    "short lines": `base64 -d <<E|gunzip|sh\n${pieces(30, piece => piece)}\nE\n`,
    "very short lines": `base64 -d <<E|sh\n${pieces(10, piece => piece, plain)}\nE\n`,
    "short lines of Windows": `base64 -d <<E|sh\r\n${pieces(20, piece => `${piece}\r`, plain)}\nE\n`,
    "lines of comments": `sed -n 's/^#//p' $0|base64 -d|gunzip|sh;exit\n${pieces(60, piece => `#${piece}`)}\n`,
    "words on a line": `echo '${inLines(plain, 12).join(" ")}' | tr -d ' ' | base64 -d | sh`,
  });

  describe("long, without what reads them", () =>
    comesOut({
      "added to a variable": pieces(40, piece => `P+=${piece}`),
      "written to a file": pieces(40, piece => `echo ${piece} >> f`),
      "literals side by side": `p=('${inLines(packed, 40).join("'\n'")}')`,
      "a list": `p=['${inLines(packed, 40).join("','")}']`,
      comments: pieces(60, piece => `#${piece}`),
    }));

  addsNothing({
    "a list of names": "base64 --version\nfor name in \\\nnginx \\\ncurl \\\nopenssl\ndo\necho name\ndone\n".replaceAll(
      " \\\n",
      "\n",
    ),
    "lines that add": "base64 --version\nA+=nginx\nA+=curl\nA+=contoso\n",
  });
});
