import assert from "node:assert/strict";
import { diagnosticsOf } from "./language-service";
import { conditions, names, notUnderstood, queries, refusedByKusto, scalars, schemas } from "./queries";
import { huntingSchemas, schemaOf, workspaceSchemas } from "./schemas";

const tables = Object.fromEntries(Object.entries(schemas).map(([name, columns]) => [name, schemaOf(columns)]));
/** A fuzzy union passes over a table that is not there, and Kusto warns of it. */
const passedOver = /^Warning KS205: The fuzzy name 'Nowhere' /;
const said = (query: string) => diagnosticsOf(query, tables).filter(line => !passedOver.test(line));

describe("Microsoft's language service for Kusto", () => {
  it("says nothing against what the simulator's evaluator understands", () => {
    const against = [...scalars, ...conditions, ...queries, ...names].flatMap(([query]) =>
      said(query).map(line => `${query}: ${line}`),
    );
    assert.deepEqual(against, []);
  });

  it("refuses what the evaluator's tests say that Kusto refuses", () =>
    assert.deepEqual(
      refusedByKusto.filter(query => said(query).length === 0),
      [],
    ));

  it("takes maxima and minima of texts, but does not order texts by < and >", () => {
    assert.deepEqual(said("Events | summarize max(Who), min(Who)"), []);
    assert.equal(said("Events | where Who < 'b'").length, 1);
  });

  it("knows the tables of logs, and says what it does not know", () => {
    const query = "AzureActivity | where TimeGenerated > ago(1d) | summarize count() by Caller";
    assert.deepEqual(diagnosticsOf(query, workspaceSchemas), []);
    assert.match(diagnosticsOf(query, huntingSchemas).join("\n"), /'AzureActivity' does not refer to any known table/);
    assert.match(diagnosticsOf("AzureActivity | where Nope == 1", workspaceSchemas).join("\n"), /'Nope'/);
    const hunted = "CloudAuditEvents | extend who = tostring(RawEventData.caller) | summarize count() by who";
    assert.deepEqual(diagnosticsOf(hunted, huntingSchemas), []);
    assert.match(diagnosticsOf("CloudAuditEvents | distinct Account", huntingSchemas).join("\n"), /'Account'/);
  });

  it("would take most of what is not understood yet", () =>
    assert.deepEqual(
      notUnderstood.filter(query => said(query).length > 0),
      ["Events | extend x = 5fortnights"],
    ));
});
