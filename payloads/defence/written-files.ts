import { cloudConfigFiles } from "../decoders/cloud-config";

/** A file that a text writes, or a text in it that is a file of its own. */
export interface WrittenFile {
  /** Where its content stands in the text. */
  readonly start: number;
  readonly end: number;
  readonly content: string;
  /** What is put in its place, so that the rest can still be read. */
  readonly instead: string;
  /** Its path, or another name; `undefined` when the text does not say it. */
  readonly place: string | undefined;
}

/** The files of a text, however it writes them. They may lie in each other. */
export function* writtenFiles(text: string): Generator<WrittenFile> {
  yield* heredocs(text);
  yield* lines(text);
  yield* hereStrings(text);
  yield* jsonStrings(text);
  for (const file of cloudConfigFiles(text)) yield { ...file, instead: '""\n' };
}

const path = String.raw`["']?([\w~$%{}:.\\/-]+)["']?`;
/** What writes a heredoc into a file and gives it to nobody else. */
const writer = new RegExp(
  String.raw`^[ \t]*(?:sudo )?(?:cat[ \t]*>{1,2}[ \t]*${path}|tee (?:-a )?${path}(?:[ \t]*>[ \t]*/dev/null)?|cat[ \t]*\|[ \t]*(?:sudo )?tee (?:-a )?${path}(?:[ \t]*>[ \t]*/dev/null)?)[ \t]*$`,
);
const heredoc = /(?<![^\n])([^\n]{0,300}?)<<(-?)[ \t]*(["']?)([A-Za-z_]\w{0,40})\3([^\n]{0,300})\n/g;

/** More heredocs, or texts in YAML, than this are no work of a person, and to find the end of each takes a look at the rest of the text. */
const mostHeredocs = 100;

/** The heredocs of a shell: `cat > /etc/falco/rules.d/a.yaml <<EOF`. */
function* heredocs(text: string): Generator<WrittenFile> {
  let heredocsLeft = mostHeredocs;
  for (const found of text.matchAll(heredoc)) {
    if (heredocsLeft-- === 0) return;
    const [all, before = "", dash, quote, tag = "", after = ""] = found;
    const place = writer.exec(`${before.trimEnd()} ${after.trim()}`.trimEnd());
    if (!place) continue;
    const start = found.index + all.length;
    const close = new RegExp(`^${dash ? "\\t*" : ""}${tag}\\r?$`, "m");
    const length = text.slice(start).search(close);
    if (length < 0) continue;
    const content = text.slice(start, start + length);
    // without quotes round its tag, what is in the heredoc may run
    if (!quote && /\$\(|`/.test(content)) continue;
    yield { start, end: start + length, content, instead: "", place: place[1] ?? place[2] ?? place[3] };
  }
}

/** A line that a shell writes into a file: `echo 'deny perm=execute all : path=/tmp/a' >> /etc/fapolicyd/rules.d/a.rules`. */
const line =
  /^[ \t]*(?:sudo )?(?:echo|printf)[ \t]+(?:'([^'\n]{3,2000})'|"([^"\\$`\n]{3,2000})")[ \t]*(?:>>?|\|[ \t]*(?:sudo )?tee(?: -a)?)[ \t]*["']?([\w/.~-]{2,300})["']?(?:[ \t]*>[ \t]*\/dev\/null)?[ \t]*$/gm;

function* lines(text: string): Generator<WrittenFile> {
  for (const { index, 0: all, 1: plain, 2: quoted, 3: place } of text.matchAll(line)) {
    const content = plain ?? quoted ?? "";
    const start = index + all.indexOf(content);
    yield { start, end: start + content.length, content, instead: "", place };
  }
}

/** Where PowerShell writes a here-string, and to nothing else. */
const setContent =
  /^[ \t]*\|[ \t]*(?:Set-Content|Add-Content|Out-File)(?:[ \t]+-(?:Encoding|Force|NoNewline)\b(?:[ \t]+\w+)?){0,5}[ \t]+(?:-(?:Path|FilePath|LiteralPath)[ \t]+)?["']?([\w:$.\\/-]+)(?:[^\w:$.\\/|;&-][^|;&]*)?$/i;

/** The here-strings of PowerShell: `@'…'@ | Set-Content C:\rules\a.yml`. */
function* hereStrings(text: string): Generator<WrittenFile> {
  const opening = /@(['"])\r?\n/g;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const start = opening.lastIndex;
    const end = text.indexOf(`\n${found[1]}@`, start);
    if (end < 0) return;
    const content = text.slice(start, end);
    const [, place] = setContent.exec(/^[^\n]{0,300}/.exec(text.slice(end + 3, end + 310))?.[0] ?? "") ?? [];
    if (place !== undefined && !(found[1] === '"' && content.includes("$(")))
      yield { start, end, content, instead: "", place };
    opening.lastIndex = end + 3;
  }
}

const run =
  /command|cmd|script|run|exec|arg|entry_?point|shell|code|hook|init|start|job|task|step|user_?data|custom_?data|inline/i;

/** A key of YAML whose value is a text over several lines: `rules.yaml: |-`. */
const blockScalar = /^([ ]*)(?:- +)?["']?([\w./-]{1,200})["']?: *[|>][+-]?\d?[+-]?[ \t]*\r?\n/gm;

/** The texts of several lines in a YAML document, by their keys: the values of a chart. One that is run by its key is none. */
export function* blockScalars(text: string): Generator<WrittenFile> {
  let left = mostHeredocs;
  for (const { index, 0: head, 1: indent = "", 2: place = "" } of text.matchAll(blockScalar)) {
    if (isRunBy(place)) continue;
    if (left-- === 0) return;
    const start = index + head.length;
    const rest = text.slice(start);
    const next = rest.search(new RegExp(`^ {0,${indent.length}}[^\\s]`, "m"));
    const end = next < 0 ? text.length : start + next;
    // the key goes with it: it would be taken for something that reads the file
    yield { start: index, end, content: dedented(text.slice(start, end)), instead: "", place };
  }
}

/** A text without the blanks that its first line begins with. */
function dedented(text: string): string {
  const [blanks = ""] = /^ */.exec(text) ?? [];
  return text
    .split("\n")
    .map(line => (line.startsWith(blanks) ? line.slice(blanks.length) : line.trimStart()))
    .join("\n");
}

/** True when the value of a key, or what stands at a path, may be run. Otherwise it is a file that something may read. */
export const isRunBy = (key: string): boolean => run.test(key);

/** One that does not end is passed over as a whole: what is in it is in no other. */
const jsonString = /"((?:[^"\\\n]|\\.)*)("[ \t]*:|")?/g;

/** The strings of a JSON object that are texts of several lines, by their names: the values of a chart, the parameters of a call. */
function* jsonStrings(text: string): Generator<WrittenFile> {
  if (!/^\s*[[{]/.test(text)) return;
  let place: string | undefined;
  for (const { index, 1: written = "", 2: end } of text.matchAll(jsonString)) {
    if (end === undefined) continue;
    if (end !== '"') place = written;
    else if (written.includes("\\n") && !(place !== undefined && isRunBy(place)))
      try {
        const content: unknown = JSON.parse(`"${written}"`);
        const start = index + 1;
        if (typeof content === "string") yield { start, end: start + written.length, content, instead: "", place };
      } catch {
        // it is no JSON after all
      }
  }
}
