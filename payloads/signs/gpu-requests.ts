import { isAccelerator, sizeOf } from "../../catalogue/sizes";
import { anyOf } from "../any-of";
import { tailWithout } from "../tail";
import { isHandedOn, isOnlyCompared } from "./handed-sizes";

/** Sizes and profiles that may carry an accelerator, and the switches that ask for one by number. */
const sizeName = /\bStandard_(?:N|PB)[A-Za-z0-9_]{2,40}|(?<=--workload-profile-type[ =]["']?)N[A-Z][A-Z0-9-]{2,20}/gi;
const counted = /--gpu-count[ =]["']?[1-9]|-GpuCount[ :]["']?[1-9]|--gpu-sku[ =]["']?[A-Z]/gi;

/** One of them stands in every text that asks for a GPU: looking for words costs little. */
const named = anyOf(["standard_n", "standard_pb", "gpu-count", "gpucount", "gpu-sku", "workload-profile-type"]);

/** Commands that create machines: of Azure's command line and of its PowerShell. */
const group = String.raw`\baz +(?:vm|vmss|aks|ml|batch|container|containerapp|synapse|hdinsight|sf|lab|databricks|resource|ppg|disk-pool)\b`;
const creates = new RegExp(
  String.raw`${group}(?:(?!${group})[^\n])*?\b(?:create|add|update|scale|resize|set|start|upgrade)\b|\b(?:New|Update|Set|Add|Resize)-Az[A-Za-z]+`,
  "i",
);
/** What hands on a description of machines: REST, deployments, Terraform, Pulumi, the libraries. */
const describes: readonly RegExp[] = [
  /\bmanagement\.azure\.com\b|\baz +(?:rest|deployment|stack|resource)\b|\bInvoke-Az\w+|\bNew-Az\w*Deployment\b/i,
  /\bazurerm_\w+|\bazapi_\w+|azure-native|@pulumi\/azure|pulumi_azure/i,
  /ComputeManagementClient|\barmcompute\b|azure\.mgmt\.(?:compute|containerservice|batch)/i,
];
/** What makes what a program or a configuration describes, which may stand elsewhere and take its sizes from here. */
const applies =
  /\b(?:terraform|tofu|terragrunt)\b[^\n;|&]{0,400}\Wapply\b(?![^\n;|&]{0,400}-destroy\b)|\bpulumi\b[^\n;|&]{0,400}\W(?:up|update)\b/i;
/** A command that hands a value to a configuration. */
const configuring: readonly (readonly RegExp[])[] = [
  [/\b(?:terraform|tofu|terragrunt)\b/i, /\W--?var\b/i],
  [/\bpulumi\b/i, /\Wconfig\W+set(?:-all)?\b/i],
  [/\bpulumi\b/i, /\W(?:up|update)\b/i, /\W(?:-c|--config)\b/i],
];

/** Whether a command, up to where a value stands in it, has these words in their order, and the last of them in no remark. */
const configures = (command: string): boolean =>
  configuring.some(words => {
    let at = 0;
    return words.every((word, i) => {
      if (i === words.length - 1) at = Math.max(at, command.lastIndexOf("#"));
      const found = word.exec(command.slice(at));
      at += found ? found.index + found[0].length : 0;
      return found !== null;
    });
  });

/** Commands that ask what there is, or search in texts, and create nothing. */
const asks =
  /^[\s"'$({!]*(?:sudo +)?(?:az +(?:vm +(?:list\S*|show|get-\S+)|vmss +(?:list\S*|show)|aks +(?:list|show|get-\S+)|quota +\S+|(?:vm|vmss|aks|ml \S+|batch \S+) +delete|\S+ +(?:\S+ +)?(?:list|show)\b)|Get-Az\w+|Remove-Az\w+|grep|egrep|Select-String|Where-Object|echo|Write-(?:Host|Output|Verbose)|#|\/\/|REM\b|case\b|\[\[?|test\b)/i;
/** A comparison: `if [ "$size" = "Standard_NC6s_v3" ]`, `-eq 'Standard_NC6s_v3'`. */
const compares = (command: string): boolean =>
  /(?:[=!]=|-(?:eq|ne|like|notlike|match|in|notin|contains)\b)\s*["'(]*$/i.test(command) ||
  (/=\s*["'(]*$/.test(command) && /\bif\s+\[/i.test(command));

/** The beginning of the command in which a place of a text is. It may go on over several lines. */
function commandBefore(text: string, at: number): string {
  const from = Math.max(0, at - 600);
  const before = text.slice(from, at).replace(/[\\`^]\r?\n/g, "  ");
  return tailWithout(before, /[\n;|&]/);
}

/** To see what becomes of a size takes a look at the whole text. More of them than this are no work of a person. */
const mostLooks = 50;

/**
 * The machines with GPUs that a script creates, in words for people: sizes as the catalogue spells them, never as they are written.
 * Each once.
 */
export function gpuRequestsIn(written: string): readonly string[] {
  const found = new Set<string>();
  if (!named.test(written)) return [];
  // the words of a command may be a list of a program's: `["az", "vm", "create"]`
  const text = written.replace(/(["']),[ \t]*\1/g, " ");
  const applying = applies.test(text);
  if (!applying && !creates.test(text) && !describes.some(form => form.test(text))) return [];
  let left = mostLooks;
  const note = (size: string) => found.add(sizeOf(size)?.name ?? "a size of the N series");
  for (const { index, 0: size } of text.matchAll(sizeName)) {
    const command = commandBefore(text, index);
    if (!isAccelerator(size)) continue;
    const isHanded = () => left-- > 0 && isHandedOn(text, index, index + size.length, command, creates);
    if (asks.test(command) || compares(command)) {
      if (isHanded()) note(size);
      continue;
    }
    // a variable, a property, or the words of a loop are made use of elsewhere in the text
    const isOrder =
      creates.test(command) ||
      (isSet.test(command) && !(left-- > 0 && isOnlyCompared(text, command, size))) ||
      (applying && configures(command)) ||
      isHanded();
    if (isOrder) note(size);
  }
  for (const { index } of text.matchAll(counted)) {
    const command = commandBefore(text, index);
    if (creates.test(command) && !asks.test(command)) found.add("a container with a GPU");
  }
  return [...found];
}

/**
 * What stands before a value that is set: `SIZE=`, `"vmSize": "`, `size = "`, `-VMSize = '`, `for size in a`, `$size = if ($big) { '`, and
 * the other sizes of a list.
 */
const isSet =
  /[\w\])"']\s*(?:(?:\\["']?|["'])\s*)?(?::|\+?=)\s*\\?["'(]*(?:Standard_\w{1,60}["',\s]{1,5}){0,50}$|^\s*for(?:each)?\b[^\n]*\bin\b|\$\w{1,60}[ \t]*=[ \t]*(?:if|switch)\b[^\n]{0,200}\{[ \t]*["']$/i;
