import { elevatingRoles } from "../../../../catalogue/entra-roles";
import { defineBecomes, elevated } from "../becomes";
import { byRole, holdsEverywhere } from "../directory-power";

/** A Global Administrator gives itself User Access Administrator at the root by one call; who may grant directory roles becomes one first. */
export default defineBecomes({
  kind: "elevation",
  needs: ["directoryRoles"],
  *ways({ directoryRoles }) {
    for (const row of directoryRoles.value)
      if (holdsEverywhere(row) && elevatingRoles.has(row.role.toLowerCase())) yield { ...byRole(row), to: elevated };
  },
  says: (_, role) => `may elevate access as ${role}`,
  cut: (from, _, role) => `take the directory role ${role} from ${from}`,
});
