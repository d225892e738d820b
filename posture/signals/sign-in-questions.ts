import type { Question } from "./question";
import type { SignInColumn } from "./sign-in-log";

type SignInQuestion = Question<SignInColumn, never>;

/** From where, with what and how everybody signed in, over the whole history. */
export const origins = {
  id: "origins",
  per: [
    "principal",
    "signInType",
    "address",
    "asn",
    "country",
    "agent",
    "scripted",
    "requirement",
    "protocol",
    "result",
    "access",
    "risk",
    "tenant",
  ],
  distinct: ["day", "name", "app"],
} as const satisfies SignInQuestion;

/** Wrong passwords, hour by hour. */
export const guesses = {
  id: "guesses",
  where: { result: ["password"] },
  per: ["principal", "signInType", "address", "agent", "scripted", "result"],
  hours: 1,
  distinct: ["name", "app"],
} as const satisfies SignInQuestion;

/** How far back the log of each kind of sign-ins goes. */
export const signInReach = { id: "reach", per: ["signInType"] } as const satisfies SignInQuestion;
