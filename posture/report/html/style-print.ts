/** A sheet has one width: of the long tables it is dealt out, most to the column with sentences. In per cent. */
const columns: { readonly [table: string]: readonly number[] } = {
  "#worst table": [11, 45, 27, 17],
  "#worst table:has(th:nth-child(5))": [11, 36, 27, 15, 11],
  "#timeline table": [14, 24, 50, 12],
  "#checks table": [10, 11, 43, 10, 26],
  "#compliance > table": [22, 9, 8, 11, 8, 6, 36],
  ".radii": [26, 15, 14, 9, 16, 20],
};
const widths = Object.entries(columns)
  .map(
    ([table, shares]) =>
      `  ${table} { table-layout: fixed; } ${shares.map((share, i) => `${table} th:nth-child(${i + 1}) { width: ${share}%; }`).join(" ")}`,
  )
  .join("\n");

/** What is folded on paper is not gone. */
const elsewhere = ": on this page in a browser, and in the same report as JSON";

/**
 * What a board reads on paper: a cover, then the acts, charts and tables, without a gap. What is folded stays folded but for the acts,
 * and says where it stands;
 * of the findings and of the checks each has one line. Paper is white, whatever the screen is.
 */
export const print = `
@page { margin: 14mm 12mm; }
@media print {
  :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 12px; } table { font-size: 11px; } code, pre { font-size: 10px; } h2 { font-size: 16px; margin: 22px 0 6px; } h1 { font-size: 30px; }
  :is(.filters, .table-and-panel, .check, button[data-copy], #coverage ~ details, :is(#capacity, #trend, #compliance) details, #acts > details details) { display: none; }
  details.printed::details-content { content-visibility: visible; display: block; } details:not(.printed)::details-content { display: none; } summary { list-style: none; } .below summary { padding: 0; }
  details:not(.printed) > summary::after { content: ${JSON.stringify(elsewhere)}; font-weight: 400; } .below summary::after { display: none; }
  h2, h3, #acts > ol .act, .printed > summary, figcaption, thead, .keys, h2 + p { break-after: avoid; } section > p { break-inside: avoid; } .charts { display: block; } a { color: inherit; text-decoration: none; } #figures { grid-template-columns: repeat(4, 1fr); } #figures b { font-size: 20px; } tr, li:not(:has(li)), figure, svg, pre { break-inside: avoid; } .act, #acts > details li { break-inside: avoid; } tr:has(+ .below) { break-after: avoid; } tbody > tr:last-child:not(:first-child, .below) { break-before: avoid; } .copy { margin: 2px 0; } .copy span { font-size: 10px; } thead { display: table-header-group; } p { orphans: 3; widows: 3; }
  th, td { padding: 3px 6px; } th.number { white-space: normal; } .heat td, .hatched, mark, .tiles button { print-color-adjust: exact; }
  header { padding-top: 40mm; } #verdict { font-size: 20px; margin: 20px 0; } #cover { margin-top: 16px; } #cover th { width: 26%; } #figures { break-after: page; }
  footer { margin-top: 20px; } #burning th code { display: none; }
${widths}
}
@media print and (orientation: landscape) { header { padding-top: 0; } }
`;
