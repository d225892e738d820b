import { pricesAsOf } from "../../catalogue/prices";
import { regionsAsOf } from "../../catalogue/regions";
import { sizesAsOf } from "../../catalogue/sizes";
import { rolesAsOf } from "../../compute/roles/builtin-roles";
import type { AgedTable } from "../report/coverage-schema";

/** What is stored of Azure's own lists, each with the day that it is of. */
const tables: readonly Pick<AgedTable, "table" | "asOf">[] = [
  { table: "sizes", asOf: sizesAsOf },
  { table: "prices", asOf: pricesAsOf },
  { table: "regions", asOf: regionsAsOf },
  { table: "built-in roles", asOf: rolesAsOf },
];

/** Azure brings new sizes and roles every few weeks. */
const goodForDays = 90;

/** The tables that are older than they are good for, on the day that is judged, an ISO 8601 time. */
export const agedTables = (at: string, of: typeof tables = tables): readonly AgedTable[] =>
  of.flatMap(({ table, asOf }) => {
    const days = Math.floor((Date.parse(at) - Date.parse(asOf)) / 86_400_000);
    return days > goodForDays ? [{ table, asOf, days }] : [];
  });
