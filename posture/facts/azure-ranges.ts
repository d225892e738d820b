import { rangesOf } from "./address-ranges";
import { derivation } from "./derivation";

/** The addresses of Azure's datacenters. */
export default derivation<"azureRanges">()({
  needs: ["serviceTags"],
  derive: ({ serviceTags }) => ({ value: rangesOf(serviceTags.value.map(({ prefix }) => prefix)) }),
});
