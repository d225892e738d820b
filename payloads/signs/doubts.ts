import { anyOf, holdsAny } from "../any-of";
import { isOneWord } from "../one-word";
import { runsComputed, runsKept, runsKeptOnWindows } from "./kept-and-run";

/** What in a text is no sign of mining by itself, and is worth a look. */
export type Doubt = "decoded" | "image";

/** Interpreters that run what they are given. */
const shells = String.raw`(?:sudo(?: -\w+)* |env |nohup |exec )*(?:/(?:usr/)?bin/)?(?:(?:ba|da|z|k|a)?sh|python[\d.]*|perl|ruby|node|php|pwsh|powershell(?:\.exe)?)\b(?! +(?:-c\b|-m\b|[\w./-]+\.(?:sh|py|pl|rb|js|php|ps1)\b))`;

/** The arguments of `openssl` where it decrypts, or decodes alone: options come in any order. */
const decrypts = String.raw`openssl +(?=[^|\n]{0,300}[ \t]-d\b)(?=[^|\n]{0,300}-?\b(?:aes|aria|bf|blowfish|camellia|cast|chacha|des|idea|rc2|rc4|seed|sm4))(?:enc\b|-?\w)`;
const decodesAlone = String.raw`openssl +(?:enc\b(?=[^|\n]{0,300}[ \t]-(?:a|A|base64)\b)|-?base64\b)(?=[^|\n]{0,300}[ \t]-d\b)`;

/** To write letters in the other case encodes nothing. */
const turnsLetters = String.raw`tr +(?!["']?(?:A-Z["']? +["']?a-z|a-z["']? +["']?A-Z)(?![\w-]))["']?[A-Za-z]-[A-Za-z]\S* `;

/** Programs whose output a decoder here reads too, if what they are given stands in the text. */
const readable = String.raw`(?:base64 +(?:-\w*[dD]\w*|--decode)|base32 +-d|${decodesAlone}|xxd +-\w*r|g(?:un)?zip +-\w*[dc]|gunzip|zcat|rev|${turnsLetters})`;
/** Programs whose output nobody here reads. */
const unreadable = String.raw`(?:basenc +\S*-d|${decrypts}|gpg [^|\n]{0,300}(?:-d\b|--decrypt)|uudecode|bunzip2|bzcat|bzip2 +-\w*d|unxz|xzcat|xz +-\w*d|lzma +-\w*d|zstd +-\w*d|zstdcat|unzstd|lz4 +-\w*d|brotli +-\w*d|7z +x|unzip +-p|ccrypt|tr +["']?(?!\[:)[^\s"']{6,}["']? +["']?(?!\[:)\S{6,})`;

/** Programs that turn letters round or about. */
const turns = String.raw`(?:rev\b|${turnsLetters})`;
/** The same where their input stands elsewhere, in a file or behind a pipe: what stands in the text is read here. */
const turnedFromElsewhere = String.raw`(?:${turns}[^|\n;&<]{0,60}<(?!<)[ \t]*[\w/$~.]|(?:(?:curl|wget|cat|head|tail|nc|dig|az|kubectl)\b[^|\n;&]{0,300}|(?:echo|printf)\b[^|\n;&]{0,100}\$[\w{(][^|\n;&]{0,200})\|(?!\|)[ \t]*${turns})`;

/** What a program may look like that decodes a text and runs it. */
interface Form {
  /** Of each list one stands in every text that the pattern finds: looking for words costs little. */
  readonly words: readonly (readonly string[])[];
  readonly pattern: RegExp;
}

/** What a program decodes goes to a shell: by a pipe, as its argument, as a file that it is given. */
const run = (decodes: string, tools: readonly string[]): readonly Form[] => [
  {
    words: [["|"], tools],
    pattern: new RegExp(
      String.raw`\b${decodes}[^|\n;&]{0,200}\|(?!\|)(?:[^|\n;&]{0,100}\|(?!\|)){0,2}[ \t]*${shells}`,
      "i",
    ),
  },
  {
    words: [["$(", "`", "<("], tools],
    pattern: new RegExp(
      String.raw`(?:\b(?:ba|da|z|k)?sh(?: +-\w+)*|\beval|\bsource|(?:^|[\s;&|])\.)[ \t]+["']?(?:\$\(|\x60|<\()[^)\n\x60]{0,400}\b${decodes}`,
      "im",
    ),
  },
];

/** A word of each. */
const tools = {
  readable: ["base64", "base32", "openssl", "xxd", "zip", "zcat", "rev", "tr "],
  unreadable: [
    ..."basenc openssl gpg uudecode bunzip2 bzcat bzip2 xz lzma zstd lz4 brotli 7z unzip ccrypt".split(" "),
    "tr ",
  ],
};

