import { join } from "node:path";
import { add, Refused } from "./add";

/** `npm run new -- rule unapproved-spot-machine` writes the files, and says what to fill in and how to see that it is right. */
try {
  const { files, toFill, proofs } = add(join(__dirname, ".."), ...process.argv.slice(2));
  const part = (title: string, lines: readonly string[]) => `${title}\n${lines.map(line => `  ${line}\n`).join("")}`;
  console.log(
    [
      part("Written:", files),
      part(
        "Fill in, in this order:",
        toFill.map(({ file, line, text }) => `${file}:${line}  ${text}`),
      ),
      part("Then run, until each is green:", proofs),
    ].join("\n"),
  );
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
