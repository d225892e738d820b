import type { Json } from "../json";
import { asText, ranked } from "./scalars";

/** What Kusto makes of the values of many rows. */
export const folds: Record<string, (values: readonly Json[]) => Json> = {
  count: values => values.length,
  sum: values => values.reduce<number>((sum, value) => sum + (Number(value) || 0), 0),
  min: values => values.reduce((least, value) => (ranked(value, least) < 0 ? value : least), values[0] ?? null),
  max: values => values.reduce((most, value) => (ranked(value, most) > 0 ? value : most), values[0] ?? null),
  dcount: values => new Set(values.map(asText)).size,
  make_set: values => [...new Map(values.map(value => [asText(value), value])).values()],
  make_list: values => values,
};
