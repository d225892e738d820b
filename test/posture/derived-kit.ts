import { defaultEstate, type Estate } from "../../catalogue/estate";
import { type Know, knowing } from "../../posture/facts/resolver";
import { type Gaps, gather, manifest, type Rows, sound } from "./checks-tenant";

/** What is derived from the sound tenant with some kinds replaced. */
export const derived = (change: Partial<Rows> = {}, gaps: Gaps = {}, estate: Estate = defaultEstate): Know =>
  knowing(gather({ ...sound, ...change }, gaps), { estate, manifest });
