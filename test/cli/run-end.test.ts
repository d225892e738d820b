import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { InvalidArgumentError } from "commander";
import { held, runEnd, timeoutOf } from "../../cli/run-end";
import { whyStopped } from "../../posture/azure/stopped";

describe("how long a run may read", () => {
  const good: readonly (readonly [written: string, milliseconds: number])[] = [
    ["90s", 90_000],
    ["15m", 900_000],
    ["2h", 7_200_000],
    [" 1s ", 1000],
    ["500h", 1_800_000_000],
  ];
  for (const [written, milliseconds] of good)
    it(`${written} is ${milliseconds} ms`, () => assert.equal(timeoutOf(written).milliseconds, milliseconds));
  for (const written of ["", "0s", "2", "h", "2d", "1.5h", "-1s", "1h30m", "600h", "9999999999s", "2H"])
    it(`"${written}" is refused`, () => assert.throws(() => timeoutOf(written), InvalidArgumentError));
});

/** A process that is told of signals, and writes down with which code it was left. */
class Process extends EventEmitter {
  readonly left: number[] = [];
  exit(code: number): void {
    this.left.push(code);
  }
}
const cases = [
  ["SIGINT", "by Ctrl+C", 130],
  ["SIGTERM", "by SIGTERM", 143],
  ["SIGHUP", "by the end of its terminal", 129],
] as const;

describe("the end of a run", () => {
  for (const [name, why, code] of cases)
    it(`comes with the first ${name}, and the second leaves at once`, () => {
      const told = new Process();
      const end = runEnd(timeoutOf("2h"), told);
      assert.equal(end.signal.aborted, false);
      told.emit(name);
      assert.equal(whyStopped(end.signal), ` ${why}`);
      end.done();
      assert.deepEqual(told.left, []);
      told.emit(name);
      assert.deepEqual(told.left, [code]);
    });
  it("leaves signals to the system again, once reading ended by itself", () => {
    const told = new Process();
    const end = runEnd(timeoutOf("2h"), told);
    assert.equal(told.listenerCount("SIGINT"), 1);
    end.done();
    assert.equal(told.listenerCount("SIGINT"), 0);
  });
  it("comes with the timeout", async () => {
    const end = runEnd({ milliseconds: 1, written: "1ms" }, new Process());
    // the timer of a run keeps no process alive; that of the test does
    const waiting = setInterval(() => undefined, 1000);
    await once(end.signal, "abort").finally(() => clearInterval(waiting));
    assert.equal(whyStopped(end.signal), " after 1ms, as --timeout says");
  });
});

describe("a report that is being written", () => {
  for (const [name, , code] of cases)
    it(`is written whole after the first ${name}, and the second leaves at once`, async () => {
      const told = new Process();
      const said: string[] = [];
      const write = async () => {
        told.emit(name);
        await Promise.resolve();
        assert.deepEqual([told.left, said.length], [[], 1]);
        return "written";
      };
      assert.deepEqual(await held(write, words => said.push(words), told), { result: "written", wasAskedToEnd: true });
      const twice = held(
        async () => void [told.emit(name), told.emit(name)],
        words => said.push(words),
        told,
      );
      await twice;
      assert.deepEqual([told.left, said.length], [[code], 2]);
    });
  it("leaves signals to the system again once it is written, and where it cannot be", async () => {
    const told = new Process();
    const say = () => assert.fail("nobody has asked");
    assert.deepEqual(await held(async () => 0, say, told), { result: 0, wasAskedToEnd: false });
    await assert.rejects(
      held(() => Promise.reject(new Error("full")), say, told),
      /full/,
    );
    assert.equal(told.listenerCount("SIGTERM"), 0);
  });
});
