/**
 * What Entra ID Protection saw, in words, by `riskEventType`. Of others the name is told as it is. Source: Microsoft Learn,
 * "riskDetection resource type" and "What are risk detections". Without a licence of P2 most are `generic`.
 */
const words: Readonly<Record<string, string>> = {
  adminConfirmedUserCompromised: "an administrator's word that it is compromised",
  anomalousToken: "a token out of the ordinary",
  anonymizedIPAddress: "a sign-in from an anonymous address, as of Tor or a proxy",
  attackerinTheMiddle: "somebody between it and the sign-in",
  generic: "a risk that a licence of P2 names",
  impossibleTravel: "sign-ins from two places too far apart",
  investigationsThreatIntelligence: "a sign-in as known attackers do it",
  leakedCredentials: "its password among leaked ones",
  maliciousIPAddress: "a sign-in from a malicious address",
  malwareInfectedIPAddress: "a sign-in from an address with malware",
  newCountry: "a sign-in from a new country",
  nationStateIP: "a sign-in from an address of a known group of attackers",
  passwordSpray: "a password that was guessed among those of many",
  suspiciousBrowser: "a browser that signs in as several people",
  unfamiliarFeatures: "a sign-in that is unlike its own",
  unlikelyTravel: "sign-ins from two places too far apart",
};

const byName = new Map(Object.entries(words).map(([name, said]) => [name.toLowerCase(), said]));

export const riskInWords = (type: string): string => byName.get(type.toLowerCase()) ?? type;
