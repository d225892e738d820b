import { textsIn } from "./bytes";
import type { Bounds } from "./decode";

/** More boundaries than the text's own are those of parts in its parts, which are found when these are read. */
const maxBoundaries = 8;

/** Where Python's `email`, with which cloud-init reads, still takes a line for a header, or for more of the header before. */
const headers = /^(?:[!-9;-~]*:.*(?:\r?\n|$)|[ \t].*(?:\r?\n|$)){1,10000}/;

/** cloud-init looks no further for them. */
const beginning = 4096;
const isMime = /^(?:mime-version|content-transfer-encoding):/im;
const isMultipart = /^content-type:\s*multipart\//im;

/**
 * The parts of a MIME text, be it one or many, as cloud-init takes them. Read as leniently as cloud-init does: a missing end, a
 * broken header or an unknown encoding loses nothing, the part is then handed on as it stands.
 */
export function* mimeTexts(text: string, bounds: Bounds): Generator<string> {
  const many = isMultipart.test(text);
  if (many)
    // What stands behind a boundary on its line belongs to it.
    for (const boundary of boundariesOf(text))
      for (const part of text.split(`--${boundary}`).slice(1)) yield* partTexts(part.replace(/^.*\r?\n/, ""), bounds);
  else if (isMime.test(headers.exec(text.slice(0, beginning))?.[0] ?? "")) yield* partTexts(text, bounds);
}

function boundariesOf(text: string): string[] {
  const found = new Set<string>();
  for (const [type] of text.matchAll(/^content-type:.*(?:\r?\n[ \t].*)*/gim))
    for (const [, quoted, bare] of type.matchAll(
      /\bboundary\*?[ \t]*=[ \t]*(?:[\w-]*'\w*')?(?:"([^"]{1,200})"|([^\s;"]{1,200}))/gi,
    )) {
      found.add((quoted ?? bare) as string);
      if (found.size === maxBoundaries) return [...found];
    }
  return [...found];
}

/** A part's body out of its encoding, and the part itself where parts lie in it. */
function* partTexts(part: string, bounds: Bounds): Generator<string> {
  const head = headers.exec(part)?.[0] ?? "";
  const body = part.slice(head.length).replace(/^\r?\n/, "");
  const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(head)?.[1]?.toLowerCase();
  // Python leaves out whatever is no digit.
  if (encoding === "base64") yield* textsIn(Buffer.from(body.replace(/[^A-Za-z0-9+/=]/g, ""), "base64"), bounds);
  else yield encoding === "quoted-printable" ? printable(body) : body;
  if (isMultipart.test(head)) yield part.trim();
}

const printable = (body: string): string =>
  Buffer.from(
    body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
