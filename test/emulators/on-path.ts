import { whatToInstall } from "./programs";

/** Ends `npm run test:emulators` in one line, where the programs are not there. */
const lacking = whatToInstall();
if (lacking) {
  process.stderr.write(`${lacking}\n`);
  process.exitCode = 1;
}
