/** Many accounts, of which a report counts all and names the first. */
export interface NamedCrowd {
  readonly count: number;
  /** The first of their names. Sorted. */
  readonly names: readonly string[];
}

/** How many of a crowd are named. */
const most = 50;

/** A crowd as it is gathered: it may be that of everybody, and never holds more than some of the names. */
export class Crowd {
  #count = 0;
  #names: string[] = [];

  add(name: string): void {
    this.#count++;
    this.#names.push(name);
    if (this.#names.length >= most * 4) this.#cut();
  }

  get count(): number {
    return this.#count;
  }

  /** All of several crowds, which have nobody in common. */
  static together(crowds: readonly Crowd[]): NamedCrowd {
    return {
      count: crowds.reduce((sum, crowd) => sum + crowd.#count, 0),
      names: crowds
        .flatMap(crowd => crowd.#names)
        .sort()
        .slice(0, most),
    };
  }

  #cut(): void {
    this.#names = this.#names.sort().slice(0, most);
  }
}
