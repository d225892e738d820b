import type { PolicyComplianceFramework, ResourceValidationPolicy } from "@pulumi/policy";
import * as z from "zod";
import type { Estate } from "../../catalogue/estate";
import { frameworks, requirementTitle } from "../../catalogue/frameworks";
import { requirementsTestedBy } from "../../catalogue/requirements";
import { homepage } from "../package.json";
import type { AnyPolicy } from "../policy";

/** The page that is generated from the same metadata, as it was released with this version; an id is its own anchor there. */
const docs = homepage;
/** Pulumi takes one framework for a policy: the one that speaks of attacks. */
const framework = "attack";

/** What Pulumi is told of a policy. */
export function metadata(policy: AnyPolicy, estate: Estate): Omit<ResourceValidationPolicy, "validateResource"> {
  const techniques = techniquesOf(policy.id);
  const complies = frameworkOf(techniques);
  return {
    name: policy.id,
    displayName: policy.title,
    description: `${policy.title}. ${policy.why}`,
    enforcementLevel: policy.level(estate),
    severity: policy.severity,
    tags: ["azure", "cryptojacking", policy.control, ...techniques],
    remediationSteps: policy.fix,
    url: `${docs}#${policy.id}`,
    configSchema: configSchema(policy.options),
    ...(complies && { framework: complies }),
  };
}

const techniquesOf = (rule: string): readonly string[] =>
  requirementsTestedBy(rule)
    .filter(each => each.framework === framework)
    .map(({ id }) => id);

function frameworkOf([technique]: readonly string[]): PolicyComplianceFramework | undefined {
  const known = frameworks.find(({ id }) => id === framework);
  if (technique === undefined || !known) return undefined;
  return {
    name: known.name,
    version: known.version,
    reference: technique,
    specification: requirementTitle(framework, technique) ?? technique,
  };
}

/** The options as Pulumi's engine checks them: what has a default may be left out. */
function configSchema(options: z.ZodObject): NonNullable<ResourceValidationPolicy["configSchema"]> {
  const { properties = {}, required = [] } = z.toJSONSchema(options, { target: "draft-7", io: "input" });
  // the engine takes any draft-7 schema; the SDK's type of it is narrower
  return { properties, required } as NonNullable<ResourceValidationPolicy["configSchema"]>;
}
