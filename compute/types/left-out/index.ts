import type { LeftOut } from "./because";
import { code } from "./code";
import { machines } from "./machines";
import { rights } from "./rights";
import { services } from "./services";

export type { LeftOut } from "./because";

/** What was weighed and left out of the table of compute types. Nothing reads this at run time: it is for the docs, and for whoever asks. */
export const leftOut: readonly LeftOut[] = [...machines, ...services, ...code, ...rights];
