import { losesNothingInSilence } from "./refused";

/** `refused.deep.ts` tries every call. */
describe("an audit that is refused some calls, one after the other", () => losesNothingInSilence(10));
