/**
 * What the signals look at in Entra's audit log: the service that logs it, and the names of its operations as Entra writes them.
 * Source: Microsoft Learn, "Microsoft Entra audit log categories and activities". One of the names ends in a blank there, so
 * names are compared without what is blank at their end, and in lower case.
 */
const operations = {
  /** A secret or certificate of an application, or of its service principal. */
  credential: {
    service: "Core Directory",
    names: [
      "Add service principal credentials",
      "Create application – Certificates and secrets management",
      "Update application – Certificates and secrets management",
    ],
  },
  owner: { service: "Core Directory", names: ["Add owner to application", "Add owner to service principal"] },
  /** What an application may do by itself. */
  permission: { service: "Core Directory", names: ["Add app role assignment to service principal"] },
  /** What an application may do as whoever signs in to it. */
  consent: { service: "Core Directory", names: ["Add delegated permission grant"] },
  method: {
    service: "Authentication Methods",
    names: [
      "User registered security info",
      "User updated security info",
      "User deleted security info",
      "User changed default security info",
      "Admin registered security info",
      "Admin updated security info",
      "Admin deleted security info",
    ],
  },
} as const;

export type DirectoryOperation = keyof typeof operations;

const rows = Object.values(operations);

/** The services whose records are read: each is a part of the log. */
export const directoryServices: readonly string[] = [...new Set(rows.map(({ service }) => service))];

/** The names of the operations of one service, as Entra writes them. */
export const namesOf = (service: string): readonly string[] =>
  rows.flatMap(row => (row.service === service ? row.names : []));

/** The operations of these groups, in lower case. */
export const directoryOperations = (...groups: readonly DirectoryOperation[]): readonly string[] =>
  groups.flatMap(group => operations[group].names.map(name => name.toLowerCase()));

export const allDirectoryOperations: readonly string[] = directoryOperations(
  ...(Object.keys(operations) as DirectoryOperation[]),
);
