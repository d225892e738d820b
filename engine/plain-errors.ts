/**
 * An argument for Node.js that has errors shown without colours.
 *
 * Pulumi's runner shows what a program throws in colours, and the releases of Node.js from 20.19.6 up to the repair of
 * https://github.com/nodejs/node/issues/64011 then loop for a minute, until their string is too long: a frame such as
 * `node_modules/@pulumi/resource.ts`, which source maps make of `@pulumi/pulumi/resource.js`, has no folder to highlight.
 */
export const plainErrors = `--import=data:text/javascript,${encodeURIComponent(`
  import util from "node:util";
  const { inspect } = util;
  const plain = (value, options, ...rest) => inspect(value, options?.colors ? { ...options, colors: false } : options, ...rest);
  util.inspect = Object.defineProperties(plain, Object.getOwnPropertyDescriptors(inspect));
`)}`;
