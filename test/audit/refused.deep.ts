import { losesNothingInSilence } from "./refused";

describe("an audit that is refused one call after the other", () => losesNothingInSilence(1));
