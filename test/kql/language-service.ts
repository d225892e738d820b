import type { Schema } from "./schemas";

/** Microsoft's own language service for Kusto, from npm. Loading it takes a second or two: only deep tests do. */

/** What is used of it. Its own types are 1.7 MB, which every type check would read, and name globals that are not theirs. */
interface Service {
  readonly Symbols: {
    readonly TableSymbol: { From(schema: string): { WithName(name: string): object } };
    readonly DatabaseSymbol: { readonly ctor: new (name: string, members: readonly object[]) => object };
  };
  readonly GlobalState: { readonly Default: { WithDatabase(database: object): object } };
  readonly KustoCode: { ParseAndAnalyze(query: string, globals: object): { GetDiagnostics(): Diagnostics } };
}

interface Diagnostics {
  readonly Count: number;
  getItem(index: number): { readonly Severity: string; readonly Code: string; readonly Message: string };
}

let loaded: Service | undefined;

function service(): Service {
  if (!loaded) {
    // The package has no exports: it fills the global object, and its parts need each other in this order.
    require("@kusto/language-service-next/bridge.js");
    require("@kusto/language-service-next/Kusto.Language.Bridge.js");
    loaded = (globalThis as unknown as { readonly Kusto: { readonly Language: Service } }).Kusto.Language;
  }
  return loaded;
}

/**
 * What Kusto says against a query over tables with these schemas, such as `Error KS142: The name 'x' does not refer to …`;
 * warnings too, suggestions not. Empty where it says nothing.
 */
export function diagnosticsOf(query: string, tables: Readonly<Record<string, Schema>>): string[] {
  const { Symbols, GlobalState, KustoCode } = service();
  const members = Object.entries(tables).map(([name, schema]) => Symbols.TableSymbol.From(schema).WithName(name));
  const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor("logs", members));
  const found = KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  return Array.from({ length: found.Count }, (_, index) => found.getItem(index))
    .filter(({ Severity }) => /error|warning/i.test(Severity))
    .map(({ Severity, Code, Message }) => `${Severity} ${Code}: ${Message}`);
}
