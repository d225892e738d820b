import { judgesAnyInput } from "./fuzz-families";

/** A small part of what `fuzz.deep.ts` tries. */
describe("inputs at random, a sample", () => judgesAnyInput(0.025));
