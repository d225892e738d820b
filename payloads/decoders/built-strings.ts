import { valuesOf } from "./variables";

/** A string literal that contains no quotes of the other kind, because such quotes may enclose a whole script. */
const literal = String.raw`(?:"[^"'\n]{0,200}"|'[^"'\n]{0,200}')`;
const literals = String.raw`${literal}(?:\s{0,40},\s{0,40}${literal})*`;

/** The code of a printable ASCII character, a tab or a line end, in decimal or hexadecimal. */
const code = String.raw`(?:0x(?:[2-7][\da-f]|0?[9ad])|3[2-9]|[4-9]\d|1[01]\d|12[0-6]|9|1[03])\b`;

/** One way in which scripts build a string at run time. */
interface Construction {
  /** Only a text that this matches is searched for the pattern. */
  readonly needs: RegExp;
  readonly pattern: RegExp;
  /**
   * The literal of the string that is built, or `undefined` when none is.
   * @param found the match and its groups
   * @param before a few characters before the match
   * @param after a few characters after it
   */
  readonly build: (found: readonly string[], before: string, after: string) => string | undefined;
}

/** What stands between the parts of a host or a path that is joined: `-join '.'` and `.join('.')` after it, `'.'.join([` before it. */
const joinedAfter = /^[\s)\]]*(?:-join\s*|\.join\(\s*)(["'])([./:\\-]{0,3})\1/i;
const joinedBefore = /(["'])([./:\\-]{0,3})\1\.join\(\s*[[(]\s*$/i;

const constructions: readonly Construction[] = [
  {
    // `[char]120`, `chr(120)`
    needs: /\[char\]|\bchr\(/i,
    pattern: new RegExp(String.raw`(?:\[char\]\s{0,9}\(?\s{0,9}|\bchr\(\s{0,9})(${code})\s{0,9}\)?`, "gi"),
    build: ([, code]) => quoted(String.fromCharCode(Number(code))),
  },
  {
    // `[char[]](120,109,…)`, `bytes([120,109,…])`, `String.fromCharCode(120,109,…)`
    needs: /\[(?:char|byte)|bytes\(|charcode|getstring/i,
    pattern: new RegExp(String.raw`\b${code}(?:\s{0,40},\s{0,40}${code}){4,}`, "gi"),
    build: ([codes = ""]) => quoted(String.fromCharCode(...codes.split(",").slice(0, maxCodes).map(Number))),
  },
  {
    // `'{1}{0}' -f 'rig','xm'`
    needs: /-f\b/i,
    pattern: new RegExp(String.raw`(${literal})\s{0,9}-f\s{0,9}\(?(${literals})`, "gi"),
    build: ([, format = "", list = ""]) => {
      const parts = partsOf(list);
      return format.replace(/\{(\d)\}/g, (whole, i) => parts[i] ?? whole);
    },
  },
  {
    // `'xm','rig' -join ''`, `-join('xm','rig')`, `[string]::Join('',@('xm','rig'))`, `''.join(['xm','rig'])`, and with a sign between them:
    // `'pool','contoso','com' -join '.'`
    needs: /-join|(?:''|"")\s*,\s*@\(|\.join\(/i,
    pattern: new RegExp(literals, "g"),
    build: ([list = ""], before, after) => {
      if (/(?:-join\s*@?\(|(?:''|"")\s*,\s*@\()\s*$/i.test(before)) return quoted(partsOf(list).join(""));
      const [, , between] = joinedAfter.exec(after) ?? joinedBefore.exec(before) ?? [];
      return between === undefined ? undefined : quoted(partsOf(list).join(between));
    },
  },
  {
    // `'x@m@r@i@g'.Replace('@','')`, `'xZZmrig' -replace 'ZZ',''`
    needs: /replace/i,
    pattern: new RegExp(
      String.raw`(${literal})\)?\s{0,9}(?:\.replace\(|-[ci]?replace)\s{0,9}(${literal})\s{0,9},\s{0,9}(${literal})\)?`,
      "gi",
    ),
    build: ([, text = "", part = "", instead = ""]) =>
      part.length > 2 ? text.replaceAll(part.slice(1, -1), () => instead.slice(1, -1)) : undefined,
  },
];

/** So many codes are read at most: a function takes only so many arguments. */
const maxCodes = 10_000;

/** How many characters before and after a match are looked at. */
const around = 48;

/**
 * Replaces the strings that a script of PowerShell, Python or JavaScript builds at run time by their literals:
 * `-join('xm','rig')` becomes `'xmrig'`. Strings are built from character codes, formats, joined lists and replacements. Variables
 * that are added up become literals too, which are joined later on.
 */
export function withBuiltStrings(text: string): string {
  let whole = /\$\w{1,40}\s{0,9}\+?=/.test(text) ? withAddedValues(text) : text;
  for (const { needs, pattern, build } of constructions)
    if (needs.test(whole)) {
      const before = whole;
      whole = before.replace(pattern, (...found) => {
        const start = found.find(part => typeof part === "number") as number;
        const end = start + found[0].length;
        return (
          build(found, before.slice(Math.max(0, start - around), start), before.slice(end, end + around)) ?? found[0]
        );
      });
    }
  return whole;
}

const operand = String.raw`(?:\$\w{1,40}|${literal})`;

/** A sum in brackets or in an assignment: `($a + $b)`, `$c = $a + 'b'`. A bare `$a+$b` is no sum in a shell; its value contains a plus. */
const added = new RegExp(
  String.raw`(?:[(,{[]|\$\w{1,40}\s{0,9}\+?=)\s{0,9}${operand}(?:\s{0,9}\+\s{0,9}${operand})+`,
  "g",
);
const replaced = /\$\w{1,40}(?=\)?\s{0,9}(?:\.replace\(|-[ci]?replace\b))/gi;
const variable = new RegExp(String.raw`${literal}|\$(\w{1,40})(?!\w|\s{0,9}\+?=)`, "g");

/** Replaces PowerShell's variables by literals where they are added up or where parts of them are replaced. */
function withAddedValues(text: string): string {
  const values = valuesOf(text);
  const literals = (part: string, at: number): string =>
    part.replace(variable, (whole, name) => {
      const value = name === undefined ? undefined : values(name, at);
      return value === undefined ? whole : quoted(value);
    });
  return text.replace(added, literals).replace(replaced, literals);
}

const quoted = (text: string): string => (text.includes("'") ? `"${text}"` : `'${text}'`);

const partsOf = (list: string): string[] =>
  Array.from(list.matchAll(new RegExp(literal, "g")), ([part]) => part.slice(1, -1));
