/** What opens something, in the forms in which libraries log it, and what stands in its place. */
const secrets: readonly (readonly [form: RegExp, instead: string])[] = [
  [/\beyJ[\w-]{10,}(?:\.[\w-]*)*/g, "<token>"],
  [/\b(Bearer) [\w.~+/=-]{16,}/g, "$1 <token>"],
  [/(authorization["']?: ?["']?)[^"',\r\n\\]+/gi, "$1<not shown>"],
  [/(:\/\/)[^/@\s"'\\]{1,500}@/g, "$1<not shown>@"],
  [
    /\b(client_secret|client_assertion|assertion|access_token|refresh_token|id_token|password|sig|code)(=|["']?: ?["'])[^&\s"',\\]+/gi,
    "$1$2<not shown>",
  ],
];

/** Characters of one message of a library, at most: some write out a whole answer, with what was read of the tenant. */
const most = 2000;

/** A text that goes to a terminal or a log of this process, without what opens something. */
export function redacted(text: string): string {
  const cut = /^(?:azure|typeSpecRuntime):/.test(text) && text.length > most ? `${text.slice(0, most)}…\n` : text;
  return secrets.reduce((said, [form, instead]) => said.replace(form, instead), cut);
}

/**
 * Redacts whatever is written to a stream from now on. With AZURE_LOG_LEVEL or DEBUG the SDKs write there by themselves, and behind a
 * proxy with the headers of their requests.
 */
export function redact(stream: NodeJS.WriteStream): void {
  const write = stream.write.bind(stream) as (...args: readonly unknown[]) => boolean;
  stream.write = (text: unknown, ...more: readonly unknown[]) =>
    write(typeof text === "string" ? redacted(text) : text, ...more);
}