const followed: readonly Form[] = [
  ...run(readable, tools.readable),
  {
    words: [["("], ["frombase64string("], ["iex", "invoke-expression", "[scriptblock]::create"]],
    // `Invoke-Expression` may stand before or after it
    pattern: /^(?=[\s\S]*frombase64string\(\s*[$(])(?=[\s\S]*(?:\biex\b|invoke-expression|\[scriptblock\]::create))/i,
  },
  {
    words: [["("], ["exec", "eval"], ["decode", "atob", "fromhex", "decompress", "inflatesync", "gunzipsync"]],
    pattern:
      /\b(?:exec|eval|assert|system)\s*\(\s*(?:compile\s*\(\s*)?(?:__import__\(\s*["']\w+["']\s*\)\s*\.|[\w.]{1,40}\.)?(?:b64decode|atob|base64_decode|fromhex|decode|decompress|inflateSync|gunzipSync)\s*\(/i,
  },
];

const unfollowed: readonly Form[] = [
  ...run(unreadable, tools.unreadable),
  ...run(turnedFromElsewhere, ["rev", "tr "]),
  // what is decrypted or worked out byte by byte
  {
    words: [
      ["iex", "invoke-expression", "scriptblock", "assembly::load", "assembly]::load"],
      ["-bxor", "convertto-securestring", "createdecryptor", "brotlistream"],
    ],
    pattern: /-bxor\b|ConvertTo-SecureString[^\n]{0,300}-Key|CreateDecryptor|BrotliStream/i,
  },
  {
    words: [["("], ["exec", "eval"], ["loads", "decode", "decrypt", "gzinflate", "gzuncompress", "rot13", "unpack"]],
    pattern:
      /\b(?:exec|eval|assert)\s*\(\s*(?:compile\s*\(\s*)?(?:__import__\(\s*["']\w+["']\s*\)\s*\.|[\w.]{1,40}\.)?(?:loads|b85decode|a85decode|decrypt|gzinflate|gzuncompress|str_rot13|unpack)\s*\(/i,
  },
];

const searches = new Map(
  [...followed, ...unfollowed].flatMap(({ words }) => words.map(some => [some, holdsAny(some)])),
);

const isIn = (forms: readonly Form[], text: string): boolean =>
  forms.some(({ words, pattern }) => words.every(some => searches.get(some)!(text)) && pattern.test(text));

const [decodesReadably, decodesUnreadably] = [readable, unreadable].map(
  decodes => new RegExp(String.raw`(?<![\w/.-])${decodes}`, "i"),
) as [RegExp, RegExp];
/** One of them stands in every text that decodes something by a program, or in one. */
const decoding = anyOf([...tools.readable, ...tools.unreadable]);
/** One of them stands in every text that keeps what a program writes, in a file or in a variable of a shell. */
const keeps = ["|", ">", "$(", "`", "-o"];
const computing = anyOf(["decode", "decompress", "decrypt", "fromhex", "loads", "atob", "inflatesync", "gunzipsync"]);

const keptOnWindows = anyOf(["writeallbytes(", "certutil"]);

/** Whether something is decoded, kept and run. */
const runsWhatItKept = (text: string, unpacked: boolean): boolean =>
  (keeps.some(sign => text.includes(sign)) &&
    decoding.test(text) &&
    (runsKept(text, decodesUnreadably) || (!unpacked && runsKept(text, decodesReadably)))) ||
  (!unpacked && text.includes("(") && computing.test(text) && runsComputed(text)) ||
  (!unpacked && keptOnWindows.test(text) && runsKeptOnWindows(text));

/**
 * True when a text decodes something and runs it, and nobody here can follow what that is.
 * @param unpacked whether a decoder here has decoded anything out of the payload
 */
export function runsUnread(text: string, unpacked: boolean): boolean {
  if (isOneWord(text)) return false;
  return isIn(unfollowed, text) || (!unpacked && isIn(followed, text)) || runsWhatItKept(text, unpacked);
}

/** Kinds of mining that is none. */
const otherMining =
  /(?:data|text|process|opinion|pattern|web|argument|graph|task|log|repo\w{0,40}|rule|sequence|feature|hard|bit|sub)[-_]?min(?:er|ing)/i;
const coins =
  "(?:rvn|raven(?:coin)?|xmr|monero|eth|etc|btc|bitcoin|kas|kaspa|ergo|erg|zec|zcash|firo|flux|alph|crypto|coin|gpu|cuda|hash|nvidia|pool)";
const namedMining = new RegExp(
  String.raw`(?:^|[\/_.-])(?:${coins}[-_]?min(?:er|ing)|min(?:er|ing)[-_]?${coins}|mining|miner)(?:[\/_.:@-]|\d|$)`,
  "i",
);

/** True when the name of an image says that it mines a coin: `contoso/rvnmining:v2`. */
export function isNamedMining(reference: string): boolean {
  // the first part is a registry where it has a dot or a port
  const path =
    reference
      .trim()
      .replace(/^[^/.:]*[.:][^/]*\//, "")
      .split(/[:@]/, 1)[0] ?? "";
  return namedMining.test(`${path}/`) && !otherMining.test(path);
}

/** A container that is started with GPUs, up to the end of its command. */
const withGpus = /\b(?:docker|podman|nerdctl)(?: container)? (?:run|create)\b(?:[^\n;|&]|\\\r?\n){0,600}/gi;
const gpus = /--gpus\b|--runtime[ =]nvidia|--device[ =](?:nvidia\.com\/gpu|\/dev\/(?:nvidia|kfd|dri))/;

/** True when a script starts a container with GPUs from an image whose name says mining. */
export function runsMiningImage(text: string): boolean {
  if (!/min(?:er|ing)/i.test(text) || !/--gpus|nvidia|\/dev\//.test(text)) return false;
  for (const [command] of text.matchAll(withGpus)) {
    if (!gpus.test(command)) continue;
    const words = command
      .replace(/\\\r?\n/g, " ")
      .split(/\s+/)
      .slice(2);
    if (
      words.some(
        (word, i) =>
          !word.startsWith("-") && !takesValue.test(words[i - 1] ?? "") && isNamedMining(word.replace(/["']/g, "")),
      )
    )
      return true;
  }
  return false;
}

/** Options of Docker before a word that is no image: a name, a volume, a label. */
const takesValue =
  /^(?:--name|-v|--volume|--mount|-l|--label|-e|--env|--env-file|-w|--workdir|--network|--net|-h|--hostname|--restart|-p|-u)$/;
