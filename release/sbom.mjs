import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** What npm installs here, as CycloneDX's own tool lists it: our packages, what they need, and all that the development needs. */
export function installedBom() {
  const tool = fileURLToPath(
    new URL("node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js", import.meta.url),
  );
  const options = ["--spec-version", "1.6", "--flatten-components", "--output-reproducible"];
  const stdio = ["ignore", "pipe", "ignore"];
  return JSON.parse(
    execFileSync(process.execPath, [tool, ...options, "package.json"], { encoding: "utf8", maxBuffer: 2 ** 28, stdio }),
  );
}

const ours = ["computeguard", "computeguard-policies"];

/**
 * The bill of materials of one of our packages, out of that of the installation: what npm installs with the package, and what is
 * bundled into it, which npm knows as a package of the development. `bundled` are folders: `node_modules/zod`. Which is of the
 * development is told by package-lock.json (`lock`): the tool tells it, or not, with the state of node_modules.
 */
export function bomOf(installed, name, bundled, lock) {
  const all = [installed.metadata.component, ...installed.components];
  const about = new Map(all.map(component => [component["bom-ref"], component]));
  const dependsOn = new Map(installed.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  const isOfDevelopment = component => {
    const { dev, devOptional } = lock.packages[placeOf(component)] ?? {};
    return Boolean(dev || devOptional);
  };
  // neither package needs the other
  const own = all.filter(component => ours.includes(component.name));
  const root = own.find(component => component.name === name);
  const insides = all.filter(component => bundled.includes(placeOf(component)));

  const kept = new Set([root["bom-ref"], ...insides.map(component => component["bom-ref"])]);
  for (const ref of kept) {
    // what a bundled package needs is bundled as well, or is not needed
    if (ref !== root["bom-ref"] && isOfDevelopment(about.get(ref))) continue;
    for (const needed of dependsOn.get(ref) ?? [])
      if (!isOfDevelopment(about.get(needed)) && !own.includes(about.get(needed))) kept.add(needed);
  }
  const has = ref => kept.has(ref);
  const dependencies = [...kept].map(ref => ({
    ref,
    dependsOn: [
      ...new Set([
        ...(dependsOn.get(ref) ?? []).filter(has),
        ...(ref === root["bom-ref"] ? insides.map(inside => inside["bom-ref"]) : []),
      ]),
    ],
  }));
  return {
    ...installed,
    metadata: { ...installed.metadata, component: { ...root, type: "application" } },
    components: installed.components.filter(component => component !== root && has(component["bom-ref"])),
    dependencies: dependencies.sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  };
}

const placeOf = component => component.properties?.find(({ name }) => name === "cdx:npm:package:path")?.value;

/** @throws Error where the text is no CycloneDX 1.6, by CycloneDX's own library */
export async function checkBom(text) {
  const { Spec, Validation } = createRequire(import.meta.url)("@cyclonedx/cyclonedx-library");
  const fault = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text);
  if (fault) throw new Error(`No valid CycloneDX: ${JSON.stringify(fault).slice(0, 500)}`);
}
