import type { Json } from "../../json";
import { matcherOf } from "../patterns";
import { asText } from "../types";
import { always, type Functions, isText, ofText } from "./function";

const texts = (given: readonly Json[]) => given.map(value => asText(value));

/** What is done with text. */
export const textFunctions: Functions = {
  tolower: { least: 1, type: ofText("string"), value: ([given = null]) => asText(given).toLowerCase() },
  toupper: { least: 1, type: ofText("string"), value: ([given = null]) => asText(given).toUpperCase() },
  strcat: {
    least: 1,
    most: 64,
    type: always("string"),
    value: (given, types) => given.map((value, at) => asText(value, types[at])).join(""),
  },
  split: {
    least: 2,
    type: ofText("dynamic"),
    value: given => {
      const [text = "", by = ""] = texts(given);
      return text.split(by);
    },
  },
  extract: {
    least: 3,
    type: ([pattern, group, text]) => (isText(pattern) && group === "long" && isText(text) ? "string" : undefined),
    value: ([pattern = null, group = null, text = null]) =>
      matcherOf(asText(pattern)).exec(asText(text))?.[Number(group)] ?? "",
  },
  replace_string: {
    least: 3,
    type: ofText("string"),
    value: given => {
      const [text = "", from = "", to = ""] = texts(given);
      return from === "" ? text : text.replaceAll(from, () => to);
    },
  },
  replace_regex: {
    least: 3,
    type: ofText("string"),
    value: given => {
      const [text = "", from = "", to = ""] = texts(given);
      // Kusto writes \1 where JavaScript writes $1.
      return text.replace(
        matcherOf(from, "g"),
        to.replaceAll("$", "$$$$").replace(/\\(\d)/g, (_, n) => (n === "0" ? "$&" : `$${n}`)),
      );
    },
  },
};
