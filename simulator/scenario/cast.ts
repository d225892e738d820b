import { guid } from "./ids";
import type { Person } from "./rows/directory";

/** Somebody of example.com, as a guest. */
function partner(number: number, name: string): Person {
  const upn = `${name.toLowerCase().replace(" ", ".")}_example.com#EXT#@contoso.onmicrosoft.com`;
  return { number, name, guest: true, upn };
}

/** Everybody whom the story names. Who did what stands in the planted faults. */
export const cast = {
  avery: { number: 1, name: "Avery Howard" },
  morgan: { number: 2, name: "Morgan Blake" },
  emergency: { number: 3, name: "Emergency Access One", domain: "contoso.onmicrosoft.com" },
  kim: { number: 4, name: "Kim Novak" },
  dana: { number: 5, name: "Dana Moreno" },
  theo: { number: 6, name: "Theo Lindqvist" },
  riley: { number: 7, name: "Riley Chen" },
  robin: { number: 8, name: "Robin Vance" },
  noor: { number: 9, name: "Noor Haddad" },
  alex: { number: 10, name: "Alex Stone", enabled: false },
  jamie: { number: 11, name: "Jamie Rhodes" },
  ines: { number: 12, name: "Ines Ferreira" },
  sasha: { number: 13, name: "Sasha Kim" },
  harper: { number: 14, name: "Harper Diaz" },
  ellis: { number: 15, name: "Ellis Grant" },
  pat: partner(16, "Pat Lamb"),
  quinn: { number: 17, name: "Quinn Baker" },
  jules: { number: 18, name: "Jules Martin" },
  ash: { number: 19, name: "Ash Petrov" },
  casey: { number: 20, name: "Casey Wu", synced: true },
  toni: { number: 50, name: "Toni Berg" },
  lee: partner(82, "Lee Walsh"),
  mika: partner(87, "Mika Sand"),
  blair: { number: 94, name: "Blair Nunes" },
  rowan: partner(95, "Rowan Pike"),
  sky: partner(96, "Sky Hale"),
  wren: partner(97, "Wren Cole"),
} satisfies Record<string, Person>;

/** The people of the sandbox. */
export const sandboxTeam: readonly Person[] = [
  "Ada Ferris",
  "Bo Tanaka",
  "Cleo Marsh",
  "Drew Osei",
  "Eden Walsh",
  "Flynn Abara",
  "Gale Ortiz",
  "Hollis Reed",
  "Indra Nair",
  "Jo Lund",
  "Kit Sorel",
  "Lane Fox",
  "Max Ebert",
  "Nico Rossi",
  "Oli Park",
].map((name, i) => ({ number: 21 + i, name }));

export const everybody: readonly Person[] = [...Object.values(cast), ...sandboxTeam];

export const groups = {
  cloudEngineers: { number: 1, name: "Cloud Engineers" },
  vmOperators: { number: 2, name: "VM Operators" },
  buildAgents: { number: 3, name: "Build Agents" },
  auditors: { number: 4, name: "Auditors" },
  contractors: { number: 5, name: "Contractors" },
  productionOperators: { number: 81, name: "Production Operators" },
} as const;

export const applications = {
  deploy: { number: 1, name: "contoso-deploy" },
  reporting: { number: 2, name: "contoso-reporting" },
  backup: { number: 3, name: "id-backup" },
  build: { number: 4, name: "contoso-build" },
  web: { number: 5, name: "id-web" },
  helpdesk: { number: 6, name: "contoso-helpdesk" },
  grouping: { number: 99, name: "contoso-grouping" },
  domains: { number: 100, name: "contoso-domains" },
  rendering: { number: 95, name: "contoso-rendering" },
  extending: { number: 97, name: "deploy-agent" },
  tagging: { number: 98, name: "add-owner-tag" },
  archive: { number: 93, name: "contoso-archive" },
  ci: { number: 81, name: "contoso-ci" },
  release: { number: 82, name: "contoso-release" },
  relay: { number: 83, name: "wf-release" },
  runner: { number: 84, name: "id-runner" },
  scaler: { number: 85, name: "fabrikam-scaler" },
  agents: { number: 87, name: "contoso-agents" },
  scalingAgent: { number: 88, name: "agent-scaling" },
  assistants: { number: 89, name: "contoso-assistants" },
  readingAgent: { number: 90, name: "agent-reading" },
  desktops: { number: 86, name: "Azure Virtual Desktop" },
  auditor: { number: 9, name: "contoso-audit" },
  runbooks: { number: 50, name: "aa-shared" },
  batch: { number: 51, name: "id-batch" },
  tuning: { number: 52, name: "mlw-forecast/tune" },
  packaging: { number: 53, name: "contoso-packaging" },
  bait: { number: 102, name: "gpu-training-deploy" },
} as const;

export const idOf = (person: Person) => guid("user", person.number);
export const groupId = (group: { readonly number: number }) => guid("group", group.number);
export const principalId = (application: { readonly number: number }) => guid("servicePrincipal", application.number);

/** Addresses: Contoso's own, a home, and one that belongs to Azure but not to Contoso. */
export const addresses = { office: "198.51.100.10", home: "192.0.2.44", stolen: "203.0.113.77" } as const;
