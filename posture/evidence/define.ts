import type * as z from "zod";
import type { Gap } from "../../catalogue/outcome";
import type { Azure } from "../azure/connect";
import type { Cloud } from "../azure/endpoints";
import type { Calls } from "./calls";

/**
 * A kind of evidence is one list that the audit reads from Azure. It is one file, and a line in `all.ts`:
 *
 * ```ts
 * const row = z.object({
 *   id: z.string(),
 *   subscription: z.string(),
 *   notice: z.string().exactOptional().describe("When the lock was set"),
 * });
 * export type Lock = RowOf<typeof row>;
 *
 * const calls = {
 *   list: { api: "arm", actions: ["Microsoft.Authorization/locks/read"], why: "know what cannot be deleted" },
 * } as const satisfies Calls;
 *
 * const wire = z.object({ id: text, properties: z.object({ notes: maybeText }) });
 *
 * export default defineEvidence({
 *   kind: "locks",
 *   title: "locks",
 *   row,
 *   calls,
 *   whole: "refused per subscription",
 *   per: [subscriptions],
 *   run: ({ azure, rows }) =>
 *     each(rows.subscriptions, ({ id }) =>
 *       read(azure.armList(`/subscriptions/${id}/providers/Microsoft.Authorization/locks?api-version=2020-05-01`), {
 *         what: "locks of the subscription",
 *         call: calls.list,
 *         as: wire.transform(({ id: lock, properties }) => present({ id: lock, subscription: id, notice: properties.notes })),
 *         of: [id],
 *       }),
 *     ),
 * });
 * ```
 *
 * The life of a row:
 *
 * 1. `run` sends a call. The pipeline in `posture/azure` signs it, waits where Azure is busy, and follows the pages.
 * 2. `read` takes the items of the answer one by one. An item in the documented form becomes a row; one in any other
 *    form is counted. A refusal becomes a `Missing`, which names the permission or the licence from the call.
 * 3. `gather` runs the kinds in the order of what they need, and keeps each row once, in a fixed order.
 * 4. The store writes each row as one line of `<kind>.ndjson`. When the line is read back it has to fit `row` again.
 * 5. Checks and derived facts that name the kind under `needs` are given the rows, and inherit what is missing of them.
 *
 * In rows, object ids and GUIDs are lower-case; scopes and resource ids stay as Azure wrote them and are compared
 * ignoring case; times are ISO 8601 in UTC. A field that Azure did not send is left out, never guessed. The kind's name
 * and the fields of its row are the format of saved evidence: they may be added to, but not renamed.
 */
export function defineEvidence<
  const K extends string,
  S extends z.ZodObject,
  P extends RowSource = never,
  B extends RowSource = never,
>(evidence: {
  readonly kind: K;
  readonly title: string;
  readonly row: S;
  readonly calls: Calls;
  readonly whole: Whole;
  readonly notIn?: readonly Cloud[];
  readonly per?: readonly P[];
  readonly namedBy?: readonly B[];
  run(context: Context<P | B>): AsyncIterable<RowOf<S> | Missing>;
}): EvidenceDefinition<K, S, P | B> {
  return { per: [], namedBy: [], notIn: [], ...evidence };
}

export interface EvidenceDefinition<
  K extends string = string,
  S extends z.ZodObject = z.ZodObject,
  N extends RowSource = RowSource,
> extends RowSource<K, S> {
  /** What is collected, for people, in the plural: "role assignments". */
  readonly title: string;
  readonly calls: Calls;
  readonly whole: Whole;
  /** Clouds without the service. There nothing is asked, nothing is missing, and no check judges it. */
  readonly notIn: readonly Cloud[];
  /** Kinds that it goes through row by row. A row that is missing there is missing here, so it inherits their gaps. */
  readonly per: readonly N[];
  /** Kinds that only name what to look up. A check that uses these rows needs those kinds too, and meets their gaps there. */
  readonly namedBy: readonly N[];
  /** Reads the rows one by one, with a `Missing` for what could not be read. It throws only when the run is aborted. */
  run(context: Context<N>): AsyncIterable<RowOf<S> | Missing>;
}

/** What one kind has to know of another to go through its rows. */
export interface RowSource<K extends string = string, S extends z.ZodObject = z.ZodObject> {
  readonly kind: K;
  readonly row: S;
}

/** How it is known that the rows are all there are, as long as no gap says otherwise. */
export type Whole =
  /** One list of the tenant: the service gives all of it, or refuses. */
  | "refused as a whole"
  /** One list a subscription: each is given whole or refused. Subscriptions that the sign-in does not see are not asked for. */
  | "refused per subscription"
  /** It is not known: Azure leaves out what the sign-in may not see, and does not say so. */
  | "filtered by rights"
  /** Looked up by ids from other kinds: the rows are all there are where those kinds' rows are. */
  | "named by other evidence";

/** The type of a row, from its schema. */
export type RowOf<S extends z.ZodType> = ReadonlyTree<z.output<S>>;

type ReadonlyTree<T> = T extends readonly (infer Item)[]
  ? readonly ReadonlyTree<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: ReadonlyTree<T[K]> }
    : T;

/** What `run` is given. */
export interface Context<N extends RowSource = RowSource> {
  readonly azure: Azure;
  /** The tenant's id, lower-case, from the sign-in itself. */
  readonly tenant: string;
  /** ISO 8601: the time that every "since" is counted back from. */
  readonly now: string;
  readonly historyDays: number;
  /** The cloud, where it is one that is known by name. */
  readonly cloud?: Cloud;
  /** Lower-case ids; without it, every subscription that the sign-in sees. */
  readonly chosenSubscriptions?: readonly string[];
  /** Lower-case names of the resource groups whose compute is read; without it, of all. */
  readonly chosenResourceGroups?: readonly string[];
  /** Regions to ask one by one where Resource Graph knows nothing; without it, all of the subscription's. */
  readonly chosenRegions?: readonly string[];
  /** Names of the tags that are kept of resources: those on which something that the estate says depends. */
  readonly tagNames?: readonly string[];
  /** The decoys of the estate, whose traces are read. Ids in lower case; without it, there is none. */
  readonly decoys?: readonly { readonly subscription: string; readonly principal: string }[];
  /** The rows of the kinds under `per` and `namedBy`. */
  readonly rows: { readonly [D in N as D["kind"]]: readonly RowOf<D["row"]>[] };
}

/** A gap among the rows that `run` yields. */
export class Missing {
  constructor(
    readonly gap: Gap,
    /** What was asked for does not exist. */
    readonly absent = false,
  ) {}
}
