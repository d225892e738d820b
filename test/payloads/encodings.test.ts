import { addsNothing, base64, comesOut, inLines, needle } from "./decoder-table";

const line = `./worker -o ${needle}\n`;
const hex = (text: string): string => Buffer.from(text).toString("hex");
const octal = (text: string): string => Array.from(text, sign => `\\${sign.charCodeAt(0).toString(8)}`).join("");
const reversed = (text: string): string => [...text].reverse().join("");

/** As Python's `base64.b32encode` and `codecs.encode(…, "rot13")` write the line. */
const base32 = "FYXXO33SNNSXEIBNN4QHG5DSMF2HK3JLORRXAORPF5YG633MFZRW63TUN5ZW6LTDN5WTUMZTGMZQU===";
const rot13 = "./jbexre -b fgenghz+gpc://cbby.pbagbfb.pbz:3333";

/** A dump as `xxd` prints it. */
const dump = (text: string): string =>
  inLines(text, 16)
    .map((part, i) => {
      const offset = (i * 16).toString(16).padStart(8, "0");
      return `${offset}: ${inLines(hex(part), 4).join(" ")}  ${part.replace(/[^ -~]/g, ".")}`;
    })
    .join("\n");

describe("payloads: other encodings, where their tool is named", () => {
  comesOut({
    "hexadecimal digits with blanks": `echo '${inLines(hex(line), 2).join(" ")}' | xxd -r -p | sh`,
    "hexadecimal digits with few blanks": `echo '${inLines(hex(line), 4).join(" ")}' | xxd -r -p | sh`,
    "hexadecimal digits on short lines": `xxd -r -p <<E | sh\n${inLines(hex(line), 14).join("\n")}\nE\n`,
    "a dump": `xxd -r <<E | sh\n${dump(line)}\nE\n`,
    "a line from its end": `echo '${reversed(line.trim())}' | rev | sh`,
    "base64 from its end": `echo ${reversed(base64(line))} | rev | base64 -d | sh`,
    rot13: `echo '${rot13}' | tr A-Za-z N-ZA-Mn-za-m | sh`,
    "rot13 in Python": `codecs.decode('${rot13}', 'rot_13')`,
    base32: `echo ${base32} | base32 -d | sh`,
    "base32 in Python": `base64.b32decode('${base32}')`,
    "octal escapes of two digits": `$(printf '${octal(line.trim())}')`,
  });

  describe("in short", () =>
    comesOut(
      {
        base64: `$(echo ${base64("./contoso-w")}|base64 -d)`,
        "base64 behind its tool": `$(base64 -d <<<${base64("contoso-w")})`,
        "base64 in PowerShell": `iex ([Text.Encoding]::ASCII.GetString([Convert]::FromBase64String('${base64("contoso-w")}')))`,
        "hexadecimal digits": `$(echo ${hex("contoso")}|xxd -r -p)`,
      },
      "contoso",
    ));

  addsNothing({
    "the tools by name": "apt-get install base64 base32 xxd rev\n",
    "dates and ids beside xxd": "xxd --version\necho 2024-01-01 10.0.0.1 abcdef\n",
    "short words beside base64": "openssl version | base64 --decode --wrap=0 > contoso.com\n",
  });
});
