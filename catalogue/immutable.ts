/** `{ a: string[] }` → `{ readonly a: readonly string[] }`: a type inferred from a schema, as code that only reads sees it. */
export type Immutable<T> = T extends readonly (infer Item)[]
  ? readonly Immutable<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Immutable<T[Key]> }
    : T;
