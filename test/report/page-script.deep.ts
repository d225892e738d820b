import assert from "node:assert/strict";
import ts from "typescript";
import { pageScript } from "../../posture/report/html/script";

describe("the page's script", () => {
  it("is one that TypeScript can read, with the names that it uses", () => {
    const file = "/page-script.js";
    const options: ts.CompilerOptions = {
      allowJs: true,
      checkJs: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      types: [],
    };
    const host = ts.createCompilerHost(options);
    const { getSourceFile } = host;
    host.getSourceFile = (name, ...more) =>
      name === file
        ? ts.createSourceFile(name, pageScript, ts.ScriptTarget.ES2022, true)
        : getSourceFile.call(host, name, ...more);
    const program = ts.createProgram([file], options, host);
    // what an element is made of cannot be told of a selector: only names that stand for nothing are looked for
    const missing = [2304, 2448, 2451, 2552, 2588];
    const found = [...program.getSyntacticDiagnostics(), ...program.getSemanticDiagnostics()].filter(
      ({ code, category }) => missing.includes(code) || (code < 2000 && category === ts.DiagnosticCategory.Error),
    );
    assert.deepEqual(
      found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")),
      [],
    );
  });
  it("writes text, and never markup", () =>
    assert.doesNotMatch(
      pageScript,
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\.setAttribute\("on/,
    ));
});
