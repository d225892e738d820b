import findMyWay from "find-my-way";
import type { Answer } from "./answers";
import type { Call } from "./call";

export type Licence = "P1" | "P2";

/** One address that is served. */
export interface Route {
  readonly method: "GET" | "POST";
  /** ARM: from the last `/providers/` on, for any scope before it. Graph: without the version. */
  readonly path: string;
  /** ARM action that a denial names; read off the path where it is left out. */
  readonly action?: string;
  /** Graph application permissions, any of which suffices. */
  readonly permissions?: readonly string[];
  /** What the tenant must have bought. */
  readonly licence?: Licence;
  readonly answer: (call: Call) => Answer | Promise<Answer>;
}

export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** Finds routes as Azure does: ignoring case, doubled and trailing slashes. */
export function routerOf(routes: readonly Route[]): (method: string, path: string) => Found | undefined {
  const router = findMyWay({
    caseSensitive: false,
    ignoreDuplicateSlashes: true,
    ignoreTrailingSlash: true,
    maxParamLength: 2000,
  });
  for (const route of routes) router.on(route.method, route.path, () => undefined, route);
  return (method, path) => {
    const found = router.find(method as "GET", path);
    return found ? { route: found.store as Route, params: found.params } : undefined;
  };
}

/** Splits at the last `/providers/`: a scope may be any resource, and a resource may be a scope. */
export function splitScope(path: string): { scope: string; rest: string } {
  const at = path.toLowerCase().lastIndexOf("/providers/");
  return at < 0 ? { scope: "", rest: path } : { scope: path.slice(0, at), rest: path.slice(at) };
}

/** `Microsoft.Compute/locations/usages/read` from `/providers/Microsoft.Compute/locations/:location/usages`. */
export function actionOf(route: Route): string {
  if (route.action) return route.action;
  const words = route.path.split("/").filter(word => word && word !== "providers" && !word.startsWith(":"));
  return `${words.join("/")}/${route.method === "GET" ? "read" : "action"}`;
}
