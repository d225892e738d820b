/**
 * Whether a text has nothing but the digits of base64 and what joins names, and perhaps a line end behind them: `IyEvYmluL3No`. Custom data
 * is mostly handed over so. There is no quote, bracket, blank or other sign in it, so it runs nothing, and nothing is split in it.
 */
export function isOneWord(text: string): boolean {
  // a search for what is foreign goes back over nothing, however long the text is
  const end = text.search(/[^\w+/=-]/);
  return end < 0 || (end === text.length - 1 && /\s$/.test(text.slice(end)));
}
