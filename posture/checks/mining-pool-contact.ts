import { isolateMachine } from "../cures/stop-compute";
import { signalCheck } from "../signal-check";
import { type ContactSource, contactSources } from "../signals/contact-log";
import type { Answer } from "../signals/question";
import { firstOf, listed } from "../signals/say";

const isRefused = (answers: readonly Answer[]): boolean => answers.every(({ key }) => key.outcome === "refused");

const sourcesOf = (answers: readonly Answer[]): string =>
  [...new Set(answers.map(({ key }) => contactSources[key.source as ContactSource] ?? key.source))].sort().join(", ");

export default signalCheck(
  {
    id: "mining-pool-contact",
    title: "No machine asks for a mining pool, as far as logs of DNS, firewalls and Defender for Endpoint tell",
    faultTitle: "A machine asked for a mining pool",
    severity: "critical",
    why: "A miner has to reach its pool. Whoever asks for the address of one mines, or has a program on board that tries to.",
    fix: "Save what runs there as evidence, stop the machine, and look at whoever created it and at what else that account created. Then have the pools refused by DNS in every network.",
    cure: isolateMachine,
    control: "mining-workload",

    log: "contacts",
    attack: "T1496.001",
    answers: ["MI-04"],
    grain: "contacts",
    where: { pool: ["yes"] },
    judgement: { is: "any", by: ["machine", "address", "network"] },
    say: answers =>
      `asked for ${listed(answers, "host")}, from ${firstOf(answers)} on${isRefused(answers) ? ", and was refused each time" : ""}, by ${sourcesOf(answers)}`,
  },
  {
    needs: ["machinesInContact"],
    // Several logs tell of one machine, each by what it knows of it.
    told:
      ({ machinesInContact }) =>
      answer => {
        const machine = machinesInContact.idOf(answer);
        return machine === undefined ? {} : { machine, address: "", network: "" };
      },
    also:
      ({ machinesInContact }) =>
      ({ of, answers }) => {
        const known = of.machine?.startsWith("/") ? machinesInContact.get(of.machine) : undefined;
        const id = [of.machine, of.network, of.address].filter(Boolean).join(" ");
        return {
          subject: { kind: "resource", id, name: known?.name ?? (of.machine || of.address || "a machine") },
          ...(known?.creators.length && { say: `; created by ${known.creators.join(" or ")}` }),
          // What was refused earned nothing; that something asked stays.
          ...(isRefused(answers) && { severity: "high" }),
        };
      },
  },
);
