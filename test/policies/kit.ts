import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import { controls } from "../../catalogue/controls";
import { type Estate, estateSchema } from "../../catalogue/estate";
import type { Level, Violation } from "../../catalogue/outcome";
import { type Facts, noFacts } from "../../compute/facts";
import { factsOf } from "../../compute/facts-of";
import { absent, known, type State, type Tree, type Value, Withheld } from "../../compute/value";
import { layersOf } from "../../payloads/decoders/decode";
import { Ledger } from "../../policies/budget/ledger";
import { shareOf } from "../../policies/budget/share";
import { type AnyPolicy, type Example, type Judged, judge } from "../../policies/policy";
import { plain } from "../../policies/pulumi/plain";

export const estateOf = (settings: unknown = {}): Estate => estateSchema.parse(settings);

/** The estate that a policy's examples are judged with. */
export const exampleEstate = (policy: AnyPolicy): Estate => estateOf(policy.exampleEstate ?? {});

const optionsOf = (policy: AnyPolicy, estate: Estate): unknown => policy.options.parse(policy.fromEstate(estate));

/**
 * The facts of an example, read as in the pack: through the SDK's own proxy. The example is the whole stack. Nothing may
 * change what was read.
 */
export const factsOfExample = ([token, inputs]: Example): Judged | undefined =>
  freeze(ofWholeStack(factsOf(token, freeze(plain(unknownCheckingProxy(inputs))))));

/** The facts of a resource that is the only one of its stack. */
export function ofWholeStack(facts: Facts | undefined): Judged | undefined {
  const ledger = new Ledger();
  ledger.enter("urn", shareOf(facts));
  const totals = ledger.withResource("urn");
  return facts && { ...facts, totals: totals ? [totals] : [] };
}

/** What a policy says of an example. */
export const violations = (policy: AnyPolicy, example: Example, estate = exampleEstate(policy)): Violation[] =>
  judge(policy, factsOfExample(example), freeze(optionsOf(policy, estate)));

/** The levels at which a policy speaks of facts of its kind, in order. */
export const levels = (policy: AnyPolicy, fact: object, estate: Estate): Level[] =>
  judge(policy, { ...noFacts, [policy.reads]: [freeze(fact)] }, optionsOf(policy, estate)).map(
    ({ level }) => level ?? policy.level(estate),
  );

/** A leaf in a given state. */
export function leaf<T>(state: State, value: T, path: string): Value<T> {
  if (state === "known") return known(value, path);
  return state === "absent" ? absent(path) : { state, path };
}

/** Every policy keeps its word: metadata, and each example judged as it says. */
export function keepsItsWord(policy: AnyPolicy): void {
  const { id, title, faultTitle, why, fix, control, examples } = policy;

  it(`${id}: its words are well chosen`, () => {
    assert.match(id, /^[a-z]+(-[a-z]+)*$/);
    assert.match(title, /^[A-Z][^.!?]+$/, "a title is a sentence without a full stop");
    assert.match(faultTitle ?? title, /^[A-Z][^.!?]+$/, "a fault title is a sentence without a full stop");
    assert.match(why, /^[A-Z].+[.]$/, "a why is a sentence with a full stop");
    assert.match(
      fix,
      /^(Choose|Lower|Place|Remove|Write|Raise|Take|Delete|Use|Set|Name) .+[.]$/,
      "a fix begins with one of the verbs of the pattern: add yours to it if none says what to do",
    );
    for (const words of [title, why, fix]) assert.doesNotMatch(words, /\b(TODO|should|might want)\b/);
    assert(controls.has(control), `there is no control ${control}`);
  });

  it(`${id}: shows good and bad, over several types and spellings`, () => {
    assert(examples.good.length > 0 && examples.bad.length > 0);
    assert(new Set(examples.bad.map(([token]) => token)).size >= 2);
  });

  for (const example of examples.good)
    it(`${id} passes ${shown(example)}`, () => assert.deepEqual(violations(policy, example), []));

  for (const example of examples.bad)
    it(`${id} faults ${shown(example)}`, () => {
      const found = violations(policy, example);
      assert(found.length > 0, "nothing was found");
      for (const violation of found) readsWell(violation, example);
    });
}

/** Longer texts out of the inputs are payloads; names of sizes and regions are shorter. */
const longestName = 32;

/** Where a template is linked from, without what may be a secret in it. */
const isAddress = /^(?:https:\/\/[^\s?#@]+|\/subscriptions\/[^\s?#]+)$/;

export function readsWell({ path, message }: Violation, [, inputs]: Example): void {
  assert.doesNotMatch(`${path} ${message}`, /undefined|NaN|\[object|[\n\r]/);
  assert.doesNotMatch(message, /[.]$/);
  const texts = textsIn(inputs).flatMap(text => [text, ...layersOf(text).texts]);
  for (const line of texts.flatMap(text => text.split("\n")))
    assert(
      line.length <= longestName || isAddress.test(line) || !message.includes(line),
      "the message repeats a text of the inputs",
    );
}

export function textsIn(tree: Tree): string[] {
  if (typeof tree === "string") return [tree];
  if (tree === null || typeof tree !== "object" || tree instanceof Withheld) return [];
  return Object.values(tree).flatMap(textsIn);
}

const shown = ([token, inputs]: Example) => `${token} ${JSON.stringify(inputs).slice(0, 90)}`;

/** Frozen all through, so that whoever changes it throws. */
export function freeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) freeze(child);
  }
  return value;
}
