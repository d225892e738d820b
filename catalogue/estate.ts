import * as z from "zod";
import { exceptionSchema } from "./exceptions";
import { isRegion, normalRegion } from "./regions";

/** A name that the guardrails hand to Azure, which would read brackets as an expression; nothing is named so. */
const literal = z.string().trim().min(1).regex(/^[^[]/, "expected a name, which does not begin with [");

/**
 * The estate: what the organisation approves. One schema for all three faces; `computeguard.yaml` is an instance.
 * What is left out has a default, and the defaults approve no accelerator at all.
 */
const pattern = literal.meta({ description: "A VM size, or a pattern with * such as Standard_NC*_T4_v3" });

/** An approval that holds in a part of the tenant, or for so many machines. */
const approval = z.strictObject({
  size: pattern,
  in: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .meta({ description: "Subscriptions (id or name) and management groups (name) in which alone it holds" }),
  tag: z
    .string()
    .regex(/^[^=]+=.+$/, "expected name=value")
    .optional()
    .meta({ description: "Holds only for resources with this tag, name=value" }),
  max: z.int().positive().optional().meta({ description: "The most machines that it approves of" }),
});

/** Limits on what machines come to, of which each may be left out. */
const amounts = (which: string) => ({
  vCpus: z
    .int()
    .positive()
    .optional()
    .meta({ description: `The most vCPUs ${which}` }),
  gpus: z
    .number()
    .nonnegative()
    .optional()
    .meta({ description: `The most GPUs ${which}` }),
  machines: z
    .int()
    .positive()
    .optional()
    .meta({ description: `The most machines ${which}, each scale set counted at its autoscale ceiling` }),
  regions: z
    .int()
    .positive()
    .optional()
    .meta({ description: `The most regions ${which}: those with machines` }),
  usdPerHour: z
    .number()
    .positive()
    .optional()
    .meta({ description: `The most at list price, in USD per hour, ${which}` }),
});

/** The settings of an estate by name. Rules take their options from here: see `policies/options.ts`. */
export const estateSettings = {
  regions: z
    .array(literal)
    .optional()
    .meta({ description: "Approved Azure regions; without it no region is refused, and the pack says so once" }),
  gpuSizes: z
    .array(z.union([pattern, approval]))
    .default([])
    .meta({
      description:
        "Approved accelerator sizes, as names or patterns with * such as Standard_NC*_T4_v3; or as {size, in, tag, max}, which holds only in these subscriptions and management groups, for resources with this tag, and for so many machines together: of one stack, and in the audit of the tenant. A preview does not know where it deploys: there an approval with `in` or `tag` does not count",
    }),
  vmSizes: z.array(pattern).optional().meta({
    description:
      "Approved sizes without an accelerator, as names or patterns with * such as Standard_D*s_v5; without it every such size passes",
  }),
  maxUsdPerHour: z.number().positive().optional().meta({
    description: "The highest list price of one machine, in USD per hour; without it no size is too expensive",
  }),
  maxInstances: z
    .int()
    .positive()
    .default(10)
    .meta({ description: "The most machines that one scale set, pool or fleet may hold or grow to" }),
  unknownValues: z
    .enum(["advisory", "mandatory"])
    .default("advisory")
    .meta({ description: "How a value that Pulumi decides later is judged at preview; at up it is judged again" }),
  budget: z
    .strictObject({
      ...amounts("that one stack may request"),
      warn: z
        .strictObject(amounts("above which it is said, and nothing blocked"))
        .optional()
        .meta({ description: "Lower limits, at which the pack warns and blocks nothing" }),
      change: z
        .strictObject({
          ...amounts("that one deployment may add"),
          percent: z.number().positive().optional().meta({
            description: "The most by which one deployment may raise the cost per hour of what was there, in percent",
          }),
        })
        .optional()
        .meta({
          description:
            "What one deployment may add to what the stack held: new machines, and those of sets that grow. Judged only by a pack that was baked with --only-new --state, for a preview does not tell what is new",
        }),
    })
    .optional()
    .meta({ description: "What one stack may request in total; without it stacks have no budget" }),
  approvedIssuers: z
    .array(z.string().min(1))
    .default(["https://token.actions.githubusercontent.com", "https://*.oic.prod-aks.azure.com/*"])
    .meta({
      description:
        "Issuers whose tokens our identities may trust, as URLs in which * stands for any text within the host or the path, such as https://login.microsoftonline.com/<our tenant's id>/v2.0. By default: GitHub Actions and AKS",
    }),
  trustedTenants: z.array(z.guid().toLowerCase()).default([]).meta({
    description:
      "Ids of tenants of others, such as a service provider's, that may manage a part of ours, or whose applications and tokens may hold rights here",
  }),
  approvedExtensions: z.array(z.string().min(1)).default([]).meta({
    description:
      "Extensions that may run scripts, as publisher/type with *, such as Microsoft.Azure.Extensions/CustomScript",
  }),
  trustedPackages: z.array(z.string().min(1)).default([]).meta({
    description: "Packages, as patterns with *, whose resources may be deployed although no rule can read them",
  }),
  trustedTemplates: z.array(z.string().min(1)).default([]).meta({
    description:
      "Template links, template-spec ids and addresses of scripts and runbooks, as patterns with *, that may be deployed without being read",
  }),
  breakGlass: z
    .array(z.string().min(1))
    .default([])
    .meta({ description: "Object ids or user principal names of emergency accounts" }),
  vaults: z
    .array(
      z.strictObject({
        name: z.string().min(1).meta({ description: "The vault's name" }),
        opens: z.array(z.string().min(1)).meta({
          description:
            "Whose credentials lie in it: applications, by client id or object id, and accounts, by object id or user principal name. Empty where none do",
        }),
      }),
    )
    .default([])
    .meta({
      description:
        "What the secrets of key vaults open, which the audit does not read. Whoever may read those of a vault can act as what it opens; of a vault that is not named here the report says that this is not known, and who may read it",
    }),
  decoys: z
    .array(
      z.strictObject({
        subscription: z
          .guid()
          .toLowerCase()
          .meta({ description: "The empty subscription whose policy refuses all compute, by id" }),
        principal: z.guid().toLowerCase().meta({
          description: "The service principal that nobody uses and that has rights there alone, by object id",
        }),
      }),
    )
    .default([])
    .meta({
      description:
        "Decoys: what thieves are meant to find. The audit proves that each is one, tells of whoever touches it, and counts its weakness as no fault; one that is not proved is judged like anything else. The guardrails write theirs into the estate of the scheduled audit",
    }),
  ownedAddresses: z.array(z.string().min(1)).default([]).meta({ description: "Our own address ranges, as CIDR" }),
  workspace: z
    .string()
    .regex(
      /^\/subscriptions\/[\da-f-]{36}\/resourceGroups\/[^/?#]+\/providers\/Microsoft\.OperationalInsights\/workspaces\/[^/?#]+$/i,
      "expected the resource id of a Log Analytics workspace",
    )
    .optional()
    .meta({
      description:
        "The Log Analytics workspace, by resource id, to which the activity log and the sign-ins are exported. The audit asks it instead of reading the logs record by record",
    }),
  quotaCaps: z
    .array(
      z.strictObject({
        subscription: z.guid().toLowerCase().meta({ description: "The subscription that shares its limits, by id" }),
        region: z
          .string()
          .meta({ description: "The region in which it shares them" })
          .refine(isRegion, "expected an Azure region")
          .transform(normalRegion),
        family: z
          .string()
          .regex(
            /^[a-zA-Z0-9-]{3,24}$/,
            "expected 3 to 24 letters, digits and hyphens, as Microsoft.ComputeLimit takes them",
          )
          .meta({ description: "The family of sizes, such as standardNCSv3Family" }),
        cap: z.int().nonnegative().meta({ description: "The most vCPUs of it that a member may use" }),
        members: z
          .array(
            z.strictObject({
              subscription: z.guid().toLowerCase().meta({ description: "The member, by id" }),
              cap: z.int().nonnegative().meta({ description: "The most vCPUs that this member may use" }),
            }),
          )
          .default([])
          .meta({ description: "Members that may use more, or less" }),
      }),
    )
    .superRefine((caps, context) => {
      const seen = new Set<string>();
      for (const [i, { subscription, region, family }] of caps.entries()) {
        const key = `${subscription} ${region} ${family.toLowerCase()}`;
        if (seen.has(key))
          context.addIssue({ code: "custom", path: [i], message: `${family} in ${region} is capped already` });
        seen.add(key);
      }
    })
    .default([])
    .meta({
      description:
        "What subscriptions that share the limits of another may use of them at most, which the guardrails set by Microsoft.ComputeLimit. Without it nothing is capped",
    }),
  thresholds: z
    .strictObject({
      standingHolders: z.int().nonnegative().default(3).meta({
        description: "The most people who may hold a standing right to create compute on one subscription",
      }),
      globalAdministrators: z.int().nonnegative().default(4).meta({
        description: "The most accounts that may be standing Global Administrators, emergency accounts not counted",
      }),
      unusedUsdPerDay: z.number().nonnegative().default(500).meta({
        description: "What unused quota of one family in one region may cost per day, in USD, before it is a fault",
      }),
      dormantDays: z.int().positive().default(90).meta({
        description: "The days without a sign-in after which an account counts as dormant",
      }),
      credentialDays: z.int().positive().default(366).meta({
        description: "How long a secret of an application that can create compute may be valid, in days",
      }),
      certificateDays: z.int().positive().default(731).meta({
        description: "How long a certificate of an application that can create compute may be valid, in days",
      }),
      historyDays: z.int().positive().max(90).default(90).meta({ description: "How far back logs are read, in days" }),
      newAfterDays: z.int().positive().max(60).default(21).meta({
        description: "The days for which somebody, or a region, must not have been seen to count as new",
      }),
      burstHours: z.int().positive().max(24).default(3).meta({
        description: "The hours within which compute that is created counts as one burst",
      }),
      burstRegions: z.int().positive().default(3).meta({
        description: "The regions in which compute has to be created within those hours for a burst",
      }),
      burstCreators: z.int().positive().default(3).meta({
        description: "The identities that have to create accelerators within those hours for it to be a fault",
      }),
      burstMachines: z.int().positive().default(50).meta({
        description:
          "The machines that one person has to ask for within those hours for it to be a fault: five sets of ten, which is the most that one may hold by default. A set counts by what it may grow to, each time it is written",
      }),
      failedSizes: z.int().positive().default(3).meta({
        description: "The sizes, or regions, over which creation has to fail for want of quota within those hours",
      }),
      driverInstalls: z.int().positive().default(5).meta({
        description: "The GPU drivers that one identity has to install within those hours for it to be a fault",
      }),
      deletions: z.int().positive().default(20).meta({
        description:
          "The machines, sets and clusters that one identity has to delete within those hours for it to be a fault",
      }),
      quotaRequests: z.int().positive().default(3).meta({
        description: "The requests for quota that one identity has to make within quotaHours for it to be a fault",
      }),
      guessedAccounts: z.int().positive().default(10).meta({
        description:
          "The accounts at which wrong passwords have to be tried from one address, or by one script, within burstHours for it to be a fault",
      }),
      newCores: z.int().positive().default(16).meta({
        description:
          "The cores by which a Batch account or machine learning workspace has to run more than it ever did before, and at least twice as many, for it to be a fault",
      }),
      quotaHours: z.int().positive().default(24).meta({
        description: "The hours within which requests for quota are counted",
      }),
      quotaLeadDays: z.int().positive().max(60).default(35).meta({
        description:
          "The days after a request for quota within which compute that is created counts as what it was for: Microsoft saw up to a month",
      }),
      followUpHours: z.int().positive().max(48).default(24).meta({
        description: "The hours within which compute that is created counts as the consequence of what was done before",
      }),
      youngRightsHours: z.int().positive().max(48).default(24).meta({
        description: "The hours for which a role counts as young, when whoever was given it creates compute",
      }),
      detectionDays: z.int().positive().max(90).default(7).meta({ description: "The days that count as now" }),
    })
    .prefault({})
    .meta({ description: "From where on the audit says that it is too much, too long, or too new" }),
  exceptions: z
    .array(exceptionSchema)
    .default([])
    .meta({ description: "Faults that are known and accepted for a while, each with reason, owner and last day" }),
  allowTagExceptions: z.boolean().default(false).meta({
    description: "Whether an exception may depend on a tag of the stack, which anybody who owns the stack can set",
  }),
};

export const estateSchema = z
  .strictObject(estateSettings)
  .superRefine(({ allowTagExceptions, exceptions, thresholds }, context) => {
    const { historyDays, newAfterDays, detectionDays } = thresholds;
    if (newAfterDays + detectionDays > historyDays)
      context.addIssue({
        code: "custom",
        path: ["thresholds"],
        message: `newAfterDays (${newAfterDays}) and detectionDays (${detectionDays}) are ${newAfterDays + detectionDays} days together, and historyDays is ${historyDays}: lower one of the two, or raise historyDays to at most 90`,
      });
    for (const [i, { stackTag }] of exceptions.entries())
      if (stackTag !== undefined && !allowTagExceptions)
        context.addIssue({
          code: "custom",
          path: ["exceptions", i, "stackTag"],
          message: "counts only with allowTagExceptions: true",
        });
  });

export type Estate = z.output<typeof estateSchema>;

/** The estate of an organisation that has said nothing yet. */
export const defaultEstate: Estate = estateSchema.parse({});
