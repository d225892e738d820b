import type { Subject } from "../../catalogue/outcome";
import type { ActName } from "./acts";
import { az, type Command, graph } from "./command";
import type { Cure, Target } from "./cure";

/** An act that is done by hand: in a portal, or in a program of one's own. */
export const byHand =
  (act: ActName) =>
  (to: Subject): Cure => ({ act, to, commands: [] });

/** The account is in somebody else's hands, or may be: nobody works with it until the person is back. */
export const secureAccount = (to: Subject): Cure => ({ act: "secureAccount", to, commands: signedOut(to.id) });

/**
 * What opens it is a password, or a code that is passed on, and no policy asks for more: it is as urgent as any account of which that
 * is so, and must never be blocked.
 */
export const secureEmergencyAccount = (to: Subject): Cure => ({
  act: "secureEmergencyAccount",
  to,
  commands: signedOut(to.id).filter(({ blocks }) => !blocks),
});

/** Sessions end at once, tokens of Azure Resource Manager within the hour. */
const signedOut = (id: string): readonly Command[] => [
  graph`Revoke-MgUserSignInSession -UserId ${id}`,
  { ...az`ad user update --id ${id} --account-enabled false`, blocks: true },
];

const disabled = (id: string): readonly Command[] => [az`ad sp update --id ${id} --set accountEnabled=false`];

/** Somebody did what an attacker does, and may have had a reason. */
export function askWhoDidIt(to: Subject): Cure {
  if (to.kind === "user") return { act: "askWhoDidIt", to, commands: signedOut(to.id) };
  if (to.kind === "servicePrincipal") return disableApplication(to);
  // Of a place, or of a record that names nobody, no account can be signed out.
  return byHand(to.kind === "principal" ? "askWhoDidIt" : "traceRecord")(to);
}

/**
 * What is done about those who did something to something else. Who gave an application a way in is in the hands of whoever uses
 * it: nobody waits to ask.
 */
export const aboutDoers = (doers: readonly Target[], grave: boolean): readonly Cure[] =>
  doers.map(({ kind, id, name }) => (grave && kind === "user" ? secureAccount : askWhoDidIt)({ kind, id, name }));

export const disableApplication = (to: Subject): Cure => ({
  act: "disableApplication",
  to,
  commands: disabled(to.id),
});

/** @param disarms object ids of those who hold it */
export const removeAssignment =
  (disarms: readonly string[]) =>
  (to: Subject): Cure => ({
    act: "removeAssignment",
    to: { ...to, disarms },
    commands: [az`role assignment delete --ids ${to.id}`],
  });

/** A right, as far as taking it away goes. */
interface HeldRight {
  /** Id of the role assignment. */
  readonly assignment: string;
  /** The group that holds the assignment, where its member holds it only through that group. */
  readonly via?: { readonly id: string };
  /** The steps to it, where it is not its own. */
  readonly road?: readonly unknown[];
  readonly tenure: string;
}

/**
 * Takes away what somebody holds, itself or as a member of a group. What is eligible in PIM, and what leads over others, is
 * taken away by hand.
 */
export const takeRights =
  (rights: readonly HeldRight[]) =>
  (to: Subject): Cure => {
    const own = rights.filter(
      ({ road, tenure, assignment }) => road === undefined && tenure !== "eligible" && assignment.startsWith("/"),
    );
    const groups = new Set(own.flatMap(({ via }) => via?.id ?? []));
    const assignments = new Set(own.flatMap(({ via, assignment }) => (via ? [] : [assignment])));
    return {
      act: "takeRights",
      to,
      commands: [
        ...[...assignments].sort().map(id => az`role assignment delete --ids ${id}`),
        ...[...groups].sort().map(group => az`ad group member remove --group ${group} --member-id ${to.id}`),
      ],
    };
  };
