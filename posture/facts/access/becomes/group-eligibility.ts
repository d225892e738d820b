import { defineBecomes } from "../becomes";

/**
 * Who may activate a membership of a group joins it; who may activate its ownership adds itself, as any owner can. Groups
 * of the premises cannot be managed so. Source: Microsoft Learn, "Privileged Identity Management (PIM) for Groups".
 */
export default defineBecomes({
  kind: "group-eligibility",
  needs: ["groupEligibilities"],
  joins: true,
  *ways({ groupEligibilities }) {
    for (const { id, group, principal, access, through } of groupEligibilities.value)
      yield {
        from: principal,
        to: group,
        tenure: "eligible",
        evidence: id,
        through: [access, ...(through ? [through.name] : [])].join(" "),
      };
  },
  says: (group, through) => {
    const [owns, other] = partsOf(through);
    const asMember = other && `, as a member of group ${other}`;
    return owns
      ? `may activate the ownership of group ${group} in PIM${asMember}, and join it`
      : `may activate a membership of group ${group} in PIM${asMember}`;
  },
  cut: (from, group, through) => {
    const [owns, other] = partsOf(through);
    return `end the eligibility of ${other ? `group ${other}` : from} for ${owns ? "the ownership" : "a membership"} of group ${group}`;
  },
});

/** Whether it is the ownership that is activated, and the name of the group whose members may, where it was given to one. */
const partsOf = (through: string): readonly [owns: boolean, other: string] => [
  through.startsWith("owner"),
  through.replace(/^\w+ ?/, ""),
];
