import { readFileSync } from "node:fs";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { type Proofs, proofsFile } from "../test/regular-expressions/proofs";

/**
 * Tries every regular expression that automata alone do not prove to be linear on 100 KB of what costs it most: what the checker found, each
 * word of its own again and again, and runs of the signs that repetitions go over. Prints the slowest ones beside the goal.
 */
const size = 100 * 1024;
const goal = 50;
const shown = 15;
/** Beyond this it is given up. */
const patience = 5_000;

interface Tried {
  readonly key: string;
  readonly text: string;
  readonly ms: number;
}

async function main(): Promise<void> {
  const proofs = JSON.parse(readFileSync(proofsFile, "utf8")) as Proofs;
  const keys = Object.keys(proofs).filter(key => proofs[key]!.verdict !== "linear");
  const all: Tried[] = [];
  for (const key of keys) all.push(await inWorker(key));
  all.sort((a, b) => b.ms - a.ms);
  const slow = all.filter(({ ms }) => ms > goal);
  for (const { key, text, ms } of all.slice(0, Math.max(shown, slow.length)))
    console.log(`${ms.toFixed(0).padStart(6)} ms  ${JSON.stringify(text)}  ${key.slice(0, 160)}`);
  console.log(
    `${all.length} expressions on 100 KB of their worst: the slowest takes ${all[0]!.ms.toFixed(0)} ms, ${slow.length} take more than the goal of ${goal} ms`,
  );
}

const inWorker = (key: string): Promise<Tried> =>
  new Promise(resolve => {
    const worker = new Worker(__filename, { workerData: key, execArgv: ["-r", "tsx/cjs"] });
    const end = (result: Tried) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(result);
    };
    const timer = setTimeout(() => end({ key, text: "(given up)", ms: patience }), patience);
    worker.on("message", end);
    worker.on("error", error => end({ key, text: String(error), ms: 0 }));
  });

function tried(key: string): Tried {
  const { attack } = (JSON.parse(readFileSync(proofsFile, "utf8")) as Proofs)[key]!;
  const end = key.lastIndexOf("/");
  const source = key.slice(1, end);
  const flags = key.slice(end + 1);
  const words = new Set(Array.from(source.matchAll(/[A-Za-z][A-Za-z0-9-]+(?![\w]*[\]}])/g), ([word]) => word));
  const repeated = [
    ..." \t\na0A'\"(=:|;&<>/\\#.-_,{[".split(""),
    ...[...words].flatMap(word => [`${word} `, `${word}\t'`, `${word}=`]),
    [...words].slice(0, 6).join(" "),
  ];
  const texts = [
    ...repeated.map(part => ({ text: part, whole: filled("", part, "\0") })),
    ...(attack
      ? [
          {
            text: attack.parts.map(([, part]) => part).join("…"),
            whole:
              attack.parts.map(([before, part]) => filled(before, part, "", attack.parts.length)).join("") + attack.end,
          },
        ]
      : []),
  ];
  let worst: Tried = { key, text: "", ms: 0 };
  for (const { text, whole } of texts) {
    const pattern = new RegExp(source, flags);
    const start = performance.now();
    // as it is used: once from the start, or for all places
    if (pattern.global) for (const _ of whole.matchAll(pattern));
    else pattern.test(whole);
    const ms = performance.now() - start;
    if (ms > worst.ms) worst = { key, text: text.slice(0, 60), ms };
  }
  return worst;
}

function filled(before: string, part: string, end: string, share = 1): string {
  return before + part.repeat(Math.ceil(size / share / part.length)) + end;
}

if (isMainThread) void main();
else parentPort!.postMessage(tried(workerData as string));
