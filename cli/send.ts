import type { Command } from "commander";
import type { CloudSettings } from "../posture/azure/endpoints";
import { Fault } from "../posture/azure/fault";
import { isRuleStream, sendRows } from "../posture/azure/log-ingestion";
import type { Report } from "../posture/report/model";
import { tableRows } from "../posture/report/table/columns";
import type { Delivery } from "./deliveries";
import { UsageError } from "./exit";
import { credentialOf, type SignInOptions } from "./sign-in-options";

export interface SendOptions extends SignInOptions {
  readonly send?: string;
}

export const withSend = (command: Command): Command =>
  command.option(
    "--send <address>",
    "also send the report's rows to a Log Analytics table, by the address that the template of computeguard table puts out",
  );

/** @throws UsageError where the address is that of no data collection rule of the cloud */
export function streamOf({
  send,
  cloud,
}: {
  readonly send?: string;
  readonly cloud: CloudSettings;
}): string | undefined {
  if (send === undefined || isRuleStream(send, cloud)) return send;
  throw new UsageError(
    `--send names no data collection rule of the cloud that is read; write https://<endpoint>.ingest.${cloud.monitor ?? "<monitor>"}/dataCollectionRules/dcr-<immutable id>/streams/Custom-<table>.`,
  );
}

/** Sends the rows. */
export const sending =
  (report: Report, address: string, options: SendOptions): Delivery =>
  async () => {
    try {
      await sendRows(tableRows(report), address, options.cloud, { credential: credentialOf(options) });
      return "Sent.\n";
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      throw new UsageError(
        `Not all rows were sent, which needs ${error.message}. The sign-in needs Monitoring Metrics Publisher on the data collection rule.`,
      );
    }
  };
