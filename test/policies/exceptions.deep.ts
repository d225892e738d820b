import assert from "node:assert/strict";
import { EngineError } from "../../engine/error";
import { startPack } from "../../engine/pack";
import { exception, native, packWithExceptions, rule } from "./exception-samples";

describe("exceptions in more cases, driven as Pulumi's engine does", () => {
  const { said, levels, blocked, resourceAt, write, folder } = packWithExceptions();

  it("one that has ended does not count", async () => {
    const [found] = await said({ exceptions: [exception({ until: "2001-01-01" })] }, [native]);
    assert.deepEqual(levels(found), blocked);
  });

  it("a program cannot exempt itself: neither its tags nor its stack's count where the estate does not say so", async () => {
    const tags = { "computeguard:except": rule, exceptions: rule, compute: "ml" };
    const [found] = await said({}, [native], { tags }, { tags });
    assert.deepEqual(levels(found), blocked);
    // and an estate cannot say so in passing
    await assert.rejects(said({ exceptions: [exception({ stackTag: "compute=ml" })] }, [native], { tags }), error => {
      assert(error instanceof EngineError);
      assert.match(
        error.message,
        /estate\.yaml:1: exceptions\.0\.stackTag: counts only with allowTagExceptions: true$/,
      );
      return true;
    });
  });

  it("where the estate allows it, a tag of the stack switches one on, and a tag of a resource does not", async () => {
    const estate = {
      allowTagExceptions: true,
      exceptions: [exception({ stackTag: "compute=ml", until: "2099-12-31" })],
    };
    const [tagged] = await said(estate, [native], { tags: { compute: "ml" } });
    assert.deepEqual(levels(tagged), { ...blocked, [rule]: "advisory" });
    const [untagged] = await said(estate, [native], {}, { tags: { compute: "ml" } });
    assert.deepEqual(levels(untagged), blocked);
  });

  it("what a stack requests in all is excepted under the stack's URN, and not under a machine's", async () => {
    const stack = "urn:pulumi:prod::ml::pulumi:pulumi:Stack::ml-prod";
    const judged = async (resource: string) => {
      const exceptions = [exception({ rule: "compute-budget", resource, until: "2099-12-31" })];
      const file = write(JSON.stringify({ budget: { machines: 1 }, exceptions }));
      const pack = await startPack(folder(), { env: { COMPUTEGUARD_ESTATE: file } });
      try {
        const resources = [native, `${native}2`].map(urn => resourceAt(urn));
        await pack.analyze(resources[0]!);
        const last = await pack.analyze(resources[1]!);
        const whole = await pack.analyzeStack([
          { urn: stack, type: "pulumi:pulumi:Stack", name: "ml-prod", properties: {} },
          ...resources,
        ]);
        return [last, whole].map(({ violations }) =>
          levels(violations.filter(({ message }) => /the budget is 1/.test(message))),
        );
      } finally {
        await pack.close();
      }
    };
    assert.deepEqual(await judged(`${native}2`), Array(2).fill({ "compute-budget": "mandatory" }));
    assert.deepEqual(await judged(stack), Array(2).fill({ "compute-budget": "advisory" }));
  });

  it("a misspelt rule stops it, with the right one; a check of the audit does not", async () => {
    await assert.rejects(
      said({ exceptions: [exception({ rule: "unapproved-gpu-sise" })] }, [native]),
      /estate\.yaml:1: unknown rule "unapproved-gpu-sise"; did you mean unapproved-gpu-size\?$/,
    );
    const [found] = await said({ exceptions: [exception({ rule: "compute-creator-without-mfa" })] }, [native]);
    assert.deepEqual(levels(found), blocked);
  });
});
