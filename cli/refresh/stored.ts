import { randomUUID } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** A table on disk: one of rows has a line for each, so that a change of one is a change of one line. */

export const read = <T>(file: string): T => JSON.parse(readFileSync(file, "utf8")) as T;

/** Whole or not at all: beside it first, then in its place. */
export function write(file: string, text: string): void {
  const beside = `${file}.${randomUUID()}`;
  try {
    writeFileSync(beside, text, { flag: "wx" });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** `{"asOf":"…",`, each other list on a line, and of the rows each on a line of its own. */
export function printed<K extends string>(table: { readonly [P in K]: readonly unknown[] }, rows: K): string {
  const { [rows]: list, ...head } = table;
  const lines = Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},\n`);
  const ofRows = (list as readonly unknown[]).map(row => JSON.stringify(row)).join(",\n");
  return `{${lines.join("")}${JSON.stringify(rows)}:[\n${ofRows}\n]}\n`;
}
