import { tiers, tierTitles } from "../catalogue/tiers";
import { auditRole } from "../posture/audit-role";
import { connect } from "../posture/azure/connect";
import { accessOf, type PermissionState, requiredAccess } from "../posture/permissions";
import { Command } from "./command";
import { cloudNameOf, credentialOf, endpointsOf, type SignInOptions, withSignIn } from "./sign-in-options";

const words: Record<PermissionState, string> = {
  yes: "held",
  no: "not held",
  asUser: "as far as this person's directory roles allow",
};

/** `computeguard permissions`: what the audit needs, and what this sign-in may read, told from its token before any scan. */
export const permissionsCommand = () =>
  withSignIn(new Command("permissions"))
    .option("--offline", "only what is needed; do not sign in")
    .option("--json", "as JSON")
    .action(async (options: SignInOptions & { readonly offline?: boolean; readonly json?: boolean }) => {
      const cloud = cloudNameOf(options.cloud);
      const needed = requiredAccess(undefined, undefined, cloud);
      const role = auditRole(needed);
      const mine = options.offline ? undefined : await own(options);
      if (options.json) {
        process.stdout.write(
          `${JSON.stringify({ needed, role, ...(mine && "graph" in mine && { mine }) }, null, 2)}\n`,
        );
        return;
      }
      const held = new Map(mine && "graph" in mine ? mine.graph.map(({ permission, held }) => [permission, held]) : []);
      /** Something that is needed, with what for: one reason beside it, several below it. */
      const needs = (what: string, why: string): readonly string[] => {
        const reasons = why.split(/; (?=to )/);
        return reasons.length === 1 ? [`${what} ${why}`] : [what, ...reasons.map(reason => `  ${reason}`)];
      };
      const section = (title: string, lines: readonly string[]) => [title, ...lines.map(line => `  ${line}`), ""];
      const lines = [
        ...section(
          "Tiers of rights, each of which may be withheld as a whole, and given to an identity of its own",
          tiers.map(tier => `${tier}: ${tierTitles[tier]}`),
        ),
        ...section(
          "Microsoft Graph permissions",
          needed.graph.flatMap(({ permission, tier, why }) => {
            const state = held.get(permission);
            return needs(`${permission} (${tier})${state ? ` [${words[state]}]` : ""}`, why);
          }),
        ),
        ...section(
          "Azure actions (posture), in a role at the tenant's root group; --json has the role as Azure takes it",
          needed.actions.flatMap(({ action, why }) => needs(action, why)),
        ),
        ...section(
          "Not actions of that role, for its wildcards would give away",
          needed.notActions.map(({ action, gives }) => `${action}: ${gives}`),
        ),
        ...section(
          "Built-in roles above it (logs)",
          needed.builtInGrants.flatMap(({ role, scope, why }) => needs(`${role} at ${scope}`, why)),
        ),
        ...section(
          "Licences; without them the audit runs, with gaps",
          needed.licences.flatMap(({ licence, why }) => needs(licence, why)),
        ),
        ...(mine && "closed" in mine
          ? section(
              mine.closed.length ? "This sign-in will leave gaps" : "This sign-in holds every Graph permission",
              mine.closed.map(({ kind, missing }) => `${kind}: needs ${missing.join(", ")}`),
            )
          : []),
        ...(mine && "failed" in mine ? [`No sign-in to tell about: ${mine.failed}`, ""] : []),
      ];
      process.stdout.write(lines.join("\n"));
    });

async function own(options: SignInOptions) {
  try {
    const azure = connect({ endpoints: endpointsOf(options), credential: credentialOf(options) });
    return accessOf(await azure.claims("graph"));
  } catch (error) {
    return { failed: (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "" };
  }
}
