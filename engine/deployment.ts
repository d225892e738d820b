import { EngineError } from "./error";
import type { Resource, Violation } from "./messages";
import type { Pack } from "./pack";
import type { StateResource } from "./state";

/** `preview` goes on after a mandatory violation; `up` stops before the resource that has one is created. */
export type Mode = "preview" | "up";

/** What a pack said to a deployment. */
export interface Report {
  /** The URNs of the resources that were judged, in the order of their registration. */
  readonly resources: readonly string[];
  readonly violations: readonly (Violation & { readonly urn: string })[];
  readonly remediations: readonly { readonly policy: string; readonly urn: string }[];
  /** The resource at which an update was stopped. */
  readonly stoppedAt?: string;
}

/** Whether Pulumi would refuse the deployment. */
export const isBlocked = (report: Report): boolean => report.violations.some(({ level }) => level === "mandatory");

/** One deployment, judged resource by resource as it goes (`pkg/resource/deploy/step_generator.go`). */
export class Deployment {
  readonly #resources: string[] = [];
  readonly #violations: (Violation & { urn: string })[] = [];
  readonly #remediations: { policy: string; urn: string }[] = [];
  #stoppedAt: string | undefined;

  constructor(
    readonly pack: Pack,
    readonly mode: Mode,
  ) {}

  get stoppedAt(): string | undefined {
    return this.#stoppedAt;
  }

  /**
   * Has a resource remediated and judged. The answer is the resource as it would be created.
   * @throws EngineError in an update, for a resource with a mandatory violation and for every one after it.
   */
  async register(resource: Resource): Promise<Resource> {
    if (this.#stoppedAt !== undefined) throw new EngineError(`the update was stopped at ${this.#stoppedAt}`);
    const { urn } = resource;
    this.#resources.push(urn);
    const remediated = await this.#remediate(resource);
    const { violations } = await this.pack.analyze(remediated);
    this.#violations.push(...violations.map(violation => ({ ...violation, urn })));
    if (this.mode === "up" && violations.some(({ level }) => level === "mandatory")) {
      this.#stoppedAt = urn;
      throw new EngineError(`resource ${urn} is invalid`);
    }
    return remediated;
  }

  async #remediate(resource: Resource): Promise<Resource> {
    let current = resource;
    for (const { properties, diagnostic, ...remediation } of await this.pack.remediate(resource)) {
      if (properties) {
        current = { ...current, properties };
        this.#remediations.push({ policy: remediation.policy, urn: resource.urn });
      } else if (diagnostic) {
        const violation = { level: "advisory", severity: "unspecified", message: diagnostic } as const;
        this.#violations.push({ ...remediation, ...violation, urn: resource.urn });
      }
    }
    return current;
  }

  /** Has the whole stack judged, with the outputs that its resources have in the end. Skipped after a stop. */
  async finish(resources: readonly Resource[], rootUrn: string): Promise<Report> {
    if (this.#stoppedAt === undefined) {
      const urns = new Set(resources.map(({ urn }) => urn));
      const { violations } = await this.pack.analyzeStack(resources);
      const subject = (urn: string | undefined) => (urn !== undefined && urns.has(urn) ? urn : rootUrn);
      this.#violations.push(...violations.map(violation => ({ ...violation, urn: subject(violation.urn) })));
    }
    return {
      resources: this.#resources,
      violations: this.#violations,
      remediations: this.#remediations,
      ...(this.#stoppedAt !== undefined && { stoppedAt: this.#stoppedAt }),
    };
  }
}

/** The URN of a stack's own resource. */
export const rootUrnOf = (project: string, stack: string): string =>
  `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;

/** The same, of the stack that resources are in. */
function rootUrnIn([first]: readonly Resource[]): string {
  const [stack = "", project = ""] = first?.urn.replace("urn:pulumi:", "").split("::") ?? [];
  return rootUrnOf(project, stack);
}

/** Judges resources as if a program had registered them one after another; outputs are the inputs. API for tests. */
export async function judgeResources(pack: Pack, resources: readonly Resource[], mode: Mode): Promise<Report> {
  const deployment = new Deployment(pack, mode);
  const created: Resource[] = [];
  for (const resource of resources) {
    try {
      created.push(await deployment.register(resource));
    } catch (error) {
      if (deployment.stoppedAt === undefined) throw error;
      break;
    }
  }
  return deployment.finish(created, rootUrnIn(resources));
}

/** Judges what is deployed, as `pulumi policy analyze` does: inputs one by one, then the outputs of all. API for tests. */
export async function judgeState(pack: Pack, resources: readonly StateResource[]): Promise<Report> {
  const deployment = new Deployment(pack, "preview");
  for (const resource of resources) await deployment.register(resource);
  const deployed = resources.map(resource => ({ ...resource, properties: resource.outputs }));
  return deployment.finish(deployed, rootUrnIn(resources));
}
