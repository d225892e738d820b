import { inWords } from "../../catalogue/approval-ceilings";
import type { Estate } from "../../catalogue/estate";
import type { Subject } from "../../catalogue/outcome";
import type { Judgement } from "../check";
import { byHand } from "../cures/identities";
import { stopCompute } from "../cures/stop-compute";
import type { LiveResource } from "../evidence/resources";
import type { Subscription } from "../evidence/subscriptions";
import { beyondCeilings, type Crowd, crowds, newestOf } from "../facts/beyond-ceilings";
import { scopeUnread } from "../facts/quota-groups";
import { standingCompute } from "../facts/standing-compute";

/** What stands beyond the ceilings of approvals, of the whole tenant: the newest machines, until as many are left as are covered. */
export function judgeApprovals(
  resources: readonly LiveResource[],
  subscriptions: readonly Subscription[],
  estate: Estate,
): Judgement[] {
  const standing = standingCompute(resources, subscriptions, estate);
  const beyond = beyondCeilings(standing, estate);
  const burns = new Set(
    standing.filter(({ requests }) => requests.some(each => beyond.has(each))).map(({ live }) => live.resource.id),
  );
  const faults = crowds(standing, estate, true).flatMap(crowd =>
    subjectsOf(crowd).map(subject => ({
      subject,
      // of a set of which a part may stay, the rest is given back
      cure: burns.has(subject.id) ? stopCompute : byHand("lowerCeiling"),
      key: crowd.approvals.map(({ size }) => size).join(" "),
      fault: `is among ${crowd.machines} machines of approved sizes; ${inWords(crowd)}`,
      proof: [`counted, the newest first: ${crowd.of.map(({ of }) => of.live.resource.name).join(", ")}`],
    })),
  );
  const proved = new Set(faults.map(({ subject }) => subject.id));
  const perhaps = crowds(standing, estate)
    .flatMap(subjectsOf)
    .filter(({ id }) => !proved.has(id));
  return [...faults, ...perhaps.map(subject => ({ subject, unknown: scopeUnread }))];
}

const subjectsOf = (crowd: Crowd): Subject[] =>
  newestOf(crowd).map(({ of }) => {
    const { id, name, subscription } = of.live.resource;
    return { kind: "resource", id, name, scope: `/subscriptions/${subscription}` };
  });
