import { join } from "node:path";
import { buildSync } from "esbuild";

type Parser = typeof import("@actions/workflow-parser");

/** GitHub's own parser of workflows. It imports JSON as Node.js does not let it, so it is bundled first. */
function parser(): Parser {
  const { outputFiles } = buildSync({
    stdin: { contents: 'export * from "@actions/workflow-parser";', resolveDir: join(__dirname, "../..") },
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
    logLevel: "error",
  });
  const module = { exports: {} };
  new Function("module", "require", outputFiles[0]?.text ?? "")(module, require);
  return module.exports as Parser;
}

let kept: Parser | undefined;

/** What is wrong with a workflow, in GitHub's words. */
export async function workflowFaults(name: string, content: string): Promise<readonly string[]> {
  kept ??= parser();
  const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = kept;
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}
