import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { behindProxies } from "./plain";

/** What Pulumi marks its own kinds of values with, and the kind that is secret (`sdk/go/common/resource/sig`). */
export const mark = "4dabf18193072939515e22adb298388d";
export const secretKind = "1b47061264138c4ac30d75fd1eb44270";

/** Where a resource has secrets, `osProfile.customData`, and which texts and numbers they are. */
export interface Secrets {
  readonly paths: readonly string[];
  /** As they are written: every count and sum may come of one. */
  readonly numbers: ReadonlySet<string>;
  /** The longest first: one may be a part of another. */
  readonly texts: readonly string[];
}

/** A shorter one stands in too many words to be told from them; by its path it is known all the same. */
const shortest = 3;

/** The secrets of a resource as it came over the wire. The SDK opens them, and tells nobody which they were. */
export function secretsIn(wire: unknown): Secrets {
  const paths: string[] = [];
  const texts = new Set<string>();
  const numbers = new Set<string>();
  const walk = (value: unknown, path: string, isSecret: boolean): void => {
    if (typeof value === "string" || typeof value === "number") {
      const text = String(value);
      if (isSecret && typeof value === "string" && text.length >= shortest) texts.add(text);
      // a number may be written as a text, too
      if (isSecret && text.trim() !== "" && Number.isFinite(Number(text))) numbers.add(text);
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
  return { paths, numbers, texts: [...texts].sort((a, b) => b.length - a.length) };
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
  return {
    paths: found.flatMap(({ paths }) => paths),
    numbers: new Set(found.flatMap(({ numbers }) => [...numbers])),
    texts,
  };
}

/** What is said instead of a sentence about a secret: a sentence may quote it in part. */
const aboutSecret = "what stands there is a secret, and is not quoted";

/** A sentence without what is secret: about a secret nothing but that it is one, and elsewhere the secrets' texts left out. */
export function unquoted(sentence: string, path: string, { paths, numbers, texts }: Secrets): string {
  if (path !== "" && paths.some(secret => isWithin(path, secret))) return aboutSecret;
  const said = texts.reduce((said, text) => said.replaceAll(text, "[secret]"), sentence);
  // a part of a name, such as the 100 of A100, is no number: to leave it out would tell what it is
  return numbers.size === 0
    ? said
    : said.replace(/(?<![\w.-])\d[\d,]*(?![\w-])/g, written =>
        numbers.has(written.replaceAll(",", "")) ? "[secret]" : written,
      );
}

const isWithin = (path: string, whole: string): boolean =>
  path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`);
