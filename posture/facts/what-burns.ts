import type { Estate } from "../../catalogue/estate";
import { applies, type Exception } from "../../catalogue/exceptions";
import type { ComputeRequest } from "../../compute/facts";
import exceededApproval from "../../policies/exceeded-approval";
import { beyondCeilings } from "./beyond-ceilings";
import { rulingOf } from "./exception-for";
import { isRead } from "./live-facts";
import type { StandingCompute } from "./standing-compute";

/** What of a live resource burns, and what of it an exception of the estate approves. */
export interface Burns {
  readonly of: StandingCompute;
  readonly requests: readonly ComputeRequest[];
  readonly excepted: readonly ComputeRequest[];
  /** The exceptions by which, each once. */
  readonly by: readonly Exception[];
}

/**
 * The one place where it is decided what burns: machines that the estate does not approve, unless its exceptions answer for every
 * rule that refuses them. Pure.
 * @param today the day of collection: an exception that has ended approves nothing
 */
export function whatBurns(standing: readonly StandingCompute[], estate: Estate, today: string): readonly Burns[] {
  const beyond = beyondCeilings(standing, estate);
  return standing.map(of => {
    const { resource, facts } = of.live;
    const exceptionFrom = (rule: string): Exception | undefined =>
      rulingOf(
        estate.exceptions.filter(each => applies(each, { rule, subject: resource }, today)),
        () => (isRead(facts) ? facts : undefined),
      ).exception;
    const refused = new Map<ComputeRequest, readonly string[]>([
      ...of.refusedBy,
      ...of.requests.filter(request => beyond.has(request)).map(request => [request, [exceededApproval.id]] as const),
    ]);
    const requests: ComputeRequest[] = [];
    const excepted: ComputeRequest[] = [];
    const by = new Set<Exception>();
    for (const [request, rules] of refused) {
      const exceptions = rules.flatMap(rule => exceptionFrom(rule) ?? []);
      if (exceptions.length < rules.length) requests.push(request);
      else {
        excepted.push(request);
        for (const exception of exceptions) by.add(exception);
      }
    }
    return { of, requests, excepted, by: [...by] };
  });
}
