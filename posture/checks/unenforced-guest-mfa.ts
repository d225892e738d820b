import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { outright, tenantSubject } from "../facts/subjects";
import type { GuestMfa } from "../facts/types";
import { capped, paths, plural } from "../report-text";

export default defineCheck({
  id: "unenforced-guest-mfa",
  title: "Guests and external members have to use MFA for Azure management, of whatever kind their account here is",
  faultTitle: "MFA for Azure management is not asked of every kind of guests and external members",
  severity: "medium",
  why: "How a guest signs in at home is up to somebody else: where this tenant does not ask for MFA itself, a password that leaked there is enough for every right that the guest has here.",
  fix: "Switch on a Conditional Access policy that requires MFA of guests and external users of every kind for all apps, without leaving tenants out; where MFA of a partner is good enough, trust it in the cross-tenant access settings.",
  control: "mfa-coverage",

  needs: ["tenant", "guestMfa"],
  examines: "tenant",
  *run({ tenant, guestMfa }, { manifest }) {
    const subject = tenantSubject(tenant, manifest.tenant);
    const unasked = guestMfa.filter(({ asked }) => asked === "no");
    const open = unasked.flatMap(row => row.open).sort();
    const groups = unasked.flatMap(row => row.groups ?? []);
    const unsure = guestMfa.filter(({ asked }) => asked === "unknown");
    if (unasked.length > 0)
      yield {
        subject,
        cure: byHand("requireMfa"),
        fault: `no policy asks ${unasked.map(({ kind }) => words[kind]).join(", ")} for MFA at every sign-in to Azure management`,
        // Where nobody of the kind is here, it is a gap for the next one who is invited.
        ...(open.length + groups.length === 0 && { severity: "low" }),
        proof: [
          ...(open.length > 0 ? [plural(open.length, "enabled account")] : []),
          ...capped(open.map(name => `${name} is not asked`)),
          ...capped(
            groups.map(
              creator => `group ${creator.principal.name} of another tenant: ${paths(outright(creator)).join("; ")}`,
            ),
          ),
          ...(open.length + groups.length === 0 ? ["there is no enabled account of such a kind today"] : []),
        ],
      };
    else if (unsure.length > 0)
      yield {
        subject,
        unknown:
          unsure.find(({ unread }) => unread)?.unread ??
          "which policies ask guests and external users could not be read",
      };
  },
});

const words: Readonly<Record<GuestMfa["kind"], string>> = {
  internalGuest: "guests who sign in here",
  b2bCollaborationGuest: "guests who sign in at home",
  b2bCollaborationMember: "external members",
  serviceProvider: "people of service providers",
};
