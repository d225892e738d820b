import type { Json } from "../../json";
import { binOf } from "../time";
import { QueryError } from "../tokens";
import { asText, isNumber, isWhole, joint } from "../types";
import type { Functions } from "./function";

const number = (value: Json | undefined): number | null => (typeof value === "number" ? value : null);

/** Instants, spans, and the bins in which they and numbers lie. */
export const timeFunctions: Functions = {
  now: {
    least: 0,
    most: 1,
    type: ([offset]) => (offset === undefined || offset === "timespan" ? "datetime" : undefined),
    value: ([offset], _, now) => now + (number(offset) ?? 0),
  },
  ago: {
    least: 1,
    type: ([span]) => (span === "timespan" ? "datetime" : undefined),
    value: ([span = null], _, now) => (typeof span === "number" ? now - span : null),
  },
  startofday: {
    least: 1,
    type: ([given]) => (given === "datetime" ? "datetime" : undefined),
    value: ([given]) => {
      const moment = number(given);
      return moment === null ? null : binOf(moment, 86_400_000);
    },
  },
  format_datetime: {
    least: 2,
    type: ([given, format]) => (given === "datetime" && format === "string" ? "string" : undefined),
    value: ([given, format = null]) => {
      const moment = number(given);
      return moment === null ? "" : formatted(moment, asText(format));
    },
  },
  bin: {
    least: 2,
    keepsName: true,
    type: ([given = "string", size = "string"]) =>
      (given === "datetime" || given === "timespan") && size === "timespan"
        ? given
        : isNumber(given) && isNumber(size)
          ? joint(given, size)
          : undefined,
    value: ([given, size], [type = "long"]) => {
      const [value, step] = [number(given), number(size)];
      if (value === null || step === null || step <= 0) return null;
      if (type === "datetime") return binOf(value, step);
      const floor = Math.floor(value / step) * step;
      return isWhole(type) ? Math.trunc(floor) : floor;
    },
  },
};

/** Letters of a format, and what they cut out of `2026-11-24T12:00:00.000Z`. */
const letters: Readonly<Record<string, readonly [number, number]>> = {
  yyyy: [0, 4],
  yy: [2, 4],
  MM: [5, 7],
  dd: [8, 10],
  HH: [11, 13],
  mm: [14, 16],
  ss: [17, 19],
  fff: [20, 23],
};

function formatted(moment: number, format: string): string {
  const iso = new Date(moment).toISOString();
  return format.replace(/[A-Za-z]+|[^A-Za-z]/g, part => {
    if (!/[A-Za-z]/.test(part)) {
      if (!" /-:,._[]".includes(part)) throw new QueryError(`format_datetime(): '${part}' is no delimiter.`);
      return part;
    }
    const place = Object.hasOwn(letters, part) ? letters[part] : undefined;
    if (!place) throw new QueryError(`format_datetime(): the format '${part}' is not supported.`);
    return iso.slice(...place);
  });
}
