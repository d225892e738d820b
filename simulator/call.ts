import type { Plane } from "./answers";
import type { Json } from "./json";
import type { Tenant } from "./tenant";

/** How lists are cut and mixed. */
export interface Listing {
  /** Rows on a page at most. */
  readonly pageSize: number;
  /** Seed for the order of rows; as the tenant keeps them where it is left out. Logs keep their order. */
  readonly shuffle?: number;
  /** Graph may send an empty page with a next link: it does so once in each longer list. */
  readonly emptyPages: boolean;
  /** Rows that a query of a workspace gets at most, and one of advanced hunting. */
  readonly logRows: number;
  readonly huntingRows: number;
}

/**
 * What the auditor's roles let it see of Azure's resources. Azure refuses a list of a scope that may not be read, and leaves
 * out of a list of the tenant what may not be read, without a word.
 */
export interface Sight {
  /** Ids of the subscriptions on which it has a role. */
  readonly whole: readonly string[];
  /** Ids of those on one resource group of which it has a role: ARM names them, Resource Graph does not. */
  readonly part?: readonly string[];
  /** Ids of those in `whole` to which it was given access a moment ago: Resource Graph does not know them yet. */
  readonly late?: readonly string[];
  /** Whether it has a role at the root management group. */
  readonly rootGroup: boolean;
  /** What its role allows, `*` for any letters; all to read, where it is left out. The tenant has it as a custom role. */
  readonly actions?: readonly string[];
  /** What that role takes away from them again. */
  readonly notActions?: readonly string[];
  /** Resource providers that its cloud does not have. */
  readonly absentProviders?: readonly string[];
  /** Scopes above every subscription at which it has Reader beside that, such as `/providers/Microsoft.Insights`. */
  readonly readerAt?: readonly string[];
}

/** Who asks: the claims of the bearer token. */
export interface Caller {
  readonly appId: string;
  readonly objectId: string;
  readonly roles: readonly string[];
}

/** One request as the routes see it. */
export interface Call {
  readonly plane: Plane;
  readonly method: string;
  /** Without query, doubled slashes collapsed, letters as they came. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Json | undefined;
  /** `https://host:port`, as the client spelled it: links go back to there. */
  readonly origin: string;
  /** ARM: what stands before the last `/providers/`; empty at the root. */
  readonly scope: string;
  /** Graph: `v1.0` or `beta`. */
  readonly version: string;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly caller: Caller;
  readonly tenant: Tenant;
  readonly listing: Listing;
  /** What the auditor's roles let it see; all, where it is left out. */
  readonly sight?: Sight;
}
