/** A file of Pulumi's Node.js SDK, and what a program gets in the place of its texts, wherever they stand in it. */
export interface Edit {
  /** Within @pulumi/pulumi. */
  readonly file: string;
  /** All of them have to stand in the file; otherwise it stays as it is, only slower. No line is added or lost, for errors name lines. */
  readonly texts: readonly (readonly [from: string, to: string])[];
}

/** A property of all resources and not of each, for a function that runs elsewhere takes along all that its resources have themselves. */
const aliasesOnceAsked =
  'const urnsOfAliases = new WeakMap(); Object.defineProperty(Resource.prototype, "__aliases", { configurable: true, get() { const made = urnsOfAliases.get(this)?.(); if (made) this.__aliases = made; return made; }, set(value) { Object.defineProperty(this, "__aliases", { value, configurable: true, enumerable: true, writable: true }); } });';

/**
 * What a program of thousands of machines spends most of its time and memory on, and nobody looks at in a preview. A machine of
 * azure-native has dozens of aliases and outputs, and the SDK makes several promises for each. All files are loaded before the program.
 */
export const edits: readonly Edit[] = [
  {
    // The stack of each promise, which source maps make slow, is printed under PULUMI_DEBUG_PROMISE_LEAKS alone.
    file: "runtime/debuggable.js",
    texts: [["value: new Error().stack", 'value: exports.debugPromiseLeaks ? new Error().stack : ""']],
  },
  {
    file: "resource.js",
    texts: [
      // The URNs of aliases are for engines without the feature `aliasSpecs`, which this one has: they are made once somebody asks.
      // Aliases that name a type and nothing else, as those of generated SDKs do, cannot fail; all others are read at once, as ever.
      [
        "for (const alias of opts.aliases) {",
        'if (opts.aliases.every(alias => typeof alias?.type === "string" && Object.keys(alias).length === 1)) { const given = [...opts.aliases]; delete this.__aliases; urnsOfAliases.set(this, () => given.map(alias => collapseAliasToUrn(alias, name, t, parent))); } else for (const alias of opts.aliases) {',
      ],
      ["exports.Resource = Resource;", `exports.Resource = Resource; ${aliasesOnceAsked}`],
      // Where in the program a resource is made, which the monitor does not read.
      ["const stackTrace = Resource.stackTrace(4);", "const stackTrace = [];"],
    ],
  },
  // What the SDK itself logs for debugging is a message to the engine each time, and left out there.
  ...["resource", "rpc"].map(name => ({
    file: `runtime/${name}.js`,
    texts: [["log.debug(", "false && log.debug("]] as const,
  })),
];

/**
 * The text of a file as a program gets it: the same where there is nothing to change, or the file is not as we know it.
 * It is handed to the program as it is written, so it uses nothing but its arguments.
 */
export function lighter(text: string, edit: Edit | undefined): string {
  if (!edit?.texts.every(([from]) => text.includes(from))) return text;
  return edit.texts.reduce((changed, [from, to]) => changed.replaceAll(from, () => to), text);
}

/**
 * An argument for Node.js that has a program load the SDK so. Results, errors and order stay as they are. Once all files have come,
 * Node.js loads modules as ever; what does it here would stand in the stacks of errors.
 */
export const lighterSdk = `--import=data:text/javascript,${encodeURIComponent(`
  import { Module } from "node:module";
  const lighter = ${lighter};
  const open = new Map(${JSON.stringify(edits.map(edit => [edit.file, edit]))});
  const { _compile } = Module.prototype;
  const compile = function (text, file, ...rest) {
    const edit = open.get(file.split("/@pulumi/pulumi/").pop());
    open.delete(edit?.file);
    if (open.size === 0 && Module.prototype._compile === compile) Module.prototype._compile = _compile;
    return _compile.call(this, lighter(text, edit), file, ...rest);
  };
  Module.prototype._compile = compile;
//# sourceURL=computeguard`)}`;
