/**
 * Texts that stand in many rows, held once. The rows of a large tenant name the same principals, groups and scopes over
 * and over, and each line of JSON would bring a copy of its own.
 */
export class SharedTexts {
  readonly #texts = new Map<string, string>();
  readonly #lists = new Map<string, readonly string[]>();

  /** Replaces the texts of a fresh row by those that are held already. `fields`: what was seen of rows of its kind. */
  share(fields: Map<string, Field>, row: Record<string, unknown>): void {
    for (const name in row) {
      const value = row[name];
      if (typeof value === "string") {
        if (value.length > shortest) row[name] = this.#text(fields, name, value);
      } else if (Array.isArray(value)) row[name] = this.#list(value);
    }
  }

  #text(fields: Map<string, Field>, name: string, value: string): string {
    const field = fields.get(name) ?? { asked: 0, shared: 0, last: "" };
    if (field.asked === 0) fields.set(name, field);
    if (field.last === value) return field.last;
    // An object id may stand in other kinds; of other fields, one whose values hardly ever come back is left alone.
    const worthIt = value.length === idLength || field.asked < trial || field.shared * 4 > field.asked;
    field.last = value;
    if (!worthIt) return value;
    field.asked++;
    const known = this.#texts.get(value);
    if (known === undefined) {
      this.#texts.set(value, value);
      return value;
    }
    field.shared++;
    field.last = known;
    return known;
  }

  #list(value: unknown[]): unknown {
    if (value.length > 4 || value.some(each => typeof each !== "string")) return value;
    const key = value.join("\n");
    const known = this.#lists.get(key);
    if (known && known.length === value.length) return known;
    if (this.#lists.size < trial) this.#lists.set(key, value as string[]);
    return value;
  }
}

/** How often the values of a field came back. */
export interface Field {
  asked: number;
  shared: number;
  last: string;
}

/** V8 holds texts up to this length once by itself when it reads JSON. */
const shortest = 10;
const idLength = 36;
/** How many values of a field are tried before it is judged. */
const trial = 4096;
