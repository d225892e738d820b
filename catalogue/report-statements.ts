import data from "./data/report-statements.json";

/** One statement of Microsoft's report, in own words, and what of this project answers it. */
export interface ReportStatement {
  readonly id: string;
  readonly section: string;
  readonly says: string;
  /** Ids of rules and checks; signals name the statements that they answer themselves. */
  readonly rules?: readonly string[];
  /** What nobody can read, as an instruction for a person. */
  readonly manual?: string;
  /** It tells of the past, and asks for nothing. */
  readonly fact?: boolean;
}

/** Microsoft Threat Intelligence, 2023-07-25: every statement on the attack and its cures, every alert and every hunting content. */
export const reportSource: string = data.source;
export const reportStatements: readonly ReportStatement[] = data.statements;
