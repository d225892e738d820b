import type { Gap } from "../catalogue/outcome";
import { isObject } from "../compute/tree";
import type { Tree } from "../compute/value";
import { isParameterFile } from "./kinds/arm-template";
import type { ParameterFile } from "./parsed";

/**
 * The values in a document: of a file with the schema of deployment parameters, or of the same without it, as Azure's command line
 * takes it. `undefined` where there are none.
 */
export function valuesIn(document: Tree | undefined): Tree | undefined {
  if (isParameterFile(document)) return document.parameters;
  if (!isObject(document) || document.$schema !== undefined) return undefined;
  const values = isObject(document.parameters) ? document.parameters : document;
  const given = Object.values(values);
  return given.length > 0 && given.every(one => isObject(one) && ("value" in one || "reference" in one))
    ? values
    : undefined;
}

/** Which templates were judged with which parameter files, so that none is passed over in silence. */
export class GivenParameters {
  private readonly expected = new Map<string, ParameterFile>();
  /** The names of parameters that templates have, in lower case as Azure compares them, by the files that they were judged with. */
  private readonly declared = new Map<string, Set<string>>();

  /** Somebody expects that a template is judged with it. */
  expect(file: ParameterFile): void {
    this.expected.set(file.name, file);
  }

  /** A template was judged with these. */
  take(files: readonly ParameterFile[], template: Tree | undefined): void {
    const parameters = isObject(template) && isObject(template.parameters) ? Object.keys(template.parameters) : [];
    for (const file of files) {
      this.expect(file);
      const names = this.declared.get(file.name) ?? new Set();
      this.declared.set(file.name, names);
      for (const name of parameters) names.add(name.toLowerCase());
    }
  }

  /** What was given to nobody, or not in whole. */
  gaps(): readonly Gap[] {
    return [...this.expected.values()].flatMap(({ name, parameters }): Gap[] => {
      const declared = this.declared.get(name);
      if (!declared)
        return [gap(name, "the template that it has values for: name that, and this file with --parameters")];
      const others = isObject(parameters)
        ? Object.keys(parameters).filter(one => !declared.has(one.toLowerCase()))
        : [];
      return others.length > 0 ? [gap(name, `parameters that its template has, which ${inShort(others)} not`)] : [];
    });
  }
}

const gap = (what: string, missing: string): Gap => ({ what, missing, reason: "malformed" });

/** The most names that one line has. */
const most = 5;

function inShort(names: readonly string[]): string {
  const shown = names.slice(0, most).map(name => name.replace(/[\p{C}\p{Z}]+/gu, " ").slice(0, 60));
  const more = names.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""} ${names.length === 1 ? "is" : "are"}`;
}
