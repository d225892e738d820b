import { UsageError } from "./exit";

/** Brings the report somewhere, and says what was done. @throws UsageError where that fails */
export type Delivery = () => Promise<string>;

/**
 * Delivers in order, and goes on where one fails: nobody is left untold because a store does not answer.
 * @param afterAll what is done only where none failed
 * @throws UsageError with a line for each that failed, once all were tried
 */
export async function allOf(
  say: (words: string) => void,
  deliveries: readonly (Delivery | undefined)[],
  afterAll?: Delivery,
): Promise<void> {
  const faults: string[] = [];
  for (const delivery of deliveries) {
    if (!delivery) continue;
    try {
      say(await delivery());
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      faults.push(error.message);
    }
  }
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  if (afterAll) say(await afterAll());
}
