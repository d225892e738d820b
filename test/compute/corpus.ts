import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Real descriptions, which lie beside the project: the examples of Azure's REST API, and templates that people wrote. */
const corpus = join(__dirname, "../../../shared/corpus");

export const hasCorpus = existsSync(corpus);

export type Json = Members | readonly Json[] | string | number | boolean | null;
export interface Members {
  readonly [key: string]: Json;
}

export const isObject = (node: Json | undefined): node is Members =>
  typeof node === "object" && node !== null && !Array.isArray(node);

const read = (...path: readonly string[]) => JSON.parse(readFileSync(join(corpus, ...path), "utf8"));
const objectsIn = (node: Json | undefined) => (isObject(node) ? Object.values(node).filter(isObject) : []);

/** The ARM type of an id: the namespace, then every other segment. */
function typeOfId(id: string): string {
  const [namespace, ...rest] = id.split("/providers/").at(-1)!.split("/");
  return [namespace, ...rest.filter((_, i) => i % 2 === 0)].join("/");
}

/** A call that creates or changes a resource. */
export interface Example {
  readonly file: string;
  readonly type: string;
  readonly request: Members;
  /** The resource as Azure then has it. */
  readonly answers: readonly Members[];
}

/** Those whose answer says by its id what type it is. */
export const examples = (): Example[] =>
  readdirSync(join(corpus, "rest"))
    .filter(file => file !== "MANIFEST.json")
    .flatMap(file => {
      const example = read("rest", file) as Members;
      const [request] = objectsIn(example.parameters);
      const answers = objectsIn(example.responses).map(({ body }) => (isObject(body) ? body : {}));
      const id = answers.map(({ id }) => id).find(id => typeof id === "string");
      return request && id ? [{ file, type: typeOfId(id), request, answers }] : [];
    });

export interface Quickstart {
  readonly name: string;
  readonly template: Members;
}

export const quickstarts = (of: "compute" | "noncompute"): Quickstart[] =>
  readdirSync(join(corpus, "quickstarts", of)).map(name => ({
    name,
    template: read("quickstarts", of, name, "azuredeploy.json"),
  }));
