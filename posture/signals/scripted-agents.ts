/**
 * Beginnings of the agent by which libraries and tools of scripts name themselves when nobody tells them otherwise, in lower
 * case. Microsoft's report names the first: "a default Python agent was used for everything". The Azure CLI (`AZURECLI/`, `az/`),
 * Azure PowerShell and Microsoft's own libraries (`azsdk-`, `MSAL`) have names of their own and are none of these. Sources: the
 * default User-Agent headers in the documentation of each project.
 */
const beginnings: readonly string[] = [
  "python-requests/",
  "python-urllib/",
  "python-urllib3/",
  "python-httpx/",
  "python/",
  "aiohttp/",
  "axios/",
  "curl/",
  "fasthttp",
  "go-http-client/",
  "got (",
  "node-fetch/",
  "okhttp/",
  "postmanruntime/",
  "ruby",
  "undici",
  "wget/",
];

/** Pattern over an agent in lower case, the same to JavaScript and to KQL. */
export const scriptedForm = `^(${beginnings.map(each => each.replace(/[^a-z0-9]/g, "\\$&")).join("|")})`;

const scripted = new RegExp(scriptedForm);

/** Whether an agent is a library's own. */
export const isScripted = (agent: string): boolean => scripted.test(agent.toLowerCase());
