import type { Subject, SubjectKind } from "../../catalogue/outcome";
import { type Portals, portalsOf } from "../../catalogue/portals";
import { isUuid } from "../../catalogue/uuid";
import type { Report } from "./model";
import { visibleText } from "./visible";

/** A page of a portal about one thing. Its address is the part before, which many pages share, and the part that names the thing. */
export interface PortalPage {
  readonly before: string;
  readonly id: string;
}

/** Whatever a report names by kind and id. */
type Named = Pick<Subject, "id" | "scope"> & { readonly kind: string };
type PageOf = (named: Named, portals: Portals, tenant: string) => PortalPage | undefined;

/** Views of the Entra admin center, by the object id that ends them. */
const inEntra =
  (view: string): PageOf =>
  ({ id }, { entra }, tenant) =>
    isUuid(id) ? { before: `${entra}/${tenant}/#view/${view}/`, id } : undefined;

/** `#@<tenant>/resource<id>` is the page of anything that Azure Resource Manager knows. */
const inAzure = (id: string | undefined, { azure }: Portals, tenant: string): PortalPage | undefined =>
  id !== undefined && /^\/subscriptions\/[0-9a-f-]{36}(\/|$)/i.test(id)
    ? { before: `${azure}/#@${tenant}/resource`, id: encodeURI(visibleText(id)) }
    : undefined;

const resource: PageOf = ({ id }, portals, tenant) => inAzure(id, portals, tenant);

/** Of what has no page of its own, the place that it belongs to. */
const place: PageOf = ({ scope }, portals, tenant) => inAzure(scope, portals, tenant);

const byKind = {
  user: inEntra("Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId"),
  group: inEntra("Microsoft_AAD_IAM/GroupDetailsMenuBlade/~/Overview/groupId"),
  servicePrincipal: inEntra("Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId"),
  subscription: resource,
  resource,
  quota: place,
  /** Access control of the scope: there the assignment is listed. */
  roleAssignment: (named, portals, tenant) => {
    const at = place(named, portals, tenant);
    return at && { ...at, id: `${at.id}/users` };
  },
} as const satisfies { readonly [K in SubjectKind]?: PageOf };
const pages: ReadonlyMap<string, PageOf> = new Map(Object.entries(byKind));

/** The pages of a report's subjects; none, where the cloud has no portal that is known, or the thing no page there. */
export function portalPages({
  cloud,
  tenant,
}: Pick<Report, "cloud" | "tenant">): (named: Named) => PortalPage | undefined {
  const portals = portalsOf(cloud);
  if (!portals || !tenant || !isUuid(tenant.id)) return () => undefined;
  return named => pages.get(named.kind)?.(named, portals, tenant.id.toLowerCase());
}

/** The address as a whole. */
export const addressOf = (page: PortalPage | undefined): string | undefined => page && `${page.before}${page.id}`;
