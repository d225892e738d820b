/** What a program decodes, keeps under a name, and then runs by that name. */

/** Interpreters, as they stand before what they run. */
const shell = String.raw`(?:/(?:usr/)?bin/)?(?:(?:ba|da|z|k|a)?sh|python[\d.]*|perl|ruby|node|php|pwsh)`;
/** Where a command begins. */
const begin = String.raw`(?:^|[\n;&|({]|\b(?:then|do|else|sudo|exec|nohup|env))[ \t]*`;

/** `x=$(…)`, with backticks too: what is kept in a variable of a shell. */
const assigned = /(?:^|[\s;&|({])([A-Za-z_]\w{0,40})=["']?(?:\$\(|`)([^\n`]{4,600})/g;
/** What a command writes: `… > /tmp/a`, `… | tee /tmp/a`, `-out /tmp/a`. */
const written =
  />{1,2}[ \t]*["']?([\w./~$%{}-]{1,200})|\|[ \t]*(?:sudo )?tee (?:-a )?["']?([\w./~$%{}-]{1,200})|[ \t]--?o(?:ut(?:put)?)?[ =]["']?([\w./~$%{}-]{1,200})/g;
/** `code = zlib.decompress(…)`: what is kept in a variable of Python or JavaScript. */
const computed =
  /\b([A-Za-z_]\w{0,40})[ \t]*=[ \t]*(?:__import__\(\s*["']\w+["']\s*\)\s*\.|[\w.]{1,40}\.)?(?:b64decode|b85decode|a85decode|decompress|decrypt|fromhex|loads|atob|inflateSync|gunzipSync)\s*\(/g;

/** What Windows keeps of base64: `[IO.File]::WriteAllBytes('a.exe', …)`, `certutil -decode a.txt a.exe`. */
const writtenOnWindows =
  /\bWriteAllBytes\(\s*["']?([\w:.\\/$~-]{1,200})["']?\s*,|\bcertutil(?:\.exe)?[ \t]+(?:-f[ \t]+)?-decode(?:hex)?[ \t]+\S{1,200}[ \t]+["']?([\w:.\\/$~%-]{1,200})/gi;

/** More than this are no work of a person. */
const most = 40;

const escaped = (name: string): string => name.replace(/[.\\[\]{}()*+?^$|/-]/g, "\\$&");

/** Whether a variable of a shell is run. */
const runsVariable = (text: string, name: string): boolean => {
  const use = String.raw`["']?\$\{?${name}\b`;
  return new RegExp(
    String.raw`\beval[ \t]+(?:--[ \t]+)?${use}|${begin}${shell}[ \t]+(?:-\w+[ \t]+)*(?:<<<[ \t]*)?${use}|\b(?:echo|printf)\b[^\n;|]{0,80}${use}[^\n;|&]{0,40}\|[ \t]*(?:sudo )?${shell}\b(?! +-c\b)|<\([ \t]*(?:echo|printf)\b[^\n;|)]{0,80}${use}`,
  ).test(text);
};

/** Whether a file is run: by an interpreter and, unless it was but unpacked, by its own name. A program is often kept packed. */
const runsFile = (text: string, path: string, isUnpacked: boolean): boolean => {
  const name = escaped(path.replace(/^\.\//, ""));
  const ends = String.raw`(?=["']?(?:[\s;&|)]|$))`;
  const byShell = String.raw`${begin}(?:${shell}|source|\.)[ \t]+(?:-\w+[ \t]+)*["']?(?:\./)?${name}${ends}`;
  const byItself = String.raw`${begin}["']?(?:\./)?${name}${ends}`;
  return new RegExp(isUnpacked ? byShell : `${byShell}|${byItself}`).test(text);
};

/** What only unpacks. */
const unpacks =
  /^(?:g(?:un)?zip|zcat|bunzip2|bzcat|bzip2|unxz|xz|xzcat|lzma|zstd|zstdcat|unzstd|lz4|brotli|7z|unzip)\b/i;

/**
 * True when a text decodes something, keeps it in a variable or a file, and runs that.
 * @param decodes what a program looks like that decodes, without a flag for all of them
 */
export function runsKept(text: string, decodes: RegExp): boolean {
  let left = most;
  for (const [, name = "", command = ""] of text.matchAll(assigned))
    if (decodes.test(command)) {
      if (left-- === 0) return false;
      if (runsVariable(text, name)) return true;
    }
  for (const line of text.split("\n")) {
    const found = decodes.exec(line);
    if (!found) continue;
    const isUnpacked = unpacks.test(found[0]);
    for (const part of line.slice(found.index).split(/;|&&|\|\|/, 1))
      for (const [, direct, shared, named] of part.matchAll(written)) {
        if (left-- === 0) return false;
        const path = direct ?? shared ?? named ?? "";
        if (!/^(?:\/dev\/|&|$)/.test(path) && runsFile(text, path, isUnpacked)) return true;
      }
  }
  return false;
}

/** True when Windows decodes something into a file, and runs that. */
export function runsKeptOnWindows(text: string): boolean {
  const decodes = /\bFromBase64String\(/i.test(text);
  let left = most;
  for (const [, bytes, decoded] of text.matchAll(writtenOnWindows)) {
    if (left-- === 0) return false;
    const path = decoded ?? (decodes ? bytes : undefined);
    if (path === undefined) continue;
    const name = escaped(path.replace(/^\.[\\/]/, ""));
    const run = String.raw`(?:\b(?:Start-Process|Invoke-Item|start|iex|Invoke-Expression|powershell(?:\.exe)?(?:[ \t]+-\w+(?:[ \t]+Bypass)?){0,8}|-FilePath)[ \t]+|[\n;&|][ \t]*(?:[&.][ \t]*)?)["']?(?:\.[\\/])?${name}(?=["']?(?:[\s;&|)]|$))`;
    if (new RegExp(run, "i").test(text)) return true;
  }
  return false;
}

/** True when a program of Python or JavaScript decodes something into a variable, and runs that. */
export function runsComputed(text: string): boolean {
  let left = most;
  for (const [, name = ""] of text.matchAll(computed)) {
    if (left-- === 0) return false;
    if (new RegExp(String.raw`\b(?:exec|eval)\s*\(\s*(?:compile\s*\(\s*)?${name}\b`).test(text)) return true;
  }
  return false;
}
