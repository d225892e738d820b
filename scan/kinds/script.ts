import { noFacts } from "../../compute/facts";
import { known } from "../../compute/value";
import { defineFileKind } from "../file-kind";

/** What a shell or an interpreter runs, by its extension. */
const scripts: ReadonlySet<string> = new Set(
  ".sh .bash .zsh .ksh .ps1 .psm1 .cmd .bat .vbs .py .pl .rb .service .timer .dockerfile".split(" "),
);
const dockerfile = /(?:^|\/)(?:dockerfile|containerfile)[^/]*$/i;
/** How cloud-init tells what it is given: its own words, a script's first line, a MIME message. */
const cloudInit =
  /^(?:\uFEFF)?(?:#!|#cloud-config|#cloud-boothook|#include|#part-handler|## template:|Content-Type:\s*multipart\/)/i;

/** Whether a text begins as a script does, or as what cloud-init is given, whatever its file is called. */
export const beginsAsScript = (text: string): boolean => cloudInit.test(text);

/** A script, or what cloud-init is given: what would run on a machine. */
export const script = defineFileKind({
  kind: "scripts",
  title: "scripts",
  contentsOf({ name, text, extension }) {
    const isCloudInit = beginsAsScript(text);
    if (!isCloudInit && !scripts.has(extension) && !dockerfile.test(name)) return undefined;
    const what = /^(?:\uFEFF)?#cloud-config|^Content-Type:/i.test(text) ? "cloud-init data" : "script";
    return {
      items: [{ facts: { ...noFacts, payloads: [{ what, kind: "script", text: known(text, "") }] } }],
      stack: false,
    };
  },
});
