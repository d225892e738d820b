import { aliasedTypes, aliasesOf } from "../../guardrails/policy/aliases";
import type { Definition } from "../../guardrails/policy/definition";
import { type Asked, type Body, holds, type Json } from "./azure-policy";

const paths = new Map(
  aliasedTypes.flatMap(type => aliasesOf(type).map(({ name, path }) => [name.toLowerCase(), path] as const)),
);

/** Where an alias of the table leads. A list leads where the elements of one of its members stand. */
export function pathOf(alias: string): string | undefined {
  const name = alias.toLowerCase();
  const path = paths.get(name);
  if (path !== undefined || !name.endsWith("[*]")) return path;
  const member = [...paths.keys()].find(each => each.startsWith(name));
  const depth = name.split("[*]").length - 1;
  return member && `${paths.get(member)!.split("[*]").slice(0, depth).join("[*]")}[*]`;
}

/** Definitions of VM sizes, which differ in the types that they judge alone, go by one name. */
const sized = (rule: string): string => rule.replace(/^(unapproved-gpu-size)-.*/, "$1");

/** The definitions that refuse or report a request. */
export const caughtBy = (definitions: readonly Definition[], body: Body, asked: Asked = {}): string[] =>
  definitions.flatMap(({ rule, when, parameters = {} }) =>
    holds(when, body, pathOf, {
      subscriptionId: "00000000-0000-0000-0000-000000000001",
      ...asked,
      parameters: parameters as { [name: string]: Json },
    })
      ? [sized(rule)]
      : [],
  );

/** Those that refuse it. */
export const refusedBy = (definitions: readonly Definition[], body: Body, asked?: Asked): string[] =>
  caughtBy(
    definitions.filter(({ reportsOnly }) => !reportsOnly),
    body,
    asked,
  );

/** The rule of the pack that a definition repeats, if it repeats one. */
export const policyOf = (rule: string): string => (rule.startsWith("unapproved-gpu-") ? "unapproved-gpu-size" : rule);
