import { Composer, type CST, type Document, isMap, isScalar, isSeq, Parser } from "yaml";
import { Bounds } from "./bounds";
import { textsIn } from "./bytes";

/** Larger documents are searched as plain text only, because to parse them may take a second. Azure takes 64 KB of custom data. */
const maxYaml = 128 * 1024;

const maxDepth = 64;

const isCloudConfig = /^(#cloud-config|(write_files|runcmd|bootcmd)[ \t]*:)/m;

/**
 * Reads what a cloud-config runs and writes. For example, `runcmd: [[sh, -c, ls]]` gives `sh -c ls`. Commands may be lists of words,
 * files have encodings, and YAML folds, quotes and escapes texts.
 */
export function* cloudConfigTexts(text: string, bounds: Bounds): Generator<string> {
  if (!isCloudConfig.test(text)) return;
  if (text.length > maxYaml) return bounds.cut("a cloud-config in it is larger than 128 KB");
  const config = yamlOf(text, bounds);
  for (const key of ["bootcmd", "runcmd"]) yield listOf(config, key).map(commandLine).join("\n");
  for (const file of listOf(config, "write_files")) {
    const content = property(file, "content");
    if (content instanceof Uint8Array) yield* textsIn(Buffer.from(content), bounds);
    else if (typeof content === "string") {
      yield content;
      // cloud-init has several names for it: b64, base64, gz+b64, gzip+base64 …
      const encoding = property(file, "encoding");
      if (typeof encoding === "string" && /b(ase)?64/i.test(encoding))
        yield* textsIn(Buffer.from(content, "base64"), bounds);
    }
  }
}

/** A file that a cloud-config writes as plain text or in base64, and where its content stands in the cloud-config. */
export interface CloudConfigFile {
  readonly start: number;
  readonly end: number;
  readonly content: string;
  readonly place: string | undefined;
}

/** The files that a cloud-config writes. */
export function cloudConfigFiles(text: string): CloudConfigFile[] {
  if (!isCloudConfig.test(text) || text.length > maxYaml) return [];
  const files = documentOf(text, new Bounds())?.get("write_files", true);
  if (!isSeq(files)) return [];
  return files.items.flatMap((file): CloudConfigFile[] => {
    if (!isMap(file)) return [];
    const content = file.get("content", true);
    if (!isScalar(content) || typeof content.value !== "string" || !content.range) return [];
    const [path, encoding] = ["path", "encoding"].map(key => file.get(key));
    const isBase64 = typeof encoding === "string" && /^b(?:ase)?64$/i.test(encoding);
    if (encoding !== undefined && encoding !== "text/plain" && !isBase64) return [];
    return [
      {
        start: content.range[0],
        end: content.range[1],
        content: isBase64 ? Buffer.from(content.value, "base64").toString("utf8") : content.value,
        place: typeof path === "string" ? path : undefined,
      },
    ];
  });
}

/** Parses the document to plain data. The result is `undefined` when it is not YAML. */
function yamlOf(text: string, bounds: Bounds): unknown {
  try {
    return documentOf(text, bounds)?.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** Parses the document. The result is `undefined` when it is not YAML. */
function documentOf(text: string, bounds: Bounds): Document | undefined {
  try {
    const tokens = [...new Parser().parse(text)];
    if (tokens.some(isDeep)) {
      bounds.cut("a cloud-config in it is nested too deep");
      return undefined;
    }
    const options = { logLevel: "silent", uniqueKeys: false, strict: false } as const;
    return [...new Composer(options).compose(tokens)][0];
  } catch {
    return undefined;
  }
}

/** True when a document is nested too deep to compose: the composer is recursive, and V8 may end the process when its stack is full. */
function isDeep(document: CST.Token): boolean {
  const waiting: [CST.Token | null | undefined, number][] = [[document, 0]];
  for (const [token, depth] of waiting) {
    if (depth > maxDepth) return true;
    if (!token) continue;
    if ("items" in token) for (const { key, value } of token.items) waiting.push([key, depth + 1], [value, depth + 1]);
    if (token.type === "document") waiting.push([token.value, depth + 1]);
  }
  return false;
}

const property = (node: unknown, key: string): unknown =>
  typeof node === "object" && node !== null && Object.hasOwn(node, key)
    ? (node as Record<string, unknown>)[key]
    : undefined;

function listOf(node: unknown, key: string): unknown[] {
  const list = property(node, key);
  return Array.isArray(list) ? list : [];
}

const commandLine = (command: unknown): string =>
  Array.isArray(command)
    ? command.filter(word => typeof word !== "object").join(" ")
    : typeof command === "string"
      ? command
      : "";
