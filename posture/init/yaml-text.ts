import { visibleText } from "../report/visible";

/** The longest comment that one name or reason may become. */
const longest = 300;

/** One line of a comment. Nothing that was read in the tenant ends it, or is more than a line of it. */
export function comment(text: string): string {
  const letters = [...visibleText(text.replace(/\s+/gu, " "))];
  return `# ${letters.length > longest ? `${letters.slice(0, longest).join("")}…` : letters.join("")}`;
}

/** A text as a scalar of YAML: plain where it can only be read as a word, else in the quotes of JSON, which YAML reads. */
export const scalar = (text: string): string =>
  /^[A-Za-z][\w.-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(visibleText(text));
