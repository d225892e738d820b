/** Where a table has no room, each of its rows is a card: a cell stands below the other, with the heading of its column before it. */
const rowsAsCards = (tables: string) => `
  ${tables}, ${tables} :is(tbody, tr, td, th) { display: block; text-align: left; min-width: 0; max-width: none; } ${tables} thead { display: none; }
  ${tables} tr { border-top: 1px solid var(--line); padding: 6px 0; } ${tables} :is(td, th) { border: 0; padding: 1px 0; white-space: normal; }
  ${tables} th { font-weight: 600; } ${tables} td:empty { display: none; } ${tables} td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-weight: 400; letter-spacing: 0; text-transform: none; }
  ${tables}.heat td::before { color: inherit; } ${tables} tr.below { border-top: 0; padding-top: 0; }`;

/** Tables of few columns fit a tablet, those of many do not. Findings have lines of one height, so their cards are set by themselves. */
export const cards = `
@media screen and (max-width: 1000px) {${rowsAsCards("table.wide:not(#rows, .on-paper)")}
  #figures { grid-template-columns: repeat(2, minmax(0, 1fr)); } .table-and-panel { display: block; } .table-and-panel:has(#panel:not([hidden])) #window { max-height: 45vh; } #panel { max-height: none; margin-top: 12px; } }
@media screen and (max-width: 760px) {${rowsAsCards("table:not(#rows, .on-paper)")}
  body { padding: 14px; } .chart li { grid-template-columns: minmax(0, 1fr); padding: 4px 0; } .chart bdi { text-align: start; } main :is(ol, ul):not(.tiles, .keys, .chart) { padding-left: 20px; }
  #panel h2 { font-size: 15px; } #window thead { display: none; } #window, #window table, #window tbody { display: block; } #window tbody tr { display: grid; grid-template: auto auto auto / minmax(0, 1fr) auto; align-content: start; height: 96px; overflow: hidden; border-top: 1px solid var(--line); padding: 6px 10px; } #window tbody tr.space { display: block; padding: 0; border: 0; }
  #window tbody td { display: block; border: 0; padding: 0; min-width: 0; max-width: none; } #window tbody :is(td:nth-child(2), td:nth-child(3), th) { grid-column: 1 / -1; } #window tbody td:nth-child(5) { grid-area: 1 / 2; } #window tbody td:nth-child(2) { grid-row: 2; white-space: normal; } #window td button { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; } #window tbody td:nth-child(4) { display: none; } }
@media screen and (max-width: 520px) { #figures { grid-template-columns: minmax(0, 1fr); } }
`;
