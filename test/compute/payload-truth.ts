/** Where a resource type has payloads of one kind, in the inputs of azure-native, in ARM and in the classic provider. */
export type PayloadTruth = readonly [
  native: string,
  arm: string,
  kind: string,
  paths: readonly (readonly [native: string, arm: string])[],
  classic?: readonly (readonly [type: string, ...paths: string[]])[],
];
