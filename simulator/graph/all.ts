import type { Route } from "../route";
import { applicationRoutes } from "./applications";
import { directoryRoutes } from "./directory";
import { huntingRoutes } from "./hunting";
import { policyRoutes } from "./policies";
import { reportRoutes } from "./reports";
import { roleRoutes } from "./roles";

/** Everything that is served of Microsoft Graph; `$batch` stands in the reception, as it asks all the others. */
export const graphRoutes: readonly Route[] = [
  ...directoryRoutes,
  ...applicationRoutes,
  ...roleRoutes,
  ...policyRoutes,
  ...reportRoutes,
  ...huntingRoutes,
];
