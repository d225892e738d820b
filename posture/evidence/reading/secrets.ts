import { digestMark } from "./digest";

/**
 * Properties whose value is a secret, or may hold one, whatever it looks like. Names ignore case. Only what is needed
 * to judge stays: scripts, commands and images are not here, for they are what is judged.
 */
const secretNames = new Set(
  [
    "customData",
    "protectedSettings",
    "secureValue",
    "secureEnvironmentVariables",
    "secureString",
    "adminPassword",
    "storageAccountKey",
    "accountKey",
    "primaryKey",
    "secondaryKey",
    "workspaceKey",
    "connectionString",
    "clientSecret",
    "kubeConfig",
    "unattendContent",
    "autoLogon",
    "protectedParameters",
  ].map(name => name.toLowerCase()),
);

/** Names of secrets that services make up: adminPassword, sasToken, repositoryAccessToken, appSecret … */
const secretName = /(password|passwd|secret|token|apikey|accesskey|sharedkey|sas|connectionstring)$/i;
/** A list of named secrets, such as those of Container Apps: names stay, values go. */
const secretLists = new Set(["secrets"]);
/** The signature of a shared-access link, and a password in a link, wherever they stand. */
const inLinks: readonly (readonly [RegExp, string])[] = [
  [/([?&]sig=)[^&\s"'<>]+/gi, "$1hidden"],
  [/(:\/\/[^/\s:@]+:)[^/\s@]+(@)/g, "$1hidden$2"],
];

const hiddenForm = /^hidden:sha256:[0-9a-f]{16}$/;

/** True of what stands for a secret: a mark that tells two secrets apart and nothing else. */
export const isHidden = (value: unknown): boolean => typeof value === "string" && hiddenForm.test(value);

const hide = (value: unknown): string => `hidden:sha256:${digestMark(JSON.stringify(value))}`;

/** The text without the secrets of its links. */
export const withoutLinkSecrets = (text: string): string =>
  inLinks.reduce((text, [form, to]) => text.replace(form, to), text);

/** The tree with every secret replaced. Absent, empty and yes-or-no values are no secrets. */
export function withoutSecrets(tree: unknown): unknown {
  if (typeof tree === "string") return withoutLinkSecrets(tree);
  if (Array.isArray(tree)) return tree.map(withoutSecrets);
  if (tree === null || typeof tree !== "object") return tree;
  // Environment variables and the like: `{name: "DB_PASSWORD", value: …}`
  const { name: itsName } = tree as { name?: unknown };
  const valueIsSecret = typeof itsName === "string" && secretName.test(itsName);
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => {
      if (isSecret(name, value) || (valueIsSecret && name === "value" && typeof value === "string")) {
        return [name, hide(value)];
      }
      if (secretLists.has(name.toLowerCase()) && Array.isArray(value)) return [name, value.map(withoutValue)];
      return [name, withoutSecrets(value)];
    }),
  );
}

const isSecret = (name: string, value: unknown): boolean => {
  if (value === null || value === undefined || value === "" || typeof value === "boolean") return false;
  // Names that only end like a secret's may stand over a reference to a vault, which is none.
  return secretNames.has(name.toLowerCase()) || (secretName.test(name) && typeof value === "string");
};

const withoutValue = (item: unknown): unknown => {
  const plain = withoutSecrets(item);
  if (plain === null || typeof plain !== "object" || !("value" in plain)) return plain;
  return isHidden(plain.value) ? plain : { ...plain, value: hide(plain.value) };
};
