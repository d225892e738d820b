import { tableTemplate } from "../posture/report/table/template";
import { Command } from "./command";

/** `computeguard table`: what --send needs in Azure. */
export const tableCommand = () =>
  new Command("table").action(() => {
    process.stdout.write(`${JSON.stringify(tableTemplate(), null, 2)}\n`);
  });
