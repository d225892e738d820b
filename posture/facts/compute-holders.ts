import { by } from "./collate";
import { sorted } from "./compute-creators";
import { derivation } from "./derivation";
import type { ComputeCreator } from "./types";

/** Everybody who holds a right over compute itself or through a group: what no road has to be read for. */
export default derivation<"computeHolders">()({
  needs: ["access"],
  derive({ access: { value: access } }) {
    const value: ComputeCreator[] = [];
    for (const number of access.principals()) {
      const rights = access.rights.of(number)?.rights ?? [];
      if (rights.length > 0) value.push({ principal: access.who(number), rights: sorted(rights) });
    }
    return { value: value.sort(by(({ principal }) => principal.id)) };
  },
});
