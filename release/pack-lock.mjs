/**
 * The lockfile of the policy pack alone, out of the repository's: `npm ci` in a copy of the pack then installs what was tested.
 * npm itself makes one for all workspaces together, and puts none into a package.
 *
 * `lock` is a package-lock.json (lockfileVersion 3), `manifest` the pack's package.json; returns a package-lock.json. Throws where a
 * package that is needed is not locked.
 */
export function packLock(lock, manifest) {
  const packages = {};
  const needed = [...namesOf(manifest)].map(name => ({ name, from: "", optional: false }));
  for (const { name, from, optional } of needed) {
    const found = placeOf(lock.packages, name, from);
    if (found === undefined) {
      if (optional) continue;
      throw new Error(`${name}, which ${from || manifest.name} needs, is not in package-lock.json: run npm install.`);
    }
    if (found in packages) continue;
    const { dev: _, devOptional: __, ...locked } = lock.packages[found];
    packages[found] = locked;
    needed.push(
      ...[...namesOf(locked)].map(name => ({ name, from: found, optional: !(name in (locked.dependencies ?? {})) })),
    );
  }
  const { name, version } = manifest;
  const { license, dependencies, engines } = manifest;
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    ...{ name, version, lockfileVersion: 3, requires: true },
    packages: { "": { name, version, license, dependencies, engines }, ...sorted },
  };
}

/** What npm installs for a package, whatever platform it is on. */
function namesOf({ dependencies, optionalDependencies, peerDependencies }) {
  return new Set(Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }));
}

/** Where a package finds another: in its own folder, then in each one above, as Node.js looks. */
function placeOf(packages, name, from) {
  for (let folder = from; ; folder = folder.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, "")) {
    const path = `${folder ? `${folder}/` : ""}node_modules/${name}`;
    if (path in packages) return path;
    if (folder === "") return undefined;
  }
}
