import { random } from "../random";
import { defenderPlans, resourceGroup, subscriptionRow } from "./baseline/places";
import { addUsages, homeRegion } from "./baseline/usages";
import { subscriptionAlerts, subscriptionBudget, subscriptionContact, subscriptionLog } from "./baseline/watch";
import { roleIds } from "./built-in-roles";
import { applications, groupId, groups, idOf } from "./cast";
import { guid, managementGroups } from "./ids";
import { healthyAssessments } from "./rows/assessments";
import { roleAssignment } from "./rows/authorization";
import { virtualMachine } from "./rows/compute";
import { type Person, registration, user } from "./rows/directory";
import { plan } from "./rows/policies";
import { change, type Stage } from "./stage";

/** How much ordinary tenant stands around the story. */
export interface Size {
  /** Subscriptions beside the four. */
  readonly subscriptions?: number;
  /** People beside the cast. */
  readonly users?: number;
  /** Direct role assignments in each of those subscriptions; every third one may create machines, up to three in all. */
  readonly assignments?: number;
}

const given = [
  "Adele",
  "Bram",
  "Chika",
  "Diego",
  "Elif",
  "Femke",
  "Goran",
  "Hana",
  "Ivo",
  "Jana",
  "Kofi",
  "Lea",
  "Mira",
  "Nils",
  "Oksana",
  "Pavel",
];
const family = [
  "Aalto",
  "Bakker",
  "Costa",
  "Dubois",
  "Eriksen",
  "Farah",
  "Garcia",
  "Hoang",
  "Ito",
  "Jansen",
  "Kaya",
  "Lopez",
  "Meyer",
  "Novotny",
];
const first = 1000;

/** Adds quiet people and quiet subscriptions. The same seed adds the same rows. */
export function generate(stage: Stage, size: Size, seed: number): void {
  const { arm, graph, ago } = stage;
  const next = random(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!;
  const people: Person[] = [];
  for (let i = 0; i < (size.users ?? 0); i++) {
    const name = `${pick(given)} ${pick(family)}`;
    const person = { number: first + i, name, upn: `${name.toLowerCase().replace(" ", ".")}.${i}@contoso.com` };
    people.push(person);
    graph.users.push(
      user(person, ago({ days: 200 + Math.floor(next() * 900) }), ago({ days: Math.floor(next() * 20), minutes: 7 })),
    );
    graph.registrations.push(registration(person, true, false, ago({ days: 3 })));
    graph.memberships.push({ of: groupId(groups.cloudEngineers), is: idOf(person) });
  }
  const added: string[] = [];
  for (let i = 0; i < (size.subscriptions ?? 0); i++) {
    const id = guid("subscription", first + i);
    const scope = `/subscriptions/${id}`;
    added.push(id);
    arm.subscriptions.push(subscriptionRow(id, `Contoso Branch ${String(i + 1).padStart(4, "0")}`));
    arm.resourceGroups.push(resourceGroup(id, "rg-branch"));
    for (const name of defenderPlans) arm.documents.push(plan(id, name, true, ago({ days: 500 })));
    arm.documents.push(subscriptionLog(scope), subscriptionContact(scope), subscriptionBudget(scope));
    arm.documents.push(...healthyAssessments(scope));
    arm.resources.push(...subscriptionAlerts(scope));
    const machines = 1 + Math.floor(next() * 3);
    for (let m = 1; m <= machines; m++)
      arm.resources.push(
        virtualMachine(id, "rg-branch", `vm-branch-${m}`, homeRegion, "Standard_D2s_v5", ago({ days: 300 + m })),
      );
    addUsages(arm, id, 2 * machines);
    for (let a = 0; a < (size.assignments ?? 2); a++) {
      const createsCompute = a % 3 === 0 && a < 9;
      const person = people[(i * 7 + a) % Math.max(1, people.length)];
      const principal = person ? idOf(person) : guid("servicePrincipal", applications.auditor.number);
      const role = person && createsCompute ? roleIds.virtualMachineContributor : roleIds.reader;
      const number = 1_000_000 + i * 10_000 + a;
      arm.roleAssignments.push(
        roleAssignment({
          number,
          scope,
          role,
          principal,
          type: person ? "User" : "ServicePrincipal",
          on: ago({ days: 350 }),
        }),
      );
    }
  }
  change(
    arm.managementGroups,
    ({ name }) => name === managementGroups.landingZones,
    row => ({ ...row, subscriptions: [...row.subscriptions, ...added] }),
  );
}
