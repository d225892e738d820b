/**
 * What a card hashes on Ethereum's proof of work, in millions a second, as Microsoft's report on cryptojacking (2023-07-25)
 * measured it. It names three cards; of others nothing is said.
 */
const megahashes: readonly (readonly [model: RegExp, perSecond: number])[] = [
  [/^T4$/, 25.1],
  [/^Tesla V100\b/, 89.5],
  [/^A100 40GB\b/, 175],
];

/** Of one card, by the model of a size (`Size.gpuModel`); undefined where no figure is known. */
export const megahashesPerSecond = (model: string): number | undefined =>
  megahashes.find(([card]) => card.test(model))?.[1];
