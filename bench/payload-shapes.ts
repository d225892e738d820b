const base64 = (data: string | Buffer): string => Buffer.from(data as string).toString("base64");

/** Texts that, over and over, look to a decoder like the beginning of something that never ends. */
export const shapes: readonly string[] = [
  "A",
  " ",
  "\\",
  "'",
  '"a" ',
  "a=b ",
  "%41",
  "\\x41",
  "-e ",
  "$" + "{A}",
  "-enc: ",
  "$a='",
  "a\n",
  `${base64("some words here")} `,
  "[",
  "boundary=a ",
  "Content-Type: multipart/mixed; boundary=a\n",
  "a: b\n",
  "'a'+",
  "'a',",
  "'a' ",
  "'a'-f",
  "$a+",
  "$a =",
  "a+=b ",
  "a=$a$a ",
  "a=(b ",
  "$" + "{a:-",
  "$()",
  "``",
  "%a%",
  "120,",
  "[char]1",
  "printf %s %s ",
  "P+=abcd\n",
  "echo abcd >>f\n",
  "ab cd ",
  "\\\n",
  '{"a":"\\"",',
  base64("PK\x03\x04\x14\0\0\0\0\0\0\0"),
  base64(Buffer.from([0x1f, 0x8b, 8])),
];

const tools = "base64 xxd -r tr -d base32 -d n-za-m python -join '' -f 'a'.Replace( [char] $a = 1\nx | rev\n";

/** What stands before them, and brings other decoders to work. */
export const heads: readonly string[] = [
  "",
  "#cloud-config\nruncmd: ",
  "MIME-Version: 1\nContent-Type: multipart/mixed; boundary=a\n",
  `${tools}P+=abcd`,
];

/** A payload of about so many characters; what fits almost to the end costs most. */
export const payloadOf = (head: string, shape: string, chars: number): string =>
  `${head}${shape.repeat(chars / shape.length)}!`;
