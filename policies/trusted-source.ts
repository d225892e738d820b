import { matches } from "../catalogue/sizes";
import type { Value } from "../compute/value";
import { readable } from "./judge-value";

/** Where a template or a script is fetched from, held against what the estate trusts. */

/** Whether the estate trusts what is fetched from there. What cannot be read is not trusted. */
export function isTrusted(source: Value<string>, trusted: readonly string[]): boolean {
  const written = readable(source);
  const fetched = written === undefined ? undefined : asFetched(written);
  return fetched !== undefined && trusted.some(pattern => matches(pattern, fetched));
}

/** What to do once the source is approved, for the end of a message; nothing where the source cannot be read. */
export function trustingCure(source: Value<string>): string | undefined {
  const line = trustingLine(source);
  return line && `once it is approved, add this line under trustedTemplates in the estate: - "${line}"`;
}

/** What no address or id of a template is longer than, and the signs that one is written with. */
const address = /^[\w\-./:%()~+@ ]{1,300}$/;

/** The pattern by which an estate trusts a source; nothing where it cannot be read. What may be a secret in it is left out. */
function trustingLine(source: Value<string>): string | undefined {
  const fetched = asFetched(readable(source) ?? "");
  if (fetched === undefined || fetched === "") return undefined;
  const [, host = "", rest = fetched] = /^(https?:\/\/)(?:[^/?#]*@)?([^/?#@][\s\S]*)$/i.exec(fetched) ?? [];
  const [place = "", ...query] = rest.split(/[?#]/);
  const line = `${host}${place}${query.length > 0 ? "?*" : ""}`;
  return address.test(`${host}${place}`) ? line : undefined;
}

/** A source as Azure fetches it, or nothing where it climbs out of a folder that a pattern may trust. */
function asFetched(source: string): string | undefined {
  try {
    if (/(?:^|[/\\])\.\.(?:[/\\?#]|$)/.test(decodeURIComponent(source))) return undefined;
  } catch {
    return undefined; // broken escapes: nobody can say what is fetched
  }
  return URL.canParse(source) ? new URL(source).href : source;
}
