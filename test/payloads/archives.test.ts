import assert from "node:assert/strict";
import { createHash, randomUUID } from "node:crypto";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { layersOf } from "../../payloads/decoders/decode";
import { addsNothing, base64, comesOut, needle, script } from "./decoder-table";

const padded = `${script}${"# a line that says nothing\n".repeat(40)}`;

/** Always the same, and like no text. */
const noise = (length: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.ceil(length / 64) }, (_, i) => createHash("sha512").update(`${i}`).digest()),
  ).subarray(0, length);

/** A file in a zip after its local header. */
function zipped(name: string, data: Buffer, header: { method: 0 | 8; length?: number }): Buffer {
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(header.method, 8);
  local.writeUInt32LE(header.length ?? data.length, 18);
  local.writeUInt16LE(name.length, 26);
  return Buffer.concat([local, Buffer.from(name), data]);
}
const deflated = (name: string, text: string | Buffer, length?: number): Buffer =>
  zipped(name, deflateRawSync(text), { method: 8, ...(length === undefined ? {} : { length }) });
const stored = (name: string, data: string | Buffer): Buffer =>
  zipped(name, Buffer.from(data as string), { method: 0 });

describe("payloads: archives", () => {
  comesOut({
    "gzip in gzip": base64(gzipSync(gzipSync(script))),
    "zlib in gzip in gzip": base64(gzipSync(gzipSync(deflateSync(script)))),
    "a script that unpacks its own end": base64(
      Buffer.concat([Buffer.from("#!/bin/sh\ntail -n+3 $0|gunzip|sh;exit\n"), gzipSync(script)]),
    ),
    "a long script that unpacks its own short end": base64(
      Buffer.concat([Buffer.from(`#!/bin/sh\n${"# a line that says nothing\n".repeat(400)}`), gzipSync(script)]),
    ),
    "the second archive": base64(Buffer.concat([noise(99), gzipSync("nothing"), noise(9), gzipSync(script), noise(9)])),
    "zip, deflated": base64(deflated("setup.sh", padded)),
    "zip, stored": base64(Buffer.concat([deflated("logo.png", noise(900)), stored("setup.sh", script), noise(90)])),
    "zip, its length after it": base64(Buffer.concat([deflated("setup.sh", padded, 0), Buffer.from("PK\x07\x08....")])),
    "zip, the second file": base64(Buffer.concat([deflated("readme.txt", "nothing"), deflated("setup.sh", padded)])),
    "zip, gzip in it": base64(stored("setup.gz", gzipSync(script))),
    "zip after a script": base64(Buffer.concat([Buffer.from("#!/bin/sh\nunzip $0;exit\n"), deflated("a.sh", padded)])),
    "deflate, short, where a script unpacks": `[IO.Compression.DeflateStream]::new([Convert]::FromBase64String('${base64(deflateRawSync(needle))}'))`,
  });

  it("the name of a file in a zip", () => {
    const { texts } = layersOf(base64(deflated("contoso-worker.exe", noise(300))));
    assert.ok(texts.some(text => text.includes("contoso-worker.exe")));
  });

  addsNothing({
    "a short checksum": base64(noise(32)),
    "what begins as gzip and is none": base64(Buffer.concat([Buffer.from([0x1f, 0x8b, 8]), noise(200)])),
    "what begins as zip and is none": base64(Buffer.concat([Buffer.from("PK\x03\x04"), noise(200)])),
  });

  it("archives that unpack to gigabytes together are cut off, and it is said", () => {
    const bomb = gzipSync(Buffer.alloc(4 * 1024 * 1024 - 1));
    const bombs = Array.from({ length: 100 }, (_, i) => base64(Buffer.concat([bomb, Buffer.from(`${i}`)])));
    assert.match(layersOf(bombs.join("\n")).cutOff ?? "", /unpack/);
  });
});

describe("payloads: what looks like archives in number", () => {
  const each = (count: number, make: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => make(i)).join("\n");
  const digest = (algorithm: string, encoding: "hex" | "base64") => (i: number) =>
    createHash(algorithm).update(`${i}`).digest(encoding);
  const [sha256, sha512, integrity] = [digest("sha256", "hex"), digest("sha512", "hex"), digest("sha512", "base64")];

  /** Before these stands a variable that is put in, so that all is read twice. */
  const ordinary: Record<string, string> = {
    "checksums of Python packages": each(3000, i => `package${i}==1.${i} \\\n    --hash=sha256:${sha256(i)}`),
    "checksums of node packages": each(2000, i => `"integrity": "sha512-${integrity(i)}"`),
    "checksums of files": each(3000, i => `${sha512(i)}  file${i}`),
    "resource ids": each(
      3000,
      i =>
        `'/subscriptions/00000000-0000-0000-0000-${String(i).padStart(12, "0")}/resourceGroups/rg-app${i}-prod/providers/Microsoft.Compute/virtualMachines/vm${i}'`,
    ),
    "keys of storage accounts": each(900, i => `AccountKey=${integrity(i)};EndpointSuffix=core.windows.net`),
    "names by chance": each(3000, () => `id: ${randomUUID()}`),
  };
  for (const [what, text] of Object.entries(ordinary))
    it(`${what} are none`, () => assert.equal(layersOf(`V=/opt/venv\necho $V\n${text}`).cutOff, undefined));
});
