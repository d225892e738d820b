/**
 * Whether a text has nothing but the digits of base64 and what joins names, and perhaps a line end behind them: `IyEvYmluL3No`. Custom data
 * is mostly handed over so. There is no quote, bracket, blank or other sign in it, so it runs nothing, and nothing is split in it.
 */
export const isOneWord = (text: string): boolean => /^[\w+/=-]*\s?$/.test(text);
