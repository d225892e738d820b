import type { FileKind } from "./file-kind";
import { armResource } from "./kinds/arm-resource";
import { armTemplate } from "./kinds/arm-template";
import { kubernetes } from "./kinds/kubernetes";
import { policyDefinition } from "./kinds/policy-definition";
import { pulumiPreview } from "./kinds/pulumi-preview";
import { pulumiStack } from "./kinds/pulumi-stack";
import { script } from "./kinds/script";
import { terraformPlan } from "./kinds/terraform-plan";

/** Every kind of file that `computeguard scan` judges. The first that takes a file for its own judges it. */
export const fileKinds: readonly FileKind[] = [
  armTemplate,
  policyDefinition,
  pulumiStack,
  pulumiPreview,
  terraformPlan,
  armResource,
  kubernetes,
  script,
];
