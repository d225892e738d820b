import { isRestError } from "@azure/core-rest-pipeline";
import type { Gap } from "../../catalogue/outcome";
import { normalRegion } from "../../catalogue/regions";

/** Why something could not be read, told once and in words that hold no token, no payload and no personal data. */
export class Fault extends Error {
  override readonly name = "Fault";

  constructor(
    readonly reason: Gap["reason"],
    message: string,
    /** The ARM action that Azure itself named as missing. */
    readonly action?: string,
    /** There is no such thing, though there could be. */
    readonly absent = false,
    /** The service is not offered in the region that was asked for, or not in this cloud. */
    readonly notOffered = false,
  ) {
    super(message);
  }
}

/** What Azure's error codes mean to a reader. Codes that are not listed are judged by the HTTP status. */
const reasons: { readonly [code: string]: Gap["reason"] } = {
  authentication_requestfromnonpremiumtenantorb2ctenant: "unlicensed",
  aadpremiumlicenserequired: "unlicensed",
  missingsubscriptionregistration: "notRegistered",
  subscriptionnotregistered: "notRegistered",
};

/** A 404 under one of these codes speaks of the address, which this cloud does not have, and not of what stands there. */
const noAddress = new Set(["invalidresourcetype", "invalidresourcenamespace"]);

/** Some services say 403 or 400 for a missing licence under a code that they also use for other things. */
const licenceWords = /\b(not licensed|premium licen[sc]e)\b/i;
const actionWords = /to perform action '([\w./*-]{1,200})'/;
const codeForm = /^[\w.-]{1,80}$/;

/** An answer that is no success. `body` is the text as it came: ARM, Graph and the activity log each have a form. */
export function faultOfAnswer(service: string, status: number, body: string | null | undefined): Fault {
  const { code, message } = errorOf(body);
  const reason =
    reasons[code.toLowerCase()] ??
    ((status === 400 || status === 403) && licenceWords.test(message)
      ? "unlicensed"
      : status === 403 // 401 speaks of the token, which has expired or is for others, and of no right
        ? "denied"
        : "failed");
  const said = codeForm.test(code) ? ` ${code}` : "";
  const absent = status === 404 && !noAddress.has(code.toLowerCase());
  const words = `an answer from ${service} (HTTP ${status}${said})`;
  return new Fault(reason, words, actionWords.exec(message)?.[1], absent, isNotOffered(code, message));
}

/** "… for location 'x' and API version 'v' …. The supported api-versions are '…'. The supported locations are '…'." */
const offered = {
  asked: /for location '([^']*)' and API version '([^']*)'/i,
  versions: /supported api-versions are '([^']*)'/i,
  locations: /supported locations are '([^']*)'/i,
} as const;

/** ARM knows every provider of its cloud. And it has one code for a region and for a version that it does not serve: the lists in its message tell which. */
function isNotOffered(code: string, message: string): boolean {
  const [, location = "", version = ""] = offered.asked.exec(message) ?? [];
  const [versions = "", locations = ""] = [offered.versions, offered.locations].map(list => list.exec(message)?.[1]);
  const listed = (list: string) => list.split(",").map(name => normalRegion(name));
  if (code.toLowerCase() === "invalidresourcenamespace") return true;
  return (
    code.toLowerCase() === "noregisteredproviderfound" &&
    listed(versions).includes(normalRegion(version)) &&
    !listed(locations).includes(normalRegion(location))
  );
}

/** A certificate that nobody here trusts: mostly that of a proxy of one's own, which opens what passes. */
const untrusted = new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);
const ownCertificate = "if a certificate of your own stands before it, name it in NODE_EXTRA_CA_CERTS";

/** Any error that a call can end in. An abort that was asked for is not a fault: see `isAbort`. */
export function faultOf(error: unknown, service: string): Fault {
  if (error instanceof Fault) return error;
  if (isRestError(error)) {
    if (error.response && (error.response.status < 200 || error.response.status > 299)) {
      return faultOfAnswer(service, error.response.status, error.response.bodyAsText);
    }
    if (error.response) return malformedAnswer(service);
    const advice = untrusted.has(error.code ?? "") ? `; ${ownCertificate}` : "";
    return new Fault("failed", `a connection to ${service} (${error.code ?? "it broke"}${advice})`);
  }
  const { name, message } = error instanceof Error ? error : { name: "", message: "" };
  if (signInErrors.has(name)) {
    return new Fault("failed", `a sign-in to ${service} (${whyNoSignIn(name, message)})`);
  }
  if (name === "SyntaxError" || name === "TypeError") return malformedAnswer(service);
  return new Fault("failed", `an answer from ${service}`);
}

export const malformedAnswer = (service: string): Fault =>
  new Fault("malformed", `an answer from ${service} in the documented form`);

/** The run was cut off, by its own signal. Time-outs of single requests are faults, made in `deadline.ts`. */
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === "AbortError";

const signInErrors = new Set([
  "AuthenticationError",
  "AuthenticationRequiredError",
  "AggregateAuthenticationError",
  "CredentialUnavailableError",
]);

/** Entra's own code where it has answered; MSAL's codes where it could not be asked. */
function whyNoSignIn(name: string, message: string): string {
  const code = /AADSTS\d+/.exec(message)?.[0];
  if (code) return code;
  if (name !== "AuthenticationError") return "no credential was found";
  // MSAL says no more where the service's certificate is not trusted.
  return /\b(endpoints_resolution_error|network_error)\b/.test(message)
    ? `the sign-in service cannot be reached; ${ownCertificate}`
    : "it was refused";
}

/** `{"error": {"code", "message"}}`, or flat, as the activity log has it. */
function errorOf(body: string | null | undefined): { code: string; message: string } {
  try {
    const parsed = JSON.parse(body ?? "");
    const { code, message } = parsed?.error ?? parsed ?? {};
    return { code: typeof code === "string" ? code : "", message: typeof message === "string" ? message : "" };
  } catch {
    return { code: "", message: "" };
  }
}
