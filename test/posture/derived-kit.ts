import { defaultEstate, type Estate } from "../../catalogue/estate";
import { type Resolver, resolverFor } from "../../posture/run/resolve";
import { type Gaps, gather, healthyBut, manifest, type Rows } from "./checks-tenant";

/** What is derived from the healthy tenant with some kinds replaced. */
export const derived = (change: Partial<Rows> = {}, gaps: Gaps = {}, estate: Estate = defaultEstate): Resolver =>
  resolverFor(gather(healthyBut(change), gaps), { estate, manifest });
