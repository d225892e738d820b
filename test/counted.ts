/**
 * The same data, which counts how often it is looked into. A test of cost asks for these counts in place of seconds: they are the
 * same on any machine.
 */
export function counted<T extends object>(data: T): { readonly data: T; readonly looks: () => number } {
  let looks = 0;
  const seen = new WeakMap<object, object>();

  const wrapped = <V>(value: V): V => {
    if (typeof value !== "object" || value === null) return value;
    const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
    if (!plain) return value;
    // of a copy: what is frozen must be handed out as it is
    const known = seen.get(value) ?? new Proxy<object>(Array.isArray(value) ? [...value] : { ...value }, handler);
    seen.set(value, known);
    return known as V;
  };
  const handler: ProxyHandler<object> = {
    get(target, key) {
      looks++;
      return wrapped(Reflect.get(target, key));
    },
    // once for each key of `Object.keys` and its like
    getOwnPropertyDescriptor(target, key) {
      looks++;
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  };
  return { data: wrapped(data), looks: () => looks };
}
