import type { SentinelContent } from "../../catalogue/sentinel-contents";
import type { Severity } from "../../catalogue/severity";
import { defineCheck } from "../check";
import { byHand } from "../cures/identities";
import { tenantSubject } from "../facts/subjects";

const severity: { readonly [F in SentinelContent["form"]]: Severity } = { rule: "medium", hunt: "low" };
const words: { readonly [F in SentinelContent["form"]]: string } = {
  rule: "no rule of Microsoft Sentinel",
  hunt: "no hunting query or rule of Microsoft Sentinel",
};

export default defineCheck({
  id: "missing-sentinel-rule",
  title: "Rules and hunting queries of Microsoft Sentinel ask for the abuse of compute, and can find it",
  faultTitle: "Microsoft Sentinel does not ask for a sign of the abuse of compute, or cannot find it",
  severity: "medium",
  why: "Microsoft's report names these hunts and rules. One that is switched off, reads a table that gets nothing, or names only sizes that are no longer sold looks like a guard, and never raises an alert: its own template for expensive machines names no size of the N-series of today.",
  fix: "Make the rule named of its template in the content hub, switch it on, and let it name the sizes that you do not approve; for the TI map import the pools (`computeguard indicators`). A rule of your own, or a custom detection of the Defender portal, counts as well, whatever its name is. That its tables get rows is looked at where a diagnostic setting fills them, and not for others.",
  control: "logging-and-sentinel",

  needs: ["tenant", "sentinelContents"],
  examines: "tenant",
  *run({ tenant, sentinelContents: { on, contents } }, { manifest }) {
    if (on !== "yes") return; // unwatched-by-sentinel tells of it
    const subject = tenantSubject(tenant, manifest.tenant);
    for (const { content, watched, against } of contents) {
      const asks = `asks for ${content.unseen} (${content.title})`;
      if (watched === "no")
        yield {
          subject,
          key: content.id,
          severity: severity[content.form],
          cure: byHand("watch"),
          fault: `${words[content.form]} that works ${asks}`,
          proof: [...against, `Microsoft's template: ${content.templates[0]}`],
        };
      else if (watched === "unknown")
        yield { subject, unknown: `whether a rule that works ${asks} could not be known` };
    }
  },
});
