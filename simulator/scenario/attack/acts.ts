import { homeRegion } from "../baseline/usages";
import { workspace } from "../baseline/watch";
import { addresses, cast } from "../cast";
import { scopes } from "../ids";
import { directoryAudit } from "../rows/audits";
import { activity, type Operation } from "../rows/logs";
import { change, type PlantedFault, type Span, type Stage } from "../stage";

/** What only the activity log tells: acts of people who hold their rights, and of whoever has stolen them. */

const inDevelopment = `${scopes.development}/resourceGroups/rg-shared/providers/Microsoft.Compute/virtualMachines`;
const t4 = { location: homeRegion, properties: { hardwareProfile: { vmSize: "Standard_NC4as_T4_v3" } } };

type Act = Pick<Operation, "number" | "by" | "action" | "scope"> & Partial<Operation>;

/** The records of one act, a minute apart. */
function act({ arm, ago }: Stage, span: Span, of: Act): void {
  const record = { methods: "rsa,mfa", address: addresses.home, correlation: of.number, ...of };
  if (of.error) {
    arm.activityLog.push(activity({ ...record, at: ago(span), status: "Failed" }));
    return;
  }
  arm.activityLog.push(
    activity({ ...record, at: ago(span), status: "Accepted" }),
    activity({ ...record, number: of.number + 1, at: ago({ ...span, minutes: (span.minutes ?? 0) - 1 }) }),
  );
}

const create = "Microsoft.Compute/virtualMachines/write";

export const actFaults: readonly PlantedFault[] = [
  {
    id: "P120",
    sentence:
      "3 days ago Harper Diaz, Ines Ferreira and Jamie Rhodes each created a machine of Standard_NC4as_T4_v3 in Contoso Development within the hour.",
    add: stage => {
      for (const [i, by] of [cast.harper, cast.ines, cast.jamie].entries())
        act(
          stage,
          { days: 3, minutes: 50 - 10 * i },
          {
            number: 8200 + 10 * i,
            by,
            action: create,
            scope: `${inDevelopment}/vm-trial-${i + 1}`,
            answered: t4,
          },
        );
    },
  },
  {
    id: "P121",
    sentence: "2 days ago Sasha Kim put NVIDIA's driver on six machines of Contoso Development within twenty minutes.",
    add: stage => {
      for (let i = 0; i < 6; i++)
        act(
          stage,
          { days: 2, minutes: 30 - 3 * i },
          {
            number: 8240 + 10 * i,
            by: cast.sasha,
            action: "Microsoft.Compute/virtualMachines/extensions/write",
            scope: `${inDevelopment}/vm-trial-${i + 1}/extensions/NvidiaGpuDriverLinux`,
          },
        );
    },
  },
  {
    id: "P122",
    sentence: "Yesterday Theo Lindqvist, who never did so before, ran a managed run command on vm-web-01.",
    add: stage =>
      act(
        stage,
        { days: 1 },
        {
          number: 8310,
          by: cast.theo,
          action: "Microsoft.Compute/virtualMachines/runCommands/write",
          scope: `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/vm-web-01/runCommands/patch`,
        },
      ),
  },
  {
    id: "P123",
    sentence: "4 days ago Ines Ferreira deleted twenty machines of Contoso Development within the hour.",
    add: stage => {
      for (let i = 0; i < 20; i++)
        act(
          stage,
          { days: 4, minutes: 55 - 2 * i },
          {
            number: 8320 + 10 * i,
            by: cast.ines,
            action: "Microsoft.Compute/virtualMachines/delete",
            scope: `${inDevelopment}/vm-old-${i + 1}`,
            method: "DELETE",
          },
        );
    },
  },
  {
    id: "P124",
    sentence:
      "5 days ago Avery Howard elevated access, created a machine in Contoso Development two hours later, and then gave the access back.",
    add: stage => {
      const { arm, graph, ago } = stage;
      const at = ago({ days: 5, hours: 3 });
      const elevation: Omit<Operation, "number"> = {
        at,
        by: cast.avery,
        methods: "rsa,mfa",
        address: addresses.home,
        action: "Microsoft.Authorization/elevateAccess/action",
        scope: "/providers/Microsoft.Authorization",
        method: "POST",
        correlation: 8530,
      };
      arm.tenantActivityLog.push(
        activity({ ...elevation, number: 8530, status: "Started" }),
        activity({ ...elevation, number: 8531 }),
      );
      const words = "User has elevated their access to User Access Administrator for their Azure Resources";
      graph.directoryAudits.push(directoryAudit(8532, at, words, cast.avery, addresses.home, cast.avery));
      const undone = "The role assignment of User Access Administrator has been removed from the user";
      const end = ago({ days: 5 });
      graph.directoryAudits.push(directoryAudit(8533, end, undone, cast.avery, addresses.home, cast.avery));
      act(
        stage,
        { days: 5, hours: 1 },
        {
          number: 8540,
          by: cast.avery,
          action: create,
          scope: `${inDevelopment}/vm-check`,
          answered: { location: homeRegion, properties: { hardwareProfile: { vmSize: "Standard_D2s_v5" } } },
        },
      );
    },
  },
  {
    id: "P125",
    sentence: "Yesterday a policy refused Jamie Rhodes a machine in Contoso Development.",
    add: stage =>
      act(
        stage,
        { days: 1, hours: 2 },
        {
          number: 8550,
          by: cast.jamie,
          action: create,
          scope: `${inDevelopment}/vm-h100`,
          error: { code: "RequestDisallowedByPolicy", message: "Resource 'vm-h100' was disallowed by policy." },
        },
      ),
  },
  {
    id: "P126",
    sentence: "2 days ago Harper Diaz registered Azure Batch in Contoso Data, which had never used it.",
    add: stage =>
      act(
        stage,
        { days: 2, hours: 4 },
        {
          number: 8560,
          by: cast.harper,
          action: "Microsoft.Batch/register/action",
          scope: scopes.data,
          method: "POST",
        },
      ),
  },
  {
    id: "P127",
    sentence: "5 days ago Ines Ferreira asked for quota three times within two hours.",
    add: stage => {
      for (let i = 0; i < 3; i++)
        act(
          stage,
          { days: 5, minutes: 120 - 40 * i },
          {
            number: 8570 + 10 * i,
            by: cast.ines,
            action: "Microsoft.Quota/quotas/write",
            scope: `${scopes.development}/providers/Microsoft.Compute/locations/${homeRegion}/providers/Microsoft.Quota/quotas/family-${i + 1}`,
          },
        );
    },
  },
  {
    id: "P165",
    sentence:
      "Yesterday Jamie Rhodes, who never used an extension, put the script extension CustomScript on vm-web-01.",
    add: stage =>
      act(
        stage,
        { days: 1, hours: 3 },
        {
          number: 8740,
          by: cast.jamie,
          action: "Microsoft.Compute/virtualMachines/extensions/write",
          scope: `${scopes.production}/resourceGroups/rg-web/providers/Microsoft.Compute/virtualMachines/vm-web-01/extensions/setup`,
          answered: {
            location: homeRegion,
            properties: { publisher: "Microsoft.Azure.Extensions", type: "CustomScript", typeHandlerVersion: "2.1" },
          },
        },
      ),
  },
  {
    id: "P128",
    sentence: "The workspace log-contoso has lost its table AzureActivity.",
    add: ({ workspaces }) =>
      change(
        workspaces,
        ({ resourceId }) => resourceId === workspace,
        found => ({ ...found, tables: found.tables.filter(name => name !== "AzureActivity") }),
      ),
  },
];
