import type { PlantedFault } from "../stage";
import { accountFaults } from "./accounts";
import { actFaults } from "./acts";
import { becomingFaults } from "./becoming";
import { decoyFaults } from "./decoy";
import { directoryFaults } from "./directory";
import { dnsFaults } from "./dns";
import { doorFaults } from "./doors";
import { exemptionFaults } from "./exemptions";
import { guardrailFaults } from "./guardrails";
import { joiningFaults } from "./joining";
import { metricFaults } from "./metrics";
import { miningFaults } from "./mining";
import { privilegeFaults } from "./privilege";
import { quotaFaults } from "./quota";
import { raiseFaults } from "./raises";
import { readinessFaults } from "./readiness";
import { rightsFaults } from "./rights";
import { roadFaults } from "./roads";
import { sentinelFaults } from "./sentinel";
import { signInFaults } from "./sign-ins";
import { transferFaults } from "./transfers";
import { watchFaults } from "./watch";

/** Every planted fault of STORY.md, in the order of their ids. */
export const plantedFaults: readonly PlantedFault[] = [
  ...rightsFaults,
  ...accountFaults,
  ...privilegeFaults,
  ...quotaFaults,
  ...miningFaults,
  ...metricFaults,
  ...guardrailFaults,
  ...exemptionFaults,
  ...roadFaults,
  ...joiningFaults,
  ...doorFaults,
  ...becomingFaults,
  ...signInFaults,
  ...decoyFaults,
  ...dnsFaults,
  ...watchFaults,
  ...actFaults,
  ...readinessFaults,
  ...raiseFaults,
  ...transferFaults,
  ...sentinelFaults,
  ...directoryFaults,
].sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
