import { valuesOf } from "./variables";

/** Without quotes of the other kind, for a whole script may stand in such. */
const literal = String.raw`(?:"[^"'\n]{0,200}"|'[^"'\n]{0,200}')`;
const literals = String.raw`${literal}(?:\s{0,40},\s{0,40}${literal})*`;

/** The code of a sign that scripts are written with, or of a line's end. */
const code = String.raw`(?:0x(?:[2-7][\da-f]|0?[9ad])|3[2-9]|[4-9]\d|1[01]\d|12[0-6]|9|1[03])\b`;

/** How a text is put together, what it cannot be without, and the literal that it is. */
interface Composition {
  readonly needs: RegExp;
  readonly pattern: RegExp;
  /** `undefined` where it is none; before and behind it stand a few more characters. */
  readonly literal: (found: readonly string[], before: string, behind: string) => string | undefined;
}

const compositions: readonly Composition[] = [
  {
    // `[char]120`, `chr(120)`
    needs: /\[char\]|\bchr\(/i,
    pattern: new RegExp(String.raw`(?:\[char\]\s{0,9}\(?\s{0,9}|\bchr\(\s{0,9})(${code})\s{0,9}\)?`, "gi"),
    literal: ([, code]) => quoted(String.fromCharCode(Number(code))),
  },
  {
    // `[char[]](120,109,…)`, `bytes([120,109,…])`, `String.fromCharCode(120,109,…)`
    needs: /\[(?:char|byte)|bytes\(|charcode|getstring/i,
    pattern: new RegExp(String.raw`\b${code}(?:\s{0,40},\s{0,40}${code}){4,}`, "gi"),
    literal: ([codes = ""]) => quoted(String.fromCharCode(...codes.split(",").slice(0, maxCodes).map(Number))),
  },
  {
    // `'{1}{0}' -f 'rig','xm'`
    needs: /-f\b/i,
    pattern: new RegExp(String.raw`(${literal})\s{0,9}-f\s{0,9}\(?(${literals})`, "gi"),
    literal: ([, format = "", list = ""]) => {
      const parts = partsOf(list);
      return format.replace(/\{(\d)\}/g, (whole, i) => parts[i] ?? whole);
    },
  },
  {
    // `'xm','rig' -join ''`, `-join('xm','rig')`, `[string]::Join('',@('xm','rig'))`, `''.join(['xm','rig'])`
    needs: /-join|(?:''|"")\s*(?:\.join|,\s*@\()|\.join\(\s*(?:''|"")/i,
    pattern: new RegExp(literals, "g"),
    literal: ([list = ""], before, behind) =>
      /(?:-join\s*@?\(|(?:''|"")\s*,\s*@\(|(?:''|"")\.join\(\s*[[(])\s*$/i.test(before) ||
      /^[\s)\]]*(?:-join\s*|\.join\(\s*)(?:''|"")/i.test(behind)
        ? quoted(partsOf(list).join(""))
        : undefined,
  },
  {
    // `'x@m@r@i@g'.Replace('@','')`, `'xZZmrig' -replace 'ZZ',''`
    needs: /replace/i,
    pattern: new RegExp(
      String.raw`(${literal})\)?\s{0,9}(?:\.replace\(|-[ci]?replace)\s{0,9}(${literal})\s{0,9},\s{0,9}(${literal})\)?`,
      "gi",
    ),
    literal: ([, text = "", part = "", instead = ""]) =>
      part.length > 2 ? text.replaceAll(part.slice(1, -1), () => instead.slice(1, -1)) : undefined,
  },
];

/** More are no word, and an engine takes only so many arguments. */
const maxCodes = 10_000;

/** What is looked at before and behind. */
const around = 48;

/**
 * A script of PowerShell, Python or JavaScript with its texts put together: of the codes of characters, of formats, joined lists and
 * replacements; and variables that are added, as literals, for them to be joined.
 */
export function composed(text: string): string {
  let whole = /\$\w{1,40}\s{0,9}\+?=/.test(text) ? withLiterals(text) : text;
  for (const { needs, pattern, literal } of compositions)
    if (needs.test(whole)) {
      const before = whole;
      whole = before.replace(pattern, (...found) => {
        const start = found.find(part => typeof part === "number") as number;
        const end = start + found[0].length;
        return (
          literal(found, before.slice(Math.max(0, start - around), start), before.slice(end, end + around)) ?? found[0]
        );
      });
    }
  return whole;
}

const operand = String.raw`(?:\$\w{1,40}|${literal})`;

/** In brackets, or where another is set: `($a + $b)`, `$c = $a + 'b'`. In a shell, what `$a+$b` says has a plus in it. */
const added = new RegExp(
  String.raw`(?:[(,{[]|\$\w{1,40}\s{0,9}\+?=)\s{0,9}${operand}(?:\s{0,9}\+\s{0,9}${operand})+`,
  "g",
);
const changed = /\$\w{1,40}(?=\)?\s{0,9}(?:\.replace\(|-[ci]?replace\b))/gi;
const variable = new RegExp(String.raw`${literal}|\$(\w{1,40})(?!\w|\s{0,9}\+?=)`, "g");

/** PowerShell's variables, where something is added to them or replaced in them. */
function withLiterals(text: string): string {
  const values = valuesOf(text);
  const literals = (part: string, at: number): string =>
    part.replace(variable, (whole, name) => {
      const value = name === undefined ? undefined : values(name, at);
      return value === undefined ? whole : quoted(value);
    });
  return text.replace(added, literals).replace(changed, literals);
}

const quoted = (text: string): string => (text.includes("'") ? `"${text}"` : `'${text}'`);

const partsOf = (list: string): string[] =>
  Array.from(list.matchAll(new RegExp(literal, "g")), ([part]) => part.slice(1, -1));
