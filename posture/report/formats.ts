import { csv } from "./csv";
import { page } from "./html/page";
import { json } from "./json";
import type { Report } from "./model";
import { sarif } from "./sarif";

/** A format is a function of the report; adding one is a file and a line here. */
export const formats = { html: page, json, sarif, csv } satisfies Record<string, (report: Report) => string>;

export type Format = keyof typeof formats;
export const formatNames = Object.keys(formats) as Format[];
