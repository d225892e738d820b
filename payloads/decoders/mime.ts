import type { Bounds } from "./bounds";
import { textsIn } from "./bytes";

/** So many boundaries are used at most. Boundaries of parts within parts are found again when those parts are read. */
const maxBoundaries = 8;

/** The headers at the beginning of a text, with continued lines, as Python's `email` module, which cloud-init uses, takes them. */
const headers = /^(?:[!-9;-~]*:.*(?:\r?\n|$)|[ \t].*(?:\r?\n|$)){1,10000}/;

/** cloud-init looks for headers in so many characters only. */
const beginning = 4096;
const isMime = /^(?:mime-version|content-transfer-encoding):/im;
const isMultipart = /^content-type:\s*multipart\//im;

/**
 * The bodies of a MIME text with one or several parts, decoded. It is read as leniently as cloud-init does: a part with a missing end, a
 * broken header or an unknown encoding is still yielded, undecoded.
 */
export function* mimeTexts(text: string, bounds: Bounds): Generator<string> {
  const many = isMultipart.test(text);
  if (many)
    // the rest of a boundary's line belongs to the boundary
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

/** The decoded body of a part, and the whole part when it has parts within it. */
function* partTexts(part: string, bounds: Bounds): Generator<string> {
  const head = headers.exec(part)?.[0] ?? "";
  const body = part.slice(head.length).replace(/^\r?\n/, "");
  const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(head)?.[1]?.toLowerCase();
  // Python skips characters that are not base64 digits
  if (encoding === "base64") yield* textsIn(Buffer.from(body.replace(/[^A-Za-z0-9+/=]/g, ""), "base64"), bounds);
  else yield encoding === "quoted-printable" ? fromQuotedPrintable(body) : body;
  if (isMultipart.test(head)) yield part.trim();
}

const fromQuotedPrintable = (body: string): string =>
  Buffer.from(
    body.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
