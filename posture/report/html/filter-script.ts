/** The page's only script: hides rows, and shows how many are left. The content security policy allows it by its hash. */
export const filterScript = `
const form = document.querySelector(".filters"), count = document.querySelector("#shown");
const rows = [...document.querySelectorAll("tr[data-severity]")];
function filter() {
  const wanted = new Set([...form.querySelectorAll("[name=severity]:checked")].map(box => box.value));
  const text = form.elements.text.value.trim().toLowerCase();
  let shown = 0;
  for (const row of rows) {
    row.hidden = !wanted.has(row.dataset.severity) || (text && !row.textContent.toLowerCase().includes(text));
    if (!row.hidden) shown++;
  }
  for (const check of document.querySelectorAll(".check[data-found]"))
    check.hidden = !check.querySelector("tr[data-severity]:not([hidden])");
  count.textContent = shown + " of " + rows.length + " shown";
}
form.addEventListener("input", filter);
form.addEventListener("submit", event => event.preventDefault());
filter();
`;
