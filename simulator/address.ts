import type { Plane } from "./answers";
import { publicHosts } from "./certificates";

/** Which side of Azure an address means, and its parts. */

export function partsOf(url: string): { path: string; query: URLSearchParams } {
  const at = url.indexOf("?");
  const path = (at < 0 ? url : url.slice(0, at)).replace(/\/{2,}/g, "/");
  return { path, query: new URLSearchParams(at < 0 ? "" : url.slice(at + 1)) };
}

/** The public host names say it themselves; on loopback the path does. */
export function planeOf(host: string, path: string): Plane {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (Object.hasOwn(publicHosts, name)) return publicHosts[name as keyof typeof publicHosts];
  if (/^\/(v1\.0|beta)(\/|$)/i.test(path)) return "graph";
  return /^\/[^/]+\/(v2\.0|oauth2|discovery)\/|^\/msi\/token$/i.test(path) ? "login" : "arm";
}

export function versionOf(path: string): { scope: string; rest: string; version: string } {
  const found = /^\/(v1\.0|beta)(\/.*)?$/i.exec(path);
  return { scope: "", version: found?.[1]?.toLowerCase() ?? "", rest: found?.[2] ?? "/" };
}
