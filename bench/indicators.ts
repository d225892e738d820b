import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { indicatorsIn } from "../payloads/signs/indicators";
import { median } from "./median";

/**
 * What it costs to look for signs of mining in 1 MiB of text, against a pass of a plain regular expression of twenty words over the same
 * text. Both take turns; the figure is the median of the turns' ratios.
 */
const limit = 5;
const turns = Number(process.argv[2] ?? 25);
const length = 1 << 20;

const words =
  "xmrig minerd cpuminer nanopool supportxmr minexmr stratum nicehash cryptonight randomx ethminer phoenixminer nbminer lolminer gminer teamredminer moneroocean hashvault unmineable monero";
const plain = new RegExp(words.replaceAll(" ", "|"), "gi");

const root = resolve(__dirname, "..");
const filled = (text: string) => text.repeat(Math.ceil(length / text.length)).slice(0, length);
const script = "#!/bin/sh\nset -e\napt-get update\napt-get install -y nginx curl\nsystemctl enable --now nginx\n";
const texts = {
  "a script": filled(script),
  "a page of documentation": filled(readFileSync(resolve(root, "docs/rules.md"), "utf8")),
  "a list of packages": filled(readFileSync(resolve(root, "package-lock.json"), "utf8")),
  "base64 without line breaks": Buffer.from(filled(script)).toString("base64").slice(0, length),
};

const milliseconds = (work: () => unknown): number => {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
};

let worst = 0;
for (const [name, text] of Object.entries(texts)) {
  const ratios: number[] = [];
  for (let turn = -3; turn < turns; turn++) {
    const simple = milliseconds(() => [...text.matchAll(plain)]);
    const ours = milliseconds(() => indicatorsIn(text));
    if (turn >= 0) ratios.push(ours / simple);
  }
  const ratio = median(ratios);
  worst = Math.max(worst, ratio);
  console.log(`signs of mining in 1 MiB of ${name}: ${ratio.toFixed(2)} of twenty words`);
}
console.log(`at most ${worst.toFixed(2)} (limit ${limit}${worst > limit ? ", exceeded" : ""})`);
if (worst > limit) process.exitCode = 1;
