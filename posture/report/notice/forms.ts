import type { Form } from "./form";
import { json } from "./json";
import type { Notice } from "./notice";
import { slack } from "./slack";
import { teams } from "./teams";

/** By name; a host that is nobody's gets the last. */
export const forms = { teams, slack, json } as const satisfies Record<string, Form>;
export type FormName = keyof typeof forms;
export const formNames = Object.keys(forms) as readonly FormName[];

/** The form that an address of this host takes. */
export const formFor = (host: string): FormName => formNames.find(name => forms[name].isOf(host)) ?? "json";

/** The body of the post, in JSON: as many of the worst findings as its receiver takes, and how many more there are. */
export function bodyOf(name: FormName, notice: Notice): string {
  const form: Form = forms[name];
  const bodyWith = (count: number): string =>
    JSON.stringify(
      form.print({ ...notice, findings: notice.findings.slice(0, count), left: notice.findings.length - count }),
    );
  let fits = 0;
  let beyond = Math.min(form.most, notice.findings.length) + 1;
  while (beyond - fits > 1) {
    const count = (fits + beyond) >> 1;
    if (Buffer.byteLength(bodyWith(count)) <= form.bytes) fits = count;
    else beyond = count;
  }
  return bodyWith(fits);
}
