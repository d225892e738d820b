/**
 * The parts of a MIME multipart text, as cloud-init takes them. Read as leniently as cloud-init does: a missing end, a broken
 * header or an unknown encoding loses nothing, the part is then handed on as it stands.
 */
export function* mimeTexts(text: string): Generator<string> {
  if (!/^content-type:[ \t]*multipart\//im.test(text)) return;
  const boundaries = Array.from(
    text.matchAll(/\bboundary[ \t]*=[ \t]*"?([^"\s;]{1,200})/gi),
    ([, name]) => name as string,
  );
  // Parts within parts are found when the outer part is read again.
  const boundary = boundaries[0];
  if (boundary === undefined) return;
  for (const part of text.split(`--${boundary}`).slice(1)) {
    const [, head = "", body = part] = /^[ \t]*\r?\n((?:[^\r\n]+\r?\n)*)\r?\n(.*)$/s.exec(part) ?? [];
    yield decoded(body, /^content-transfer-encoding:[ \t]*(\S+)/im.exec(head)?.[1]?.toLowerCase());
    if (/^content-type:[ \t]*multipart\//im.test(head)) yield part.trim();
  }
}

/** Base64 and gzip are found in the body when it is read again. */
const decoded = (body: string, encoding: string | undefined): string =>
  encoding === "quoted-printable"
    ? Buffer.from(
        body
          .replace(/=\r?\n/g, "")
          .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      ).toString("utf8")
    : body;
