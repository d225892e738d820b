import type { ComputeType, PayloadShape, Shape } from "./compute-type";

/** GPUs are asked for by model and number; the machines stay Azure's own business. */
const group: Shape = {
  requests: [
    {
      what: "container",
      at: "~containers[]",
      asks: [
        { path: "~resources.requests.gpu.sku" },
        { path: "~resources.limits.gpu.sku" },
        { path: "~resources.requests.gpu.count", name: "GPU" },
        { path: "~resources.limits.gpu.count", name: "GPU" },
      ],
      count: ["~resources.limits.gpu.count", "~resources.requests.gpu.count"],
      counts: "accelerators",
      stopped: { path: "/~instanceView.state", words: ["Stopped", "Succeeded", "Failed"] },
      spot: { path: "/~priority", words: ["Spot"] },
    },
  ],
  payloads: ["~containers[]", "~initContainers[]"]
    .flatMap((containers): PayloadShape[] => [
      { what: "container image", kind: "image", path: `${containers}.~image` },
      { what: "container's command", kind: "command", path: `${containers}.~command` },
      { what: "container's environment", kind: "environment", path: `${containers}.~environmentVariables[].value` },
      {
        what: "container's secret environment",
        kind: "environment",
        path: `${containers}.~environmentVariables[].secureValue`,
      },
    ])
    .concat([
      {
        what: "probe's command",
        kind: "command",
        path: ["~containers[].~livenessProbe.exec.command", "~containers[].~readinessProbe.exec.command"],
      },
      { what: "container's configuration", kind: "settings", path: "~containers[].~configMap.keyValuePairs{}" },
      // Most of them hold passwords, which are no news where they are hidden.
      { what: "container's secret file", kind: "environment", path: "~volumes[].secret{}" },
      { what: "git repository", kind: "link", path: "~volumes[].gitRepo.repository" },
      { what: "extension settings", kind: "settings", path: "~extensions[].~settings" },
    ]),
};

export const containerInstances: readonly ComputeType[] = [
  {
    arm: "Microsoft.ContainerInstance/containerGroups",
    native: ["containerinstance:ContainerGroup"],
    write: { creates: "container groups" },
    ...group,
    classic: [
      {
        types: ["containerservice/group:Group"],
        azurerm: ["containerGroup"],
        requests: [
          {
            what: "container",
            at: "containers[]",
            // Only @pulumi/azure v4 and v5 have these.
            asks: [
              { path: "gpu.sku" },
              { path: "gpuLimit.sku" },
              { path: "gpu.count", name: "GPU" },
              { path: "gpuLimit.count", name: "GPU" },
            ],
            count: ["gpuLimit.count", "gpu.count"],
            counts: "accelerators",
            spot: { path: "/priority", words: ["Spot"] },
          },
        ],
        payloads: ["containers[]", "initContainers[]"]
          .flatMap((containers): PayloadShape[] => [
            { what: "container image", kind: "image", path: `${containers}.image` },
            { what: "container's command", kind: "command", path: `${containers}.commands` },
            { what: "container's environment", kind: "environment", path: `${containers}.environmentVariables{}` },
            {
              what: "container's secret environment",
              kind: "environment",
              path: `${containers}.secureEnvironmentVariables{}`,
            },
            { what: "container's secret file", kind: "environment", path: `${containers}.volumes[].secret{}` },
            { what: "git repository", kind: "link", path: `${containers}.volumes[].gitRepo.url` },
          ])
          .concat([
            {
              what: "probe's command",
              kind: "command",
              path: ["containers[].livenessProbe.execs", "containers[].readinessProbe.execs"],
            },
          ]),
      },
    ],
  },
  {
    arm: "Microsoft.ContainerInstance/containerGroupProfiles",
    native: ["containerinstance:ContainerGroupProfile"],
    write: { leftOut: "a profile creates nothing until a set or a standby pool names it, which needs another right" },
    ...group,
  },
  {
    // The container group profile has the sizes.
    arm: "Microsoft.ContainerInstance/nGroups",
    native: ["containerinstance:NGroup"],
    write: { creates: "sets of container groups" },
    requests: [{ what: "group of container groups", count: "~elasticProfile.desiredCount" }],
  },
];
