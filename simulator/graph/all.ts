import type { Route } from "../route";
import { directoryRoutes } from "./directory";
import { policyRoutes } from "./policies";
import { reportRoutes } from "./reports";
import { roleRoutes } from "./roles";

/** Everything that is served of Microsoft Graph; `$batch` stands in the server, as it asks all the others. */
export const graphRoutes: readonly Route[] = [...directoryRoutes, ...roleRoutes, ...policyRoutes, ...reportRoutes];
