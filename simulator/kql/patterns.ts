import { QueryError } from "./tokens";

/** What RE2, Kusto's engine, does not have: looking around and going back. */
const unknown = /\(\?(?:<?[=!]|P?=)|\\[1-9]/;

/** A regular expression as Kusto writes it. */
export function matcherOf(source: string, more = ""): RegExp {
  const [, letters = "", pattern = ""] = /^(?:\(\?([is]+)\))?([\s\S]*)$/.exec(source) ?? [];
  if (unknown.test(pattern)) throw new QueryError(`The regular expression '${source}' is not supported.`);
  try {
    return new RegExp(pattern, letters + more);
  } catch {
    throw new QueryError(`The regular expression '${source}' is not valid.`);
  }
}
