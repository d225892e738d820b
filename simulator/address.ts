import type { Plane } from "./answers";
import { publicHosts } from "./certificates";
import { splitScope } from "./route";

/** Which side of Azure an address means, and its parts. */

export function partsOf(url: string): { path: string; query: URLSearchParams } {
  const at = url.indexOf("?");
  const path = (at < 0 ? url : url.slice(0, at)).replace(/\/{2,}/g, "/");
  return { path, query: new URLSearchParams(at < 0 ? "" : url.slice(at + 1)) };
}

/** Where Log Analytics is on loopback, so that it has an audience of its own beside ARM's. */
export const logsPath = "/logs";

/** The list of retail prices, which has one address and asks nobody who they are. */
export const pricesPath = "/api/retail/prices";

/** The public host names say it themselves; on loopback the path does. */
export function planeOf(host: string, path: string): Plane {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  if (Object.hasOwn(publicHosts, name)) return publicHosts[name as keyof typeof publicHosts];
  if (path.startsWith(`${logsPath}/`)) return "logs";
  if (path.toLowerCase() === pricesPath) return "prices";
  if (/^\/(v1\.0|beta)(\/|$)/i.test(path)) return "graph";
  return /^\/[^/]+\/(v2\.0|oauth2|discovery)\/|^\/msi\/token$/i.test(path) ? "login" : "arm";
}

interface Place {
  readonly scope: string;
  readonly rest: string;
  readonly version: string;
}

/** The parts of a path by which a route is found. */
export function placeIn(plane: "arm" | "graph" | "logs", path: string): Place {
  if (plane === "graph") return versionOf(path);
  if (plane === "arm") return { ...splitScope(path), version: "" };
  const rest = path.startsWith(`${logsPath}/`) ? path.slice(logsPath.length) : path;
  return { scope: splitScope(rest.replace(/^\/v1\//i, "/")).scope, rest, version: "" };
}

function versionOf(path: string): Place {
  const found = /^\/(v1\.0|beta)(\/.*)?$/i.exec(path);
  return { scope: "", version: found?.[1]?.toLowerCase() ?? "", rest: found?.[2] ?? "/" };
}
