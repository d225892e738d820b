import type { Subject } from "../../catalogue/outcome";
import type { ActName } from "./acts";
import type { Command } from "./command";

/** What to do about one finding: an act, what it is done to, and by which commands. */
export interface Cure {
  readonly act: ActName;
  /** What it is done to, mostly the finding's own subject. */
  readonly to: Target;
  /** In their order. None, where it is done by hand alone. */
  readonly commands: readonly Command[];
}

/** What an act is done to. */
export type Target = Pick<Subject, "kind" | "id" | "name"> & {
  /** Object ids of those who can burn less after it, where these are not the target itself. */
  readonly disarms?: readonly string[];
};
