import { shortened } from "../visible";
import type { Form } from "./form";
import type { Notice } from "./notice";

/** For whoever reads it with a program: the notice as it is, without what cannot be seen. */
export const json = {
  name: "json",
  // whoever is not one of the others
  isOf: () => false,
  most: 500,
  bytes: 256_000,
  print: ({ tenant, collectedAt, head, lines, findings, left }: Notice) => ({
    schema: "computeguard/notice/1",
    tenant: shortened(tenant, 200),
    collectedAt,
    head,
    lines,
    findings: findings.map(told => ({
      ...told,
      subject: shortened(told.subject, 500),
      message: shortened(told.message, 1000),
    })),
    left,
  }),
} as const satisfies Form;
