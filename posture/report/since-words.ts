import { counted } from "./phrases";
import type { Since } from "./since-schema";

/** "Since 2026-11-27T06:00:00Z: 9 findings new, 3 fixed, 33 unchanged". What there is none of is left out. */
export function sinceWords({
  collectedAt,
  new: fresh,
  firstJudged = [],
  fixed,
  changed,
  excepted,
  unseen,
  unchanged,
  estate,
}: Since): string {
  const more: readonly (readonly [count: number, words: string])[] = [
    [firstJudged.length, "first judged now"],
    [fixed.length, "fixed"],
    [changed.length, "changed"],
    [excepted.length, "excepted"],
    [unseen.length, "not judged in full this time"],
    [unchanged, "unchanged"],
  ];
  return `Since ${collectedAt}: ${[`${counted(fresh.length, "finding")} new`, ...more.flatMap(([count, words]) => (count > 0 ? [`${count.toLocaleString("en-US")} ${words}`] : []))].join(", ")}${estate ? `; the earlier report was judged by another estate, ${estateWords(estate)}` : ""}`;
}

/** An estate by its name, and by what is in it where that is known. */
export const estateWords = ({ name, sha256 }: NonNullable<Since["estate"]>): string =>
  sha256 === undefined ? name : `${name} (sha256 ${sha256.slice(0, 12)})`;
