import { huntingColumns, workspaceColumns } from "../../simulator/logs/columns";

/** The columns of a table as Kusto writes them: `(TimeGenerated: datetime, Caller: string)`. */
export type Schema = string;

export const schemaOf = (columns: readonly { readonly name: string; readonly type: string }[]): Schema =>
  `(${columns.map(({ name, type }) => `${name}: ${type}`).join(", ")})`;

const schemasOf = (tables: Readonly<Record<string, Parameters<typeof schemaOf>[0]>>) =>
  Object.fromEntries(Object.entries(tables).map(([name, columns]) => [name, schemaOf(columns)]));

/** What a query of a workspace, and one of advanced hunting, may name; every column that Microsoft documents. */
export const workspaceSchemas = schemasOf(workspaceColumns);
export const huntingSchemas = schemasOf(huntingColumns);
