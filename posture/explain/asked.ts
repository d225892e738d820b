import type { Setting } from "../facts/needs";
import type { Report } from "../report/model";
import type { Resolver } from "../run/resolve";

/** What an explanation is drawn from: the report, and what it follows from. */
export interface Asked {
  readonly report: Report;
  readonly know: Resolver;
  readonly setting: Setting;
}
