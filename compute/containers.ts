import { applyShape } from "./apply-shape";
import type { Payload } from "./facts";
import { pulumiNaming } from "./path";
import { isList, isObject, itemsOf, joinName, type NodeAt } from "./tree";
import type { PayloadShape } from "./types/compute-type";
import { Withheld } from "./value";

/** What a container of Kubernetes runs, from the container on. */
export const containerPayloads: readonly PayloadShape[] = [
  { what: "container image", kind: "image", path: "image" },
  { what: "container's command", kind: "command", path: "command" },
  { what: "container's arguments", kind: "command", path: "args" },
  { what: "container's environment", kind: "environment", path: "env[].value" },
  {
    what: "container's hook",
    kind: "command",
    path: ["lifecycle.postStart.exec.command", "lifecycle.preStop.exec.command"],
  },
  {
    what: "probe's command",
    kind: "command",
    path: ["liveness", "readiness", "startup"].map(probe => `${probe}Probe.exec.command`),
  },
];

/** What operators run beside containers: a workflow's script (Argo), a ray job, the first start of a machine (KubeVirt). */
const runnable = new Map<string, readonly PayloadShape[]>(
  Object.entries({
    containers: containerPayloads,
    initcontainers: containerPayloads,
    ephemeralcontainers: containerPayloads,
    sidecars: containerPayloads,
    container: containerPayloads,
    script: [...containerPayloads, { what: "container's script", kind: "script", path: "source" }],
    steps: [...containerPayloads, { what: "container's script", kind: "script", path: "script" }],
    cloudinitnocloud: [{ what: "user data", kind: "script", path: ["userData", "userDataBase64"] }],
    cloudinitconfigdrive: [{ what: "user data", kind: "script", path: ["userData", "userDataBase64"] }],
    containerdisk: [{ what: "disk's image", kind: "image", path: "image" }],
  } satisfies { readonly [key: string]: readonly PayloadShape[] }),
);
const entrypoint: readonly PayloadShape[] = [{ what: "job's command", kind: "command", path: "entrypoint" }];

const deepest = 60;

/** What the containers of a custom resource run, wherever its operator keeps them. */
export function* payloadsOfContainers({ node, path }: NodeAt, depth = 0): Generator<Payload> {
  if (depth > deepest) return;
  if (isList(node)) for (const item of itemsOf(node, path)) yield* payloadsOfContainers(item, depth + 1);
  if (!isObject(node)) return;
  if (typeof node.entrypoint === "string") yield* payloadsAt(entrypoint, { node, path });
  for (const key of Object.keys(node)) {
    const inner = { node: node[key], path: joinName(path, key) };
    if (typeof inner.node !== "object" || inner.node === null) continue;
    // in a step a script is a text, which is read with the step
    if (inner.node instanceof Withheld && key === "script") continue;
    const rows = runnable.get(key.toLowerCase());
    if (rows)
      for (const place of isList(inner.node) ? itemsOf(inner.node, inner.path) : [inner])
        yield* payloadsAt(rows, place);
    if (!(inner.node instanceof Withheld)) yield* payloadsOfContainers(inner, depth + 1);
  }
}

const payloadsAt = (payloads: readonly PayloadShape[], root: NodeAt): readonly Payload[] =>
  isObject(root.node) || root.node instanceof Withheld
    ? applyShape({ payloads }, { type: "", root, naming: pulumiNaming, location: { node: undefined, path: "" } })
        .payloads
    : [];
