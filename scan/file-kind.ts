import type { Subject } from "../catalogue/outcome";
import type { Facts } from "../compute/facts";
import type { Tree } from "../compute/value";
import type { Parsed } from "./parsed";

/** A file as it was read, before anybody knows what it is. */
export interface SourceFile {
  /** Its path as it was named, with `/` between the parts: `infra/main.json`. */
  readonly name: string;
  readonly text: string;
}

/** Something of a file that is judged by itself: a resource, a template, a script. */
export interface Item {
  /** `undefined`: the file itself. */
  readonly subject?: Omit<Subject, "file">;
  readonly facts: Facts | undefined;
  /** What the paths of the facts begin with that nobody wrote: `properties.template.`. */
  readonly prefix?: string;
  /** What a Pulumi program says of it, where one does. */
  readonly written?: { readonly type: string; readonly inputs: () => Tree };
  /** Tells apart what is judged of one subject more than once; it goes into the fingerprint. */
  readonly key?: string;
}

/** What a file asks for. */
export interface Contents {
  readonly items: Iterable<Item>;
  /** The items are deployed together, so their sums are judged too: they are those of one stack. */
  readonly stack: boolean;
  /** What the sums are of, where the file names it; else the file itself. */
  readonly stackItself?: Omit<Subject, "file">;
  /** What of the file cannot be read, each as "the part, what would help". */
  readonly unread?: readonly { readonly what: string; readonly needs: string }[];
}

/** A kind of file: how it is told from others, and what is judged of it. Pure; bad input is no crash. */
export interface FileKind {
  readonly kind: string;
  /** For people, in the plural. */
  readonly title: string;
  /** What it asks for; `undefined` where the file is of another kind. */
  contentsOf(file: Parsed): Contents | undefined;
}

export const defineFileKind = <const K extends FileKind>(kind: K): K => kind;
