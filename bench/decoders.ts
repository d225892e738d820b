import { layersOf } from "../payloads/decoders/decode";
import { heads, payloadOf, shapes } from "./payload-shapes";

/**
 * What a tenfold payload costs to decode, for each shape: the processor's time of 100,000 characters against that of 10,000, of each the
 * best of three. About 10 where the cost grows with the text, 100 where it grows with its square. It prints the ten worst.
 */
const seconds = (text: string): number => {
  const start = process.cpuUsage();
  layersOf(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
};
const best = (text: string) => Math.min(...[1, 2, 3].map(() => seconds(text)));

const rows = heads.flatMap(head =>
  shapes.map(shape => {
    const [little, much] = [10_000, 100_000].map(chars => best(payloadOf(head, shape, chars))) as [number, number];
    return { what: JSON.stringify(`${head.slice(0, 20)}${shape}`), ratio: much / little, much };
  }),
);
for (const { what, ratio, much } of rows.sort((a, b) => b.ratio - a.ratio).slice(0, 10))
  console.log(
    `${what} over and over: ${ratio.toFixed(1)} times the cost for ten times the text (${much.toFixed(2)} s)`,
  );
