import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { behindProxies } from "./plain";

/** What Pulumi marks its own kinds of values with, and the kind that is secret (`sdk/go/common/resource/sig`). */
export const mark = "4dabf18193072939515e22adb298388d";
export const secretKind = "1b47061264138c4ac30d75fd1eb44270";

/** Where a resource has secrets, `osProfile.customData`, and which texts they are: of a number, as it is written. */
export interface Secrets {
  readonly paths: readonly string[];
  /** Whether one of them is a number: every count and sum may come of it. */
  readonly hasNumber: boolean;
  /** The longest first: one may be a part of another. */
  readonly texts: readonly string[];
}

/** A shorter one stands in too many words to be told from them; by its path it is known all the same. */
const shortest = 3;

/** The secrets of a resource as it came over the wire. The SDK opens them, and tells nobody which they were. */
export function secretsIn(wire: unknown): Secrets {
  const paths: string[] = [];
  const texts = new Set<string>();
  let hasNumber = false;
  const walk = (value: unknown, path: string, isSecret: boolean): void => {
    if (typeof value === "string" || typeof value === "number") {
      const text = String(value);
      if (isSecret && text.length >= shortest) texts.add(text);
      // a number may be written as a text, too
      hasNumber ||= isSecret && text.trim() !== "" && Number.isFinite(Number(text));
      return;
    }
    if (typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) walk(item, `${path}[${i}]`, isSecret);
      return;
    }
    const node = value as Readonly<Record<string, unknown>>;
    if (node[mark] === secretKind) {
      paths.push(path);
      walk(node.value, path, true);
      return;
    }
    for (const [key, child] of Object.entries(node)) walk(child, path ? `${path}.${key}` : key, isSecret);
  };
  walk(wire, "", false);
  return { paths, hasNumber, texts: [...texts].sort((a, b) => b.length - a.length) };
}

const wires = new WeakMap<object, () => unknown>();

/** Remembers how a resource came over the wire, by what the SDK made of it. */
export function cameAs(resource: unknown, wire: () => unknown): void {
  if (typeof resource === "object" && resource !== null) wires.set(resource, wire);
}

/** The secrets of what a rule is asked about: a resource, or all of a stack. */
export function secretsOf(args: ResourceValidationArgs | StackValidationArgs): Secrets {
  const asked = "resources" in args ? args.resources : [args];
  const found = asked.map(({ props }) => {
    const wire = wires.get(behindProxies(props) as object);
    return secretsIn(wire?.());
  });
  const texts = found.flatMap(({ texts }) => texts).sort((a, b) => b.length - a.length);
  return { paths: found.flatMap(({ paths }) => paths), hasNumber: found.some(({ hasNumber }) => hasNumber), texts };
}

/** What is said instead of a sentence about a secret: a sentence may quote it in part. */
const aboutSecret = "what stands there is a secret, and is not quoted";

/** A sentence without what is secret: about a secret nothing but that it is one, and elsewhere the secrets' texts left out. */
export function unquoted(sentence: string, path: string, { paths, texts }: Omit<Secrets, "hasNumber">): string {
  if (path !== "" && paths.some(secret => isWithin(path, secret))) return aboutSecret;
  return texts.reduce((said, text) => said.replaceAll(text, "[secret]"), sentence);
}

const isWithin = (path: string, whole: string): boolean =>
  path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
