import { isUuid } from "./uuid";

/**
 * Microsoft's own clients of Azure Resource Manager, by the id of the application whose token they show. Source: Microsoft
 * Learn, "Verify first-party Microsoft applications in sign-in reports".
 */
const clients: Readonly<Record<string, string>> = {
  "04b07795-8ddb-461a-bbee-02f9e1bf7b46": "Azure CLI",
  "1950a258-227b-4e31-a9cf-717495945fc2": "Azure PowerShell",
  "c44b4083-3bb0-49c1-b47d-974e53cbdf3c": "the Azure portal",
  "aebc6443-996d-45c2-90f0-388ff96faae6": "Visual Studio Code",
};

/** For the end of "with": what an application is called. A log has its id, or its name. */
export const clientName = (application: string): string =>
  clients[application.toLowerCase()] ?? (isUuid(application) ? `application ${application}` : application);
