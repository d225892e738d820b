import { csv } from "./csv";
import { page } from "./html/page";
import { json } from "./json";
import { junit } from "./junit";
import { markdown } from "./markdown";
import { ocsf } from "./ocsf";
import { opengraph } from "./opengraph";
import { oscal } from "./oscal";
import { sarif } from "./sarif";
import { text } from "./text";

/**
 * The formats of `computeguard audit --format`. A new one is a file and its name in the list below:
 *
 *     // posture/report/owners.ts
 *     export const owners = {
 *       name: "owners",
 *       extension: "txt",
 *       contentType: "text/plain; charset=utf-8",
 *       *print({ excepted }) {
 *         for (const { finding, exception } of excepted) yield `${exception.owner}: ${finding.message}\n`;
 *       },
 *     } as const satisfies Format;
 *
 * The option, its help, the file `report.<extension>` and the upload of `--store` follow from it. `print` is pure and
 * yields text as it goes. Names and messages come from the tenant, so an attacker may have chosen them: escape all that
 * the format's readers would run. `rows.ts` gives all findings, unknowns and gaps as lines of one table, and
 * `json-pieces.ts` prints JSON. The tests of `test/report/formats.test.ts` take in every format of this list.
 */
export const formats = [page, json, sarif, csv, text, junit, markdown, ocsf, oscal, opengraph] as const;

export type FormatName = (typeof formats)[number]["name"];
export const formatNames: readonly FormatName[] = formats.map(({ name }) => name);
