import type { ContactColumn } from "./contact-log";
import type { Question } from "./question";

type ContactQuestion = Question<ContactColumn, never>;

/** Which machines asked for a mining pool, over the whole history. */
export const contacts = {
  id: "contacts",
  where: { pool: ["yes"] },
  per: ["source", "machine", "address", "network", "host", "outcome", "pool"],
  distinct: ["day"],
} as const satisfies ContactQuestion;

/** Which tables tell, and since when. */
export const contactReach = { id: "reach", per: ["source"] } as const satisfies ContactQuestion;
