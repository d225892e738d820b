import type { Route } from "../route";
import { activityLogRoutes } from "./activity-log";
import { authorizationRoutes } from "./authorization";
import { computeRoutes } from "./compute";
import { computeLimitRoutes } from "./compute-limit";
import { costRoutes } from "./costs";
import { documentRoutes } from "./documents";
import { exportedLogRoutes } from "./exported-logs";
import { managementGroupRoutes } from "./management-groups";
import { metricRoutes } from "./metrics";
import { policyInsightsRoutes } from "./policy-insights";
import { resourceGraphRoutes } from "./resource-graph";
import { sentinelRoutes } from "./sentinel";
import { subscriptionRoutes } from "./subscriptions";

/** Everything that is served of Azure Resource Manager. */
export const armRoutes: readonly Route[] = [
  ...subscriptionRoutes,
  ...managementGroupRoutes,
  ...policyInsightsRoutes,
  ...authorizationRoutes,
  ...computeRoutes,
  ...computeLimitRoutes,
  ...activityLogRoutes,
  ...costRoutes,
  ...documentRoutes,
  ...metricRoutes,
  ...exportedLogRoutes,
  ...sentinelRoutes,
  ...resourceGraphRoutes,
];
