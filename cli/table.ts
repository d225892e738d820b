import { tableTemplate } from "../posture/report/table/template";
import { Command } from "./command";

/** `computeguard table`: what --send needs in Azure. */
export const tableCommand = () =>
  new Command("table")
    .description("Print the ARM template of the Log Analytics table and of the rule that audit --send takes rows to")
    .action(() => {
      process.stdout.write(`${JSON.stringify(tableTemplate(), null, 2)}\n`);
    });
