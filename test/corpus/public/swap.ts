import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { filesAt } from "../../../cli/scan-files";
import { isObject, type Json } from "../../compute/corpus";
import { withGpus } from "../with-gpus";
import { type Repository, refusedFiles } from "./scan";

/** Reviewed: the machine of these is deployed only where the parameter `enablePrivateNetworking` is set, which is false by default. */
const switchedOff: ReadonlySet<string> = new Set(
  [
    "chat-with-your-data",
    "conversation-knowledge-mining",
    "customer-chatbot",
    "multi-agent-custom-automation-engine",
  ].map(name => `avm/ptn/sa/${name}/main.json`),
);

/** Types of which a template holds machines of a size, so that a swap has to be seen. */
const machines = new Set([
  "microsoft.compute/virtualmachines",
  "microsoft.compute/virtualmachinescalesets",
  "microsoft.containerservice/managedclusters",
  "microsoft.containerservice/managedclusters/agentpools",
  "microsoft.machinelearningservices/workspaces/computes",
  "microsoft.batch/batchaccounts/pools",
]);

/**
 * The files of a checkout in which a resource of such a type stands and a known size, with each size swapped for that of a GPU
 * machine; and those of them that are not refused for it.
 */
export function swapped({ folder }: Repository): { readonly files: number; readonly missed: readonly string[] } {
  const files = filesAt([folder]).files.flatMap(({ name }) => {
    const template = jsonIn(name);
    const count = { swaps: 0 };
    const swap = template !== undefined && ordersMachines(template) ? withGpus(template, notMeant, count) : undefined;
    return count.swaps > 0 && !switchedOff.has(relative(folder, name))
      ? [{ name: relative(folder, name), text: () => JSON.stringify(swap) }]
      : [];
  });
  // where a size is left open beside, that alone refuses the file
  const refused = refusedFiles(files, "empty", ["unapproved-gpu-size", "unreadable-size"]);
  return { files: files.length, missed: files.map(({ name }) => name).filter(name => !refused.has(name)) };
}

function jsonIn(file: string): Json | undefined {
  if (!file.endsWith(".json")) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, "")) as Json;
  } catch {
    return undefined;
  }
}

/** Whether a resource of such a type stands in it. */
const ordersMachines = (node: Json): boolean => {
  if (Array.isArray(node)) return node.some(ordersMachines);
  if (!isObject(node)) return false;
  const isOrder = typeof node.type === "string" && machines.has(node.type.toLowerCase()) && "apiVersion" in node;
  return isOrder || Object.values(node).some(ordersMachines);
};

/** Not what a parameter may be, nor what is said of it. */
const notMeant = ["allowedValues", "metadata"];
