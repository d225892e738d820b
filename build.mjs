import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

/**
 * node build.mjs [policies/dist/index.js | dist/computeguard.js | dist/guardrails/index.js] [--sizes]
 *
 * Bundles the policy pack, the command line and the guardrails out of our own code; Pulumi's and Azure's packages stay outside.
 * It runs as `prepare`. Where the development dependencies are not installed it leaves everything as it is.
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
    const { beside, ...itself } = bundle;
    await Promise.all([itself, ...(beside ? [beside] : [])].map(build)).catch(error => {
      // what is wrong in the sources esbuild has told already
      if (!Array.isArray(error.errors)) throw error;
      process.exitCode = 1;
    });
  }
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
  writeFileSync(join(root, `${to}.LICENSES.txt`), licences(metafile));
  if (executable) chmodSync(join(root, to), 0o755);
  if (process.argv.includes("--sizes")) console.log(await esbuild.analyzeMetafile(metafile));
}

/** The licences of the packages that went into a bundle: most of them ask to be passed on with the code. */
function licences({ inputs }) {
  const folders = new Set(
    Object.keys(inputs).flatMap(file => file.match(/^.*node_modules\/(?:@[^/]+\/)?[^/]+/)?.slice(0, 1) ?? []),
  );
  return [...folders].sort().flatMap(licencesOf).join("\n");
}

function licencesOf(folder) {
  const path = join(root, folder);
  const name = folder.replace(/^.*node_modules\//, "");
  return readdirSync(path)
    .filter(file => /^licen[cs]e/i.test(file))
    .map(file => `${name}\n\n${readFileSync(join(path, file), "utf8")}`);
}
