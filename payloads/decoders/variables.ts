/** Longer values are whole scripts, and to insert them again and again would grow the text without bound. */
const maxValue = 120;

/** Looks up the value that a variable has at an index of the text. */
export type Values = (name: string, at: number) => string | undefined;

const scope = "(?:(?:[eE]nv|ENV|[gG]lobal|[sS]cript|[lL]ocal|[pP]rivate):)?";
const name = String.raw`${scope}([A-Za-z_]\w{0,40})`;

/**
 * An assignment in a shell, cmd or PowerShell: `a=b`, `a+=b`, `set a=b`, `[string]$env:a = 'b'`, `a=(b c)`, and `set -- b c`. The
 * pattern begins with the `=` and looks back for the name, because names are everywhere in a text and `=` is not.
 */
const assignment = new RegExp(
  String.raw`=(?<=(?:^|[\s;&|(\]{])\$?${name}[ \t]{0,4}(\+?)=)[ \t]{0,4}` +
    String.raw`(?:\(([^()"'$\n]{1,120})\)|"([^"${"`"}\n]*)"|'([^'\n]*)'|((?:[^\s;&|"'${"`"}()$]|\$(?!\())+))` +
    String.raw`|\bset --((?:[ \t]+[\w./:+-]+)+)`,
  "g",
);

/** A use of a variable: `$a`, `${a}`, `${a[0]}`, `${a:-b}`, `$($a)`, `%a%`, `!a!`, and the arguments of a shell, `$1` and `${1}`. */
const use = new RegExp(
  String.raw`\$(?:\{${scope}(\w{1,40})(?:\[(\d)\])?([:/,^=+-][^{}\n]{0,60})?\}|\(\$${name}\)|(?:${name}|([1-9])))|([%!])(\w{1,40})\7`,
  "g",
);

/**
 * The variables that a text sets to literals, or to values made of other variables. In `a=x; $a; a=y; $a` the first use has the value
 * `x` and the second `y`.
 */
export function valuesOf(text: string): Values {
  const values = new Map<string, { readonly at: number; readonly value: string }[]>();
  const latest = (name: string) => values.get(name)?.at(-1)?.value;
  const set = (name: string, at: number, written: string) => {
    if (written.length > maxValue) return;
    const value = withoutItself(name, written);
    if (leadsTo(name, value, latest)) return;
    if (!values.get(name)?.push({ at, value })) values.set(name, [{ at, value }]);
  };
  for (const { index: at, 1: name = "", 2: plus, 3: list, 4: double, 5: single, 6: bare, 7: args } of text.matchAll(
    assignment,
  )) {
    const items = (list ?? args)?.trim().split(/\s+/) ?? [];
    for (const [i, item] of items.entries()) set(args ? `${i + 1}` : `${name}[${i}]`, at, item);
    const text = double ?? bare ?? "";
    const value = items[0] ?? single ?? (text.includes("$") ? withValues(text, latest) : text);
    if (!args) set(name, at, plus ? (latest(name) ?? "") + value : value);
  }
  // uses are looked up in the order of the text, so each search goes on where the last one of that name ended
  const current = new Map<string, number>();
  return (name, at) => {
    const all = values.get(name);
    if (!all) return undefined;
    let i = current.get(name) ?? 0;
    if ((all[i]?.at ?? 0) > at) i = 0;
    while ((all[i + 1]?.at ?? at) < at) i++;
    current.set(name, i);
    return all[i]?.value;
  };
}

/** How many variables are followed from a value. */
const maxFollowed = 32;

/**
 * A value without its own name: `mode='$mode'`, `PATH=$PATH:/opt/bin`. To insert the value there would only bring the name back, again
 * and again, and to a shell it is empty, for the variable has no value before.
 */
const withoutItself = (name: string, value: string): string =>
  mayUse.test(value) ? withValues(value, used => (used === name ? "" : undefined)) : value;

/** True when a value leads back to its own name through other variables: `a='$b'; b='$a'`. */
function leadsTo(name: string, value: string, latest: (name: string) => string | undefined): boolean {
  const waiting = [value];
  const followed = new Set<string>();
  for (const written of waiting) {
    if (!mayUse.test(written)) continue;
    for (const [, braced, , , inner, plain, , , percent] of written.matchAll(use)) {
      const used = braced ?? inner ?? plain ?? percent;
      if (used === undefined || followed.has(used) || followed.size === maxFollowed) continue;
      if (used === name) return true;
      followed.add(used);
      waiting.push(latest(used) ?? "");
    }
  }
  return false;
}

const mayUse = /[$%!]/;

/** Replaces the variables of a text by their values: `a=ls; $a -l` becomes `a=ls; ls -l`. */
export const withValues = (text: string, values: Values): string =>
  text.replace(use, (whole, braced, item, change, inner, plain, argument, _, percent, at) => {
    const name = braced ?? inner ?? plain ?? argument ?? percent;
    const value = values(item ? `${name}[${item}]` : name, at);
    if (value !== undefined && plain !== undefined && isSet.test(text.slice(at + whole.length, at + whole.length + 8)))
      return whole;
    return (change ? expanded(value, change) : value) ?? whole;
  });

/** What follows a variable that is set. PowerShell writes `$a` both to set a variable and to read it. */
const isSet = /^[ \t]{0,4}\+?=(?!=)/;

/** Applies a parameter expansion of bash: `:-default`, `+other`, `/part/instead`, `:offset:length`, `,,` and `^^`. */
function expanded(value: string | undefined, change: string): string | undefined {
  const [, sign, other] = /^:?([-=+])(.*)$/.exec(change) ?? [];
  if (sign !== undefined) return sign === "+" ? other : (value ?? other);
  const [, all, part, instead = ""] = /^\/(\/?)([^/]+)(?:\/(.*))?$/.exec(change) ?? [];
  if (part !== undefined) return all ? value?.replaceAll(part, () => instead) : value?.replace(part, () => instead);
  const [, from, length] = /^:(\d+)(?::(\d+))?$/.exec(change) ?? [];
  if (from !== undefined)
    return value?.substring(Number(from), length === undefined ? undefined : Number(from) + Number(length));
  return /^[,^]+$/.test(change) ? value : undefined;
}
