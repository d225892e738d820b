import * as z from "zod";
import { severities } from "../../catalogue/severity";

/** What a report says of itself, as far as it can be held against something. Reports of other versions say it too, or less. */
export type Claims = z.output<typeof claimsSchema>;
export const claimsSchema = z.object({
  schema: z.literal("computeguard/report/1"),
  tool: z.object({ version: z.string() }),
  collectedAt: z.string(),
  tenant: z.object({ id: z.string(), name: z.string() }).exactOptional(),
  coverage: z.object({
    estate: z.object({ name: z.string(), sha256: z.string().exactOptional() }),
    oddTimes: z.array(z.string()).exactOptional(),
  }),
  evidence: z.object({ sha256: z.string() }).exactOptional(),
  selected: z
    .object({
      rules: z.array(z.string()).exactOptional(),
      frameworks: z.array(z.string()).exactOptional(),
      least: z.enum(severities).exactOptional(),
    })
    .exactOptional(),
  /** Compared with an earlier report, which is not at hand. */
  since: z.unknown().optional(),
  history: z.unknown().optional(),
  outcomes: z
    .array(
      z.object({
        findings: z.array(
          z.object({
            fingerprint: z.string(),
            firstSeen: z.string().exactOptional(),
            firstJudged: z.string().exactOptional(),
          }),
        ),
      }),
    )
    .default([]),
});
