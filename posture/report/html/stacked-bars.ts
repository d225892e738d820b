import { scaleBand, scaleLinear, scaleUtc } from "d3-scale";
import type { CapacityMark } from "../capacity-schema";
import { markKinds } from "../capacity-schema";
import { eachPiece, html, type Markup } from "./markup";

/** A bar in parts, one on the other. */
export interface Bar {
  readonly words: string;
  readonly parts: readonly { readonly tone: number; readonly value: number }[];
  /** Something belongs here whose size is not known. */
  readonly unsure: boolean;
}

export interface StackedBars {
  /** What the chart shows, in words, for whoever cannot see it. */
  readonly spoken: string;
  readonly bars: readonly Bar[];
  /** From the begin of the first bar to the end of the last, in milliseconds. */
  readonly span: readonly [number, number];
  readonly ends: readonly [string, string];
  /** "384 vCPUs a day". */
  readonly scale: (most: number) => string;
  readonly marks: readonly Pick<CapacityMark, "at" | "kind">[];
}

/** In pixels. Widths are shares of what room there is, so that the words keep their size on a telephone and in print. */
const height = { marks: 64, words: 20, bars: 120, axis: 20 };
const top = height.marks + height.words;
const bottom = top + height.bars;

/** Bars over time, with marks above them: each kind has a line and a shape of its own. */
export function stackedBars({ spoken, bars, span, ends, scale, marks }: StackedBars): Markup {
  const most = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  const x = scaleBand([...bars.keys()].map(String), [0, 100]).padding(0.15);
  const y = scaleLinear([0, most], [0, height.bars]);
  const time = scaleUtc(span, [0, 100]);
  const seen = marks.filter(({ at }) => Date.parse(at) >= span[0] && Date.parse(at) < span[1]);
  return html`<svg class="bars" height="${bottom + height.axis}" role="img" aria-label="${spoken}">
${eachPiece(seen, ({ at, kind }) => {
  const place = percent(time(Date.parse(at)));
  return html`<line x1="${place}" x2="${place}" y1="${lineOf(kind) + 6}" y2="${bottom}" class="mark"/><svg x="${place}" y="${lineOf(kind)}" width="1" height="1" overflow="visible"><path d="${shapes[kind]}" class="mark"/></svg>`;
})}
<text x="0" y="${height.marks + 12}">${scale(most)}</text>
<line x1="0" x2="100%" y1="${top}" y2="${top}" class="grid"/><line x1="0" x2="100%" y1="${bottom}" y2="${bottom}" class="axis"/>
${eachPiece(bars, ({ words, parts, unsure }, i) => {
  let base = bottom;
  const [left, width] = [percent(x(String(i)) ?? 0), percent(x.bandwidth())];
  return html`${eachPiece(parts, ({ tone, value }) => {
    const high = y(value);
    base -= high;
    return html`<rect x="${left}" width="${width}" y="${base.toFixed(1)}" height="${high.toFixed(1)}" class="tone-${tone}"><title>${words}</title></rect>`;
  })}${unsure && html`<rect x="${left}" width="${width}" y="${bottom + 1}" height="4" class="untold"><title>${words}</title></rect>`}`;
})}
<text x="0" y="${bottom + 18}">${ends[0]}</text><text x="100%" y="${bottom + 18}" class="end">${ends[1]}</text>
</svg>`;
}

const percent = (share: number): string => `${share.toFixed(2)}%`;
const lineOf = (kind: CapacityMark["kind"]): number => 8 + 15 * markKinds.indexOf(kind);

/** Around a point, ten pixels wide. */
const shapes: { readonly [K in CapacityMark["kind"]]: string } = {
  elevation: "M0-5L5 4H-5Z",
  quota: "M-4-4H4V4H-4Z",
  first: "M-5 0A5 5 0 1 0 5 0A5 5 0 1 0-5 0Z",
  burst: "M0-6L6 0L0 6L-6 0Z",
};

/** The shape of a mark, for the words beside it. */
export const markShape = (kind: CapacityMark["kind"]): Markup =>
  html`<svg class="key" viewBox="-7 -7 14 14" aria-hidden="true"><path d="${shapes[kind]}" class="mark"/></svg>`;

/** The colour of a part, for the words beside it. */
export const toneKey = (tone: number): Markup =>
  html`<svg class="key" viewBox="0 0 14 14" aria-hidden="true"><rect width="14" height="14" class="tone-${tone}"/></svg>`;
