/** Text with its escapes read: `\x6d`, `\155`, `\u006d` (also in JSON), and `%6d` of addresses. One new text at most each. */
export function* escapedTexts(text: string): Generator<string> {
  if (text.includes("\\")) yield* unlessSame(text, backslashes(text));
  if (text.includes("%")) yield* unlessSame(text, percents(text));
}

const unlessSame = (text: string, read: string): string[] => (read === text ? [] : [read]);

const backslashes = (text: string): string =>
  text.replace(
    /\\(?:x([0-9a-f]{2})|u\{?([0-9a-f]{4})\}?|0?([0-3][0-7]{2}))/gi,
    (_, hex?: string, unicode?: string, octal?: string) =>
      String.fromCharCode(
        octal === undefined ? Number.parseInt((hex ?? unicode) as string, 16) : Number.parseInt(octal, 8),
      ),
  );

const percents = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, bytes => Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"));
