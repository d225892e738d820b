import { scopes } from "../ids";
import { assessment, recommendations } from "../rows/assessments";
import { hierarchySettings } from "../rows/policies";
import { change, type PlantedFault } from "../stage";

/** What makes the tenant less ready for an attack than it looks. */
export const readinessFaults: readonly PlantedFault[] = [
  {
    id: "P166",
    sentence:
      "Defender says that accounts which own Contoso Sandbox sign in without MFA, and that guests may write there.",
    add: ({ arm }) => {
      for (const each of [recommendations.ownersWithoutMfa, recommendations.guestWriters]) {
        const unhealthy = assessment(scopes.sandbox, each, { code: "Unhealthy" });
        change(
          arm.documents,
          row => row.id === unhealthy.id,
          () => unhealthy,
        );
      }
    },
  },
  {
    id: "P170",
    sentence: "Nobody chose where new subscriptions stand: below the root group, where no policy refuses anything.",
    add: ({ arm }) => {
      change(
        arm.hierarchySettings,
        () => true,
        () => hierarchySettings(null),
      );
    },
  },
];
