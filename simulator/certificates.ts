import { generate } from "selfsigned";

/** The names of the public cloud, US Government and China that an auditor asks for; a CONNECT forwarder may send them here. */
export const publicHosts = {
  "login.microsoftonline.com": "login",
  "graph.microsoft.com": "graph",
  "management.azure.com": "arm",
  "login.microsoftonline.us": "login",
  "graph.microsoft.us": "graph",
  "management.usgovcloudapi.net": "arm",
  "login.chinacloudapi.cn": "login",
  "login.partner.microsoftonline.cn": "login", // where clients are led that name the former
  "microsoftgraph.chinacloudapi.cn": "graph",
  "management.chinacloudapi.cn": "arm",
  "api.loganalytics.azure.com": "logs",
  "api.loganalytics.io": "logs",
  "api.loganalytics.us": "logs",
  "api.loganalytics.azure.cn": "logs",
  "prices.azure.com": "prices",
  // each data collection rule has a name of its own
  "contoso-0001.westeurope-1.ingest.monitor.azure.com": "ingestion",
} as const;

export interface Certificates {
  /** The authority to trust, PEM. */
  readonly ca: string;
  readonly key: string;
  readonly cert: string;
}

let made: Promise<Certificates> | undefined;

/** A certificate authority made for this process alone, and one server certificate from it. Both keys die with the process. */
export const certificatesOfThisProcess = (): Promise<Certificates> => {
  made ??= makeCertificates();
  return made;
};

async function makeCertificates(): Promise<Certificates> {
  const days = (n: number) => new Date(Date.now() + n * 86_400_000);
  const common = { algorithm: "sha256", keyType: "ec", notBeforeDate: days(-1), notAfterDate: days(30) } as const;
  const ca = await generate([{ name: "commonName", value: "Contoso simulator CA" }], {
    ...common,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const names = ["localhost", ...Object.keys(publicHosts)].map(value => ({ type: 2 as const, value }));
  const server = await generate([{ name: "commonName", value: "localhost" }], {
    ...common,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [...names, { type: 7, ip: "127.0.0.1" }, { type: 7, ip: "::1" }] },
    ],
  });
  return { ca: ca.cert, key: server.private, cert: server.cert };
}
