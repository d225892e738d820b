import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { packLock } from "./release/pack-lock.mjs";

/**
 * node build.mjs [policies/dist/index.js | dist/computeguard.js | dist/guardrails/index.js] [--sizes] [--packages]
 *
 * Bundles the policy pack, the command line and the guardrails out of our own code; Pulumi's and Azure's packages stay outside.
 * `--packages` prints which packages went into each. It runs as `prepare`. Where the development dependencies are not installed it leaves everything as it is.
 */
const root = fileURLToPath(new URL(".", import.meta.url));

const wanted = process.argv.slice(2).filter(word => !word.startsWith("--"));

const esbuild = await import("esbuild").catch(error => {
  if (error.code === "ERR_MODULE_NOT_FOUND") return undefined;
  throw error;
});

const tightest = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };

/**
 * Tables of data are packed, and unpacked when first read, not when the bundle starts: each is an object whose keys are
 * read through getters. Packed they take a quarter of the room, which a policy pack has little of.
 */
const lazyTables = (needed = (_name, table) => table) => ({
  name: "lazy tables",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]data[/\\][\w-]+\.json$/ }, ({ path }) => {
      const table = needed(basename(path), JSON.parse(readFileSync(path, "utf8")));
      const packed = brotliCompressSync(JSON.stringify(table), { params: tightest }).toString("base64");
      const getters = Object.keys(table).map(
        key => `get ${JSON.stringify(key)}() { return table()[${JSON.stringify(key)}]; }`,
      );
      return {
        contents: `const { brotliDecompressSync } = require("node:zlib");
          let parsed;
          const table = () => (parsed ??= JSON.parse(brotliDecompressSync(Buffer.from("${packed}", "base64")).toString()));
          module.exports = { ${getters.join(", ")} };`,
      };
    });
  },
});

/** Pulumi takes one framework of a policy, the one that `policies/pulumi/metadata.ts` names. The others stay out of the pack. */
const framework = "attack";
const ofOneFramework = (name, table) =>
  name === "frameworks.json"
    ? { ...table, frameworks: table.frameworks.filter(({ id }) => id === framework) }
    : name === "requirement-rules.json"
      ? { [framework]: table[framework] }
      : table;

/** The rules' examples are the docs and the first tests. A policy pack needs neither, and has little room. */
const withoutExamples = {
  name: "without examples",
  async setup({ onLoad }) {
    const { default: ts } = await import("typescript");
    const isExample = node => ts.isPropertyAssignment(node) && /^(?:examples|exampleEstate)$/.test(node.name.getText());
    onLoad({ filter: /[/\\]policies[/\\][\w-]+\.ts$/ }, ({ path }) => {
      const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
      const visit = context => {
        const each = node => (isExample(node) ? undefined : ts.visitEachChild(node, each, context));
        return file => ts.visitNode(file, each);
      };
      const { transformed } = ts.transform(source, [visit]);
      return { contents: ts.createPrinter().printFile(transformed[0]), loader: "ts" };
    });
  },
};

/** The YAML parser stands beside the pack: it is a fifth of all, and only a pack that reads an estate file needs it. */
const yamlApart = {
  name: "yaml apart",
  setup({ onResolve }) {
    onResolve({ filter: /^yaml$/ }, () => ({ path: "./yaml.js", external: true }));
  },
};

const bundles = [
  {
    from: "policies/pulumi/index.ts",
    to: "policies/dist/index.js",
    external: ["@pulumi/*"],
    plugins: [withoutExamples, yamlApart],
    beside: { from: "node_modules/yaml/dist/index.js", to: "policies/dist/yaml.js" },
    needed: ofOneFramework,
    lockOf: "policies/package.json",
  },
  {
    from: "cli/main.ts",
    to: "dist/computeguard.js",
    external: ["@azure/*", "@pulumi/*"],
    // its main file is of a form whose imports esbuild does not see
    alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
    banner: { js: "#!/usr/bin/env node" },
    executable: true,
  },
  { from: "guardrails/index.ts", to: "dist/guardrails/index.js", external: ["@pulumi/*"] },
];

if (esbuild) {
  for (const bundle of bundles) {
    if (!existsSync(join(root, bundle.from)) || (wanted.length > 0 && !wanted.includes(bundle.to))) continue;
    const { beside, lockOf, ...itself } = bundle;
    await Promise.all([itself, ...(beside ? [beside] : [])].map(build)).catch(error => {
      // what is wrong in the sources esbuild has told already
      if (!Array.isArray(error.errors)) throw error;
      process.exitCode = 1;
    });
    if (lockOf) writeLock(lockOf, join(dirname(bundle.to), "package-lock.json"));
  }
}

/** `computeguard pack` lays it beside the copy that it bakes. */
function writeLock(manifest, to) {
  const [lock, pack] = ["package-lock.json", manifest].map(file => JSON.parse(readFileSync(join(root, file), "utf8")));
  writeFileSync(join(root, to), `${JSON.stringify(packLock(lock, pack), null, 2)}\n`);
}

async function build({ from, to, executable, plugins = [], alias = {}, needed, ...options }) {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [from],
    outfile: to,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    minify: true,
    legalComments: "external",
    // its modules for browsers, which are the same code, can be left out one by one
    alias: { yaml: "./node_modules/yaml/browser/dist/index.js", ...alias },
    metafile: true,
    logLevel: "warning",
    plugins: [lazyTables(needed), ...plugins],
    ...options,
  });
  const folders = packagesOf(metafile);
  writeFileSync(join(root, `${to}.LICENSES.txt`), folders.flatMap(licencesOf).join("\n"));
  if (process.argv.includes("--packages")) console.log(JSON.stringify({ bundle: to, packages: folders }));
  if (executable) chmodSync(join(root, to), 0o755);
  if (process.argv.includes("--sizes")) console.log(await esbuild.analyzeMetafile(metafile));
}

/** The folders of the packages that went into a bundle: `node_modules/zod`. */
function packagesOf({ inputs }) {
  const folders = Object.keys(inputs).flatMap(
    file => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.slice(0, 1) ?? [],
  );
  return [...new Set(folders)].sort();
}

/** Most licences ask to be passed on with the code. A package without its text says at least which it is. */
function licencesOf(folder) {
  const path = join(root, folder);
  const name = folder.replace(/^.*node_modules\//, "");
  const files = readdirSync(path).filter(file => /^licen[cs]e/i.test(file));
  const texts = files.map(file => readFileSync(join(path, file), "utf8"));
  const declared = () =>
    `${JSON.parse(readFileSync(join(path, "package.json"), "utf8")).license}, without a text of it\n`;
  return (texts.length > 0 ? texts : [declared()]).map(text => `${name}\n\n${text}`);
}
