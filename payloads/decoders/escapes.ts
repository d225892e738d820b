/**
 * Replaces escapes by their characters: `\x6d`, `\155`, `\u006d` (also in JSON), PowerShell's `` `u{6d} ``, and the `%6d` of URLs all
 * become `m`. There is at most one new text for backslashes and one for percent signs.
 */
export function* escapedTexts(text: string): Generator<string> {
  if (text.includes("\\") || text.includes("`u{")) yield* unlessSame(text, backslashes(text));
  if (text.includes("%")) yield* unlessSame(text, percents(text));
}

const unlessSame = (text: string, read: string): string[] => (read === text ? [] : [read]);

const backslashes = (text: string): string =>
  text.replace(
    /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|0?([0-3][0-7]{2}|[4-7][0-7]))|[\\`]u\{([0-9a-f]{1,5})\}/gi,
    (_, hex?: string, unicode?: string, octal?: string, braced?: string) =>
      String.fromCodePoint(
        octal === undefined ? Number.parseInt((hex ?? unicode ?? braced) as string, 16) : Number.parseInt(octal, 8),
      ),
  );

const percents = (text: string): string =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, bytes => Buffer.from(bytes.replaceAll("%", ""), "hex").toString("utf8"));
