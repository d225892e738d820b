import { createHash } from "node:crypto";

/** Stable over runs and over the letter case of ids: a short hash of rule, subject and what tells two faults of it apart. */
export const fingerprint = (rule: string, subject: string, key = ""): string =>
  createHash("sha256").update([rule, subject.toLowerCase(), key].join("\n")).digest("hex").slice(0, 16);
