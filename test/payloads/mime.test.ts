import { gzipSync } from "node:zlib";
import { addsNothing, base64, comesOut, inLines, needle, script } from "./decoder-table";

const short = inLines(base64(script), 19).join("\n");
const shell = "Content-Type: text/x-shellscript";
/** The needle in quoted-printable. */
const printable = needle.replace("str", "=73tr").replace("pool", "po=\nol");
const printablePart = `${shell}\nContent-Transfer-Encoding: quoted-printable\n\n#!/bin/sh\n./worker -o ${printable}\n`;
const base64Part = `${shell}\nContent-Transfer-Encoding: base64\n\n${short}\n`;

const multipart = (boundary: string, part: string, header = `boundary="${boundary}"`): string =>
  `MIME-Version: 1.0\nContent-Type: multipart/mixed; ${header}\n\n--${boundary}\n${part}--${boundary}--\n`;

describe("payloads: MIME, as Python's email reads it", () => {
  comesOut({
    "one part in quoted-printable": `MIME-Version: 1.0\n${printablePart}`,
    "one part in base64, in short lines": `MIME-Version: 1.0\n${base64Part}`,
    "one part, its encoding only": `Content-Transfer-Encoding: base64\n\n${short}\n`,
    "one part without a blank line": `MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n#!/bin/sh\n./worker -o ${printable}\n`,
    "one part in gzip": `MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n${inLines(base64(gzipSync(script)), 10).join("\n")}\n`,
    "a part in base64, in short lines": multipart("edge", base64Part),
    "a part in base64 with signs that are none of its digits": multipart(
      "edge",
      base64Part.replace(short, inLines(base64(script), 7).join("-\n!")),
    ),
    "a header before that names a boundary": `X-A: boundary=fake\n${multipart("edge", printablePart)}`,
    "a parameter before that names a boundary": multipart("edge", printablePart, 'x="boundary=fake"; boundary=edge'),
    "a boundary with a blank": multipart("A B", printablePart),
    "a boundary with a character set": multipart("edge", printablePart, "boundary*=us-ascii''edge"),
    "a boundary in a folded header": multipart("edge", printablePart, "\n boundary=edge"),
    "a type in a folded header": multipart("edge", printablePart).replace(
      "Content-Type: multi",
      "Content-Type:\n multi",
    ),
    "an encoding in a folded header": multipart("edge", printablePart.replace("Encoding: ", "Encoding:\n ")),
    "a folded header before the encoding": multipart(
      "edge",
      printablePart.replace("shellscript", "shellscript;\n charset=utf-8"),
    ),
    "line ends of Windows": multipart("edge", printablePart).replaceAll("\n", "\r\n"),
    "a cloud-config among parts": multipart(
      "edge",
      'Content-Type: text/cloud-config\n\n#cloud-config\nruncmd:\n- "./worker -o stratum+\\\n   tcp://pool.contoso.com:3333"\n',
    ),
  });
  addsNothing({
    "a word of it in a script": "curl -H 'Content-Transfer-Encoding: base64' https://files.contoso.com/a=20b\n",
    "headers of something else": "Date: today\nSubject: =3D\n\nA text.\n",
  });
});
