import type { Shape } from "../../compute/types";
import type { ExtensionShape, PayloadShape } from "../../compute/types/compute-type";
import type { Tree } from "../../compute/value";
import type { Leaves } from "./table-inputs";
import {
  completed,
  estateFor,
  inside,
  listed,
  mandatory,
  type Part,
  type Probe,
  templatesTrusted,
} from "./table-probe";
import { orderPart } from "./table-requests";

const miner = "./xmrig -o stratum+tcp://pool.supportxmr.com:3333";
const harmless = "#!/bin/sh\napt-get update\n";
const base64 = (text: string) => Buffer.from(text).toString("base64");

interface Values {
  readonly bad: readonly Tree[];
  readonly good: readonly Tree[];
}

const payloads: { readonly [K in PayloadShape["kind"]]: Values } = {
  script: { bad: [miner, base64(miner)], good: [harmless, base64(harmless)] },
  command: { bad: [miner, base64(miner)], good: ["npm start"] },
  environment: { bad: [miner, base64(miner)], good: ["production"] },
  settings: {
    bad: [miner, base64(miner), JSON.stringify({ commandToExecute: miner }), { commandToExecute: miner }],
    good: [harmless, { greeting: "hello" }],
  },
  image: {
    bad: ["xmrig/xmrig", "DOCKER|registry.contoso.com/xmrig/xmrig:6.21"],
    good: ["mcr.microsoft.com/azuredocs/aci-helloworld:latest"],
  },
  link: {
    bad: ["https://github.com/xmrig/xmrig/releases/download/v6.21.0/xmrig-6.21.0-linux-static-x64.tar.gz"],
    good: ["https://templates.contoso.com/setup.sh"],
  },
};

/** Everything in a shape, line by line of the table, with bad and good descriptions for each. */
export function partsOf(shape: Shape): readonly Part[] {
  const { requests = [], regions = [], links = [] } = shape;
  const estate = estateFor(shape);

  const probe = (what: string, rule: string, bad: readonly Leaves[], good: readonly Leaves[]): Probe => ({
    ...mandatory(rule, estate),
    what,
    bad: bad.map(leaves => completed(leaves, shape)),
    good: good.map(leaves => completed(leaves, shape)),
  });

  const region = (path: string): Part => {
    const what = `region at ${path}`;
    const [bad, good] = [
      ["japaneast", "Japan East"],
      ["westeurope", "West Europe"],
    ].map(names => names.map((name): Leaves => ({ [path]: name })));
    return { what, probes: [probe(what, "unapproved-region", bad!, good!)] };
  };

  const payload = ({ what, kind, path }: PayloadShape): Part => ({
    what: `${what} at ${path}`,
    probes: listed(path).map(path => {
      const { bad, good } = payloads[kind];
      // one command in words, but where each item of a list is a command
      const words = kind === "command" && /\w$/.test(path) ? [miner.split(" ")] : [];
      const at = (value: Tree): Leaves => ({ [path]: value });
      return probe(`${what} at ${path}`, "mining-payload", [...bad, ...words].map(at), good.map(at));
    }),
  });

  const extension = ({ at = "", publisher, type, fixed }: ExtensionShape): Part => {
    const what = `extension ${inside(at, type)}`;
    // One of Azure's own, which can be no other: all that is to be said is that it runs scripts.
    if (fixed) return { what, probes: [{ ...probe(what, "unapproved-extension", [{}], [{}]), level: "advisory" }] };
    const named = (publisherName: string, typeName: string): Leaves => ({
      [inside(at, publisher)]: publisherName,
      [inside(at, type)]: typeName,
    });
    const bad = [
      named("Microsoft.HpcCompute", "NvidiaGpuDriverLinux"),
      named("MICROSOFT.HPCCOMPUTE", "amdgpudriverwindows"),
      { [inside(at, type)]: "NvidiaGpuDriverWindows" },
    ];
    const good = [named("Microsoft.Azure.Monitor", "AzureMonitorLinuxAgent")];
    return { what, probes: [probe(what, "gpu-driver-extension", bad, good)] };
  };

  const link = (path: string): Part => {
    const what = `link at ${path}`;
    const [bad, good] = ["files.example.com", "templates.contoso.com"].map(host => [
      { [path]: `https://${host}/main.json` },
    ]);
    return { what, probes: [{ ...probe(what, "opaque-template", bad!, good!), estate: templatesTrusted }] };
  };

  return [
    region("location"),
    ...requests.map(request => orderPart(request, shape)),
    ...regions.map(region),
    ...(shape.payloads ?? []).map(payload),
    ...(shape.extensions ?? []).map(extension),
    ...links.map(link),
  ];
}
