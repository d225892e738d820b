/** The names that sizes had before they were called so: HDInsight takes them to this day. */
const firstNames: { readonly [name: string]: string } = {
  extrasmall: "Standard_A0",
  small: "Standard_A1",
  medium: "Standard_A2",
  large: "Standard_A3",
  extralarge: "Standard_A4",
};

/** The VM size behind a name that may lack its prefix, or be one of the first: `D11_v2` is `Standard_D11_v2`, `Large` is `Standard_A3`. */
export const fullSize = (name: string): string => {
  const written = name.trim();
  if (/^(standard|basic)_/i.test(written)) return name;
  return firstNames[written.toLowerCase()] ?? `Standard_${written}`;
};
