import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** The rooms whose code reads texts that somebody else wrote. */
const rooms = ["catalogue", "payloads", "compute", "policies", "scan", "engine", "posture"];

/** Files that no face of the product runs: they make tables of ours out of tables of ours. */
const ofOurOwn = /^(?:compute\/age\/|compute\/roles\/(?:generate|effect)\.ts$|compute\/types\/dropped-paths\.ts$)/;

export const root = join(__dirname, "../..");

/** The source files of those rooms. */
export const files = (): readonly string[] =>
  rooms
    .flatMap(room =>
      (readdirSync(join(root, room), { recursive: true }) as string[]).map(
        file => `${room}/${file.replaceAll("\\", "/")}`,
      ),
    )
    .filter(file => /\.ts$/.test(file) && !/\/(?:dist|node_modules)\/|\.d\.ts$/.test(file) && !ofOurOwn.test(file))
    .sort();

/** A regular expression as it is written in a file, or the place where one is built. */
export interface Written {
  readonly file: string;
  readonly line: number;
  /** `undefined` where `RegExp` is called: what it makes only shows when it runs. */
  readonly source?: string;
  readonly flags?: string;
}

/** Every regular expression of the sources, as TypeScript's own parser finds it. */
export const written = (): readonly Written[] => files().flatMap(writtenIn);

function writtenIn(file: string): Written[] {
  const text = readFileSync(join(root, file), "utf8");
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Written[] = [];
  const visit = (node: ts.Node): void => {
    const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ file, line, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === "RegExp"
    )
      found.push({ file, line });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
