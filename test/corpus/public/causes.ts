/**
 * Why a public file is refused, and rightly so. Each row of `refused.tsv` has one of these; a refusal without one is a false alarm to
 * be mended.
 */
export const causes: { readonly [cause: string]: string } = {
  driver: "it installs a GPU driver, for machines whose size is not approved",
  gpu: "it orders machines with GPUs, or lets Azure choose the size",
  count: "it lets a pool or a job grow above the limit of the estate",
  region: "it places something in a named region that the estate does not approve, by default",
  "open-size": "the size is left to whoever deploys it, without a default: judged by its value once there is one",
  "open-count": "how many machines is left to whoever deploys it, without a default",
  "open-region":
    "where machines stand, or the group that they follow, is left to whoever deploys it, without a default",
  "open-extension": "which extension is installed is left to whoever deploys it, without a default",
  "open-scope": "at which scope a role is granted is left to whoever deploys it, without a default",
  root: "deployed as its schema says, it grants a role at the root of the tenant",
  exemption: "it makes an exemption from whatever policy it is given",
  "plan-off": "it switches a plan or an alert of Defender or the monitor off, or suppresses alerts",
  linked: "it deploys a template from elsewhere, which was not read; the message has the line that approves it",
  template: "the template that it deploys is itself a value that is given later",
};

/** A reviewed row of `refused.tsv`. */
export interface Reviewed {
  readonly repository: string;
  readonly file: string;
  readonly rule: string;
  /** Under which estates: `both`, or `realistic` alone. */
  readonly estates: "both" | "realistic";
  readonly cause: string;
}

/** @throws Error where a row has no cause that is known, or stands twice */
export function reviewedIn(text: string): readonly Reviewed[] {
  const [, ...lines] = text.trimEnd().split("\n");
  const seen = new Set<string>();
  return lines.map((line, i) => {
    const [repository = "", file = "", rule = "", estates = "", cause = "", ...more] = line.split("\t");
    const key = `${repository}\t${file}\t${rule}`;
    if ((estates !== "both" && estates !== "realistic") || !causes[cause] || more.length > 0 || seen.has(key))
      throw new Error(`refused.tsv, line ${i + 2}: it has no cause, no estate, too many columns, or stands twice`);
    seen.add(key);
    return { repository, file, rule, estates, cause };
  });
}
