/** A file that is read when its turn comes. */
export interface ScanFile {
  /** Its path as it was named, with `/` between the parts. */
  readonly name: string;
  /** Its path below what was asked for, which is the same on every machine; its name, unless given. */
  readonly place?: string;
  /** @throws Unreadable where it cannot be read */
  text(): string;
}

/** Why a file cannot be read, and what would help, for people. */
export class Unreadable extends Error {
  constructor(readonly needs: string) {
    super(needs);
  }
}
