import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/**
 * The input properties of azure-native's resources, read from the package's own type files by the TypeScript parser.
 * No type check: the whole package takes gigabytes, one parse of its input types a second or two.
 */
const root = dirname(require.resolve("@pulumi/azure-native/package.json"));
const parse = (file: string) =>
  ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, false);

type Members = ReadonlyMap<string, ts.TypeNode>;

const membersOf = (declaration: ts.InterfaceDeclaration): Members =>
  new Map(
    declaration.members.flatMap(member =>
      ts.isPropertySignature(member) && member.type && ts.isIdentifier(member.name)
        ? [[member.name.text, member.type] as const]
        : [],
    ),
  );

/** Interfaces of `types/input.d.ts` by `module.Name`. */
const inputs = new Map<string, ts.InterfaceDeclaration>();
for (const statement of parse("types/input.d.ts").statements) {
  if (!ts.isModuleDeclaration(statement) || !statement.body || !ts.isModuleBlock(statement.body)) continue;
  for (const inner of statement.body.statements)
    if (ts.isInterfaceDeclaration(inner)) inputs.set(`${statement.name.text}.${inner.name.text}`, inner);
}

const textOf = (name: ts.EntityName): string =>
  ts.isIdentifier(name) ? name.text : `${textOf(name.left)}.${name.right.text}`;

/** The types behind `pulumi.Input<…>` and unions. */
function* plain(type: ts.TypeNode): Generator<ts.TypeNode> {
  if (ts.isUnionTypeNode(type)) for (const member of type.types) yield* plain(member);
  else if (ts.isParenthesizedTypeNode(type)) yield* plain(type.type);
  else if (ts.isTypeReferenceNode(type) && textOf(type.typeName) === "pulumi.Input")
    yield* plain(type.typeArguments![0]!);
  else yield type;
}

/** The types that one step of a path leads to: `key`, `key[]` (each item) or `key{}` (each entry). */
function* step(members: Members, key: string): Generator<ts.TypeNode> {
  const name = key.replace(/\[\]$|\{\}$/, "");
  const found = members.get(name);
  for (const type of found ? plain(found) : []) {
    if (type.kind === ts.SyntaxKind.AnyKeyword) yield type;
    else if (key.endsWith("[]")) {
      if (ts.isArrayTypeNode(type)) yield* plain(type.elementType);
    } else if (key.endsWith("{}")) {
      const [index] = ts.isTypeLiteralNode(type) ? type.members.filter(ts.isIndexSignatureDeclaration) : [];
      if (index) yield* plain(index.type);
    } else yield type;
  }
}

const resources = new Map<string, Members>();

/** The properties of a resource's `Args`, by short token such as `compute:VirtualMachine`; `undefined` if there is none. */
export function argsOf(token: string): Members | undefined {
  if (resources.has(token)) return resources.get(token);
  const [module = "", name = ""] = token.split(":");
  const file = join(module, `${name[0]!.toLowerCase()}${name.slice(1)}.d.ts`);
  const candidates = [file, join(module, `${name.toLowerCase()}.d.ts`)];
  for (const candidate of candidates) {
    let source: ts.SourceFile;
    try {
      source = parse(candidate);
    } catch {
      continue;
    }
    const args = source.statements.find(
      (statement): statement is ts.InterfaceDeclaration =>
        ts.isInterfaceDeclaration(statement) && statement.name.text === `${name}Args`,
    );
    if (args) resources.set(token, membersOf(args));
  }
  return resources.get(token);
}

/** Whether a path such as `agentPoolProfiles[].vmSize` leads to a property that the SDK knows. What is `any` knows all. */
export function leadsSomewhere(members: Members, path: string): boolean {
  const [head = "", ...rest] = path.split(".");
  for (const type of step(members, head)) {
    if (rest.length === 0 || type.kind === ts.SyntaxKind.AnyKeyword) return true;
    const name = ts.isTypeReferenceNode(type) ? textOf(type.typeName).replace(/^inputs\./, "") : "";
    const inner = inputs.get(name);
    if (inner && leadsSomewhere(membersOf(inner), rest.join("."))) return true;
  }
  return false;
}
