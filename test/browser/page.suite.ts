import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { Finding } from "../../catalogue/outcome";
import { exceptionLine } from "../../posture/report/exception-line";
import { withBaseline } from "../../posture/report/history";
import type { Report } from "../../posture/report/model";
import { hostile, sample } from "../report/sample";
import { demo, inBrowser, withFindings } from "./opened";

/** What axe finds, and where first. */
async function axeViolations(page: Page): Promise<readonly (readonly [id: string, markup: string | undefined])[]> {
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const { violations } = (await page.evaluate(`${axe};axe.run()`)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

inBrowser("the report in a real browser", ({ fileOf, opened, requests }) => {
  let page: Page;
  let url: string;
  before(async () => {
    url = fileOf("report", withBaseline(sample, baseline));
    page = await opened(url);
  });

  /** It has the second finding alone, and knows since when. */
  const [failed, ...others] = sample.outcomes;
  const baseline: Report = {
    ...sample,
    collectedAt: "2026-11-23T06:00:00Z",
    outcomes: [{ ...failed!, findings: [{ ...failed!.findings[1]!, firstSeen: "2026-11-01T06:00:00Z" }] }, ...others],
  };
  const rows = (on: Page) => on.locator("#rows tbody tr:not(.space):not(.group)");
  const counted = (on: Page) => on.textContent("#shown");

  it("loads nothing from outside", () => assert.deepEqual([...new Set(requests)], [url]));
  it("runs no name of the tenant", async () => assert.equal(await page.title(), "Computeguard: Contoso"));
  it("says in one sentence what it comes to", async () =>
    assert.match((await page.textContent("#verdict"))!, /^\S.*\.$/));

  it("filters by severity and by any word, and says how many are shown", async () => {
    assert.equal(await rows(page).count(), 2);
    await page.uncheck("input[value=critical]");
    assert.equal(await rows(page).count(), 1);
    await page.check("input[value=critical]");
    await page.fill("input[name=text]", "sku.name MFA");
    assert.equal(await counted(page), "1 of 2 shown");
    await page.fill("input[name=text]", "nothing has this");
    assert.equal(await counted(page), "0 of 2 shown");
    await page.click("#all");
    assert.equal(await counted(page), "2 of 2 shown");
    assert.equal(await page.inputValue("input[name=text]"), "");
  });
  it("says at a check, in the panel and for a requirement of how many the findings are", async () => {
    const words = "2 of 340 people who can create compute";
    assert.match((await page.textContent("#compute-creator-without-mfa"))!, new RegExp(words));
    await rows(page).first().locator("button").click();
    assert.match((await page.textContent("#panel"))!, new RegExp(words));
    await page.click("#close");
    assert.match((await page.textContent("#passed"))!, /0 of 812 role assignments/);
  });
  it("says since when a finding stands, sorts by it, and draws what earlier reports came to", async () => {
    await page.selectOption("select[name=sort]", "since");
    await rows(page).first().locator("button").click();
    assert.match((await page.textContent("#panel"))!, /Since 2026-11-01 \(23 days\)/);
    await page.click("#next");
    assert.match((await page.textContent("#panel"))!, /Since 2026-11-24 \(less than a day\)/);
    await page.click("#close");
    await page.click("#all");
    const drawn = await page.locator("#trend svg").evaluateAll(all => all.map(each => each.getAttribute("aria-label")));
    assert.equal(drawn[0], "Critical and high findings: 2 on 2026-11-23, 2 on 2026-11-24");
    assert.equal(await page.locator("#trend tbody tr").count(), 2);
  });
  it("says who did it, by name and id, where a finding tells of somebody else's act, and finds it by that", async () => {
    const panel = async () => (await page.textContent("#panel"))!;
    await rows(page).first().locator("button").click();
    assert.doesNotMatch(await panel(), /Done by/);
    await page.fill("input[name=text]", "0000000000d3");
    assert.equal(await rows(page).count(), 1);
    await rows(page).first().locator("button").click();
    assert((await panel()).includes(`Done by${hostile.markup} (00000000-0000-0000-0000-0000000000d3)`));
    await page.click("#close");
    await page.click("#all");
  });
  it("has code in a box of its own, below the commands", async () => {
    const [act, ...more] = sample.acts;
    const [target, ...others] = act!.targets;
    const commands = [
      ...target!.commands,
      { shell: "typescript", line: "new a.B();" },
      { shell: "typescript", line: "new a.C();" },
    ] as const;
    const report: Report = {
      ...sample,
      acts: [
        {
          ...act!,
          targets: [{ ...target!, commands, findings: [sample.outcomes[0]!.findings[0]!.fingerprint] }, ...others],
        },
        ...more,
      ],
    };
    const coded = await opened(fileOf("coded", report), { viewport: { width: 1280, height: 800 } });
    await rows(coded).first().locator("button").click();
    const boxes = await coded.locator("#panel .copy").allInnerTexts();
    const at = boxes.findIndex(text => text.startsWith("As code: Pulumi (TypeScript)"));
    assert(at > 0 && boxes[at]!.includes("new a.B();\nnew a.C();"), boxes.join("|"));
    assert(!boxes[at - 1]!.includes("new a."));
    await coded.close();
  });
  it("opens what a finding is about in the portal of its cloud", async () => {
    const addressOf = () => page.locator("#panel a", { hasText: "portal" }).getAttribute("href");
    await rows(page).first().locator("button").click();
    const tenant = "00000000-0000-0000-0000-00000000c0de";
    assert.equal(
      await addressOf(),
      `https://entra.microsoft.us/${tenant}/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/00000000-0000-0000-0000-0000000000d1`,
    );
    await page.click("#next");
    assert.equal(
      await addressOf(),
      `https://portal.azure.us/#@${tenant}/resource${sample.outcomes[0]!.findings[1]!.subject.id.replace(" ", "%20")}`,
    );
    await page.click("#close");
  });
  it("shows what is new alone", async () => {
    await page.selectOption("select[name=only]", "new");
    assert.equal(await counted(page), "1 of 2 shown");
    assert.match((await rows(page).first().textContent())!, /new/);
    await page.click("#all");
  });
  it("shows the findings behind a figure, and all again", async () => {
    const figure = page.locator("[data-choose='severity=critical%2Chigh']");
    await figure.click();
    assert.equal(await figure.getAttribute("aria-pressed"), "true");
    assert(await page.isChecked("input[value=critical]"));
    assert(!(await page.isChecked("input[value=medium]")));
    await figure.click();
    assert.equal(await counted(page), "2 of 2 shown");
  });
  it("groups, with the count of each", async () => {
    await page.selectOption("select[name=group]", "rule");
    const titles = await page.locator("#rows tr.group").allTextContents();
    assert(titles.length >= 1);
    for (const title of titles) assert.match(title, /\(\d+\)$/);
    await page.click("#all");
  });

  it("keeps what is looked at in the address: a link shows the same", async () => {
    await page.fill("input[name=text]", "mfa");
    await page.selectOption("select[name=sort]", "usd");
    const copy = await opened(page.url());
    assert.equal(await copy.inputValue("input[name=text]"), "mfa");
    assert.equal(await copy.inputValue("select[name=sort]"), "usd");
    assert.equal(await counted(copy), await counted(page));
    await copy.close();
    await page.click("#all");
  });
  it("opens a finding beside the table: what, why, proof, what to do, how to except it; and the next", async () => {
    await rows(page).first().locator("[data-open]").click();
    const [finding] = sample.outcomes[0]!.findings;
    const text = (await page.textContent("#panel"))!;
    for (const wanted of [
      finding!.message,
      finding!.fingerprint,
      sample.outcomes[0]!.rule.why,
      sample.outcomes[0]!.rule.fix,
      ...finding!.proof,
    ])
      assert(text.includes(wanted), wanted);
    assert(text.includes(exceptionLine(finding!.rule, finding!.subject.id)), "the line that the estate takes");
    assert.match(page.url(), new RegExp(`open=${finding!.fingerprint}`));
    await page.click("#next");
    assert.notEqual(await page.textContent("#panel h2"), finding!.subject.name);
    await page.click("#previous");
    await page.keyboard.press("Escape");
    assert(!(await page.isVisible("#panel")));
    assert.equal(await page.evaluate("document.activeElement.dataset.open"), finding!.fingerprint);
  });
  it("opens the finding behind what happened", async () => {
    await page.locator("#timeline a").first().click();
    const timed = sample.outcomes[0]!.findings.find(({ at }) => at !== undefined)!;
    await page.locator("#panel h2", { hasText: timed.subject.name }).waitFor();
    assert.match(page.url(), new RegExp(`open=${timed.fingerprint}`));
    await page.click("#close");
  });
  it("opens at the finding, or at the table, that a link names", async () => {
    const { fingerprint } = sample.outcomes[0]!.findings[0]!;
    for (const [query, place] of [
      [`open=${fingerprint}`, "#panel"],
      ["text=dana", "#findings"],
    ]) {
      const linked = await opened(`${url}#findings?${query}`, { viewport: { width: 1280, height: 500 } });
      const top = await linked.evaluate(`document.querySelector("${place}").getBoundingClientRect().top`);
      assert(Number(top) < 500, `${query}: ${top}`);
      await linked.close();
    }
  });
  it("says so where the finding that a link names is not there, and nothing where it is", async () => {
    const { fingerprint } = sample.outcomes[0]!.findings[0]!;
    for (const [open, says] of [
      [
        "of another report",
        /^The finding that the link names is not in this table: .* looks for it by its fingerprint\.$/,
      ],
      [fingerprint, /^$/],
    ] as const) {
      const linked = await opened(`${url}#findings?open=${encodeURIComponent(open)}`);
      assert.match((await linked.textContent("#missing"))!, says, open);
      assert.equal(await linked.isVisible("#panel"), open === fingerprint, open);
      await linked.close();
    }
  });
  it("passes over what an address chooses and this page has no choice of", async () => {
    const all = sample.outcomes.flatMap(({ findings }) => findings).length;
    const { since: _, ...alone } = sample;
    const page = fileOf("alone", alone);
    for (const query of ["only=new", "sort=toString", "sort=bogus", "group=constructor", "constructor=x"]) {
      const linked = await opened(`${page}#findings?${query}`);
      assert.equal(await linked.textContent("#shown"), `${all} of ${all} shown`, query);
      for (const [name, value] of [
        ["sort", "severity"],
        ["group", ""],
      ])
        assert.equal(await linked.inputValue(`select[name=${name}]`), value, query);
      assert.equal(await linked.locator("#rows .group").count(), 0, query);
      await linked.close();
    }
  });
  it("opens a finding by the keyboard alone", async () => {
    await page.focus("#window");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert(await page.isVisible("#panel"));
    await page.keyboard.press("Escape");
  });
  it("copies a command, or selects it", async () => {
    await page.locator("#acts details summary").first().click();
    const copy = page.locator("#acts .copy").first();
    await copy.locator("button").click();
    // not waitForFunction: what it polls with is text made into a function, which the page's own policy refuses
    await copy.locator("button", { hasText: /^(?:Copied|Selected)/ }).waitFor();
    assert.equal(await page.evaluate("getSelection().toString()"), await copy.locator("pre").textContent());
  });

  it("says what to do about a finding that no act closes, in its panel and below the acts", async () => {
    const closed = new Set(demo.acts.flatMap(({ findings }) => findings));
    const left = demo.outcomes.flatMap(({ rule, findings }) =>
      findings.filter(({ fingerprint }) => !closed.has(fingerprint)).map(finding => ({ rule, finding })),
    );
    assert(left.length > 0);
    const shown = await opened(fileOf("without-act", demo));
    const below = (await shown.textContent("#without-act"))!;
    assert.match(below, new RegExp(`^${left.length} findings that no act here closes`));
    for (const { rule, finding } of left) {
      assert(below.includes(rule.fix), rule.id);
      await shown.goto(`${shown.url().split("#")[0]}#findings?open=${finding.fingerprint}`);
      const panel = await shown.locator("#panel").innerText();
      assert(panel.includes(finding.message) && panel.includes("What to do") && panel.includes(rule.fix), rule.id);
    }
    await shown.close();
    const { findings } = sample.outcomes[0]!;
    const all = { ...sample.acts[0]!, findings: findings.map(({ fingerprint }) => fingerprint) };
    const whole = await opened(fileOf("closed", { ...sample, acts: [all] }));
    assert.equal(await whole.locator("#without-act").count(), 0);
    await whole.close();
  });
  it("has a box for each shell, which copies its own lines alone", async () => {
    const act = demo.acts.find(({ targets }) => new Set(targets[0]!.commands.map(({ shell }) => shell)).size === 2)!;
    const [{ findings, commands }] = act.targets as [(typeof act.targets)[number]];
    const panel = await opened(`${fileOf("demo", demo)}#findings?open=${findings[0]}`);
    const boxes = panel.locator("#panel .copy");
    assert.deepEqual(await boxes.locator("span").allTextContents(), [
      "Microsoft Graph PowerShell",
      "Azure CLI (bash)",
      "computeguard.yaml, exceptions",
    ]);
    for (const [i, shell] of (["powershell", "bash"] as const).entries()) {
      await boxes.nth(i).locator("button").click();
      await boxes
        .nth(i)
        .locator("button", { hasText: /^(?:Copied|Selected)/ })
        .waitFor();
      const lines = commands.filter(command => command.shell === shell).map(({ line }) => line);
      assert.equal(await panel.evaluate("getSelection().toString()"), lines.join("\n"));
    }
    const unmarked =
      "[...document.querySelectorAll('.copy')].filter(each => !each.querySelector('span')?.textContent).length";
    assert.equal(await panel.evaluate(unmarked), 0);
    await panel.close();
  });

  it("shows every name as text, whatever it holds", async () => {
    const [outcome, ...others] = sample.outcomes;
    const [first] = outcome!.findings;
    const names = [
      ...Object.values(hostile),
      "]]><script>document.title='owned'</script>",
      "<!-- --><script>",
      "\u2028\u2029",
      "</script>",
    ];
    const findings = names.map(
      (name, i): Finding => ({
        ...first!,
        fingerprint: `hostile${i}`,
        message: name,
        path: name,
        proof: [name],
        subject: { ...first!.subject, name, id: name },
      }),
    );
    const attacked = await opened(fileOf("hostile", { ...sample, outcomes: [{ ...outcome!, findings }, ...others] }));
    assert.equal(await attacked.title(), "Computeguard: Contoso");
    assert.equal(
      await counted(attacked),
      `${names.length + others.flatMap(one => one.findings).length} of ${names.length + others.flatMap(one => one.findings).length} shown`,
    );
    for (let i = 0; i < names.length; i++) {
      await attacked.goto(`${attacked.url().split("#")[0]}#findings?open=hostile${i}`);
      assert.equal(await attacked.textContent("#panel h2"), names[i]);
    }
    assert.equal(await attacked.title(), "Computeguard: Contoso");
    await attacked.close();
  });

  it("holds 50,000 findings, of which few are in the document, and finds one of them", async () => {
    const large = await opened(fileOf("large", withFindings(49_998)));
    assert.equal(await counted(large), "50,000 of 50,000 shown");
    assert((await rows(large).count()) < 100);
    const [end, bottom] = (await large.evaluate(
      "[[...document.querySelectorAll('#rows tbody tr:not(.space)')].at(-1), document.querySelector('#window')].map(each => each.getBoundingClientRect().bottom)",
    )) as [number, number];
    assert(end >= bottom, "lines fill the frame before anybody scrolls");
    await large.evaluate("document.querySelector('#window').scrollTop = 1e9");
    await large.locator("#rows tbody tr", { hasText: "person-49997" }).first().waitFor();
    await large.fill("input[name=text]", "person-31415@contoso.com");
    assert.equal(await counted(large), "1 of 50,000 shown");
    assert.match((await rows(large).first().textContent())!, /number 31415/);
    await large.close();
  });

  it("fits 320 pixels without a word cut off at the side", async () => {
    const narrow = await opened(url, { viewport: { width: 320, height: 800 } });
    assert.equal(await narrow.evaluate("document.documentElement.scrollWidth"), 320);
    await rows(narrow).first().locator("[data-open]").click();
    assert.equal(await narrow.evaluate("document.documentElement.scrollWidth"), 320);
    await narrow.close();
  });

  for (const [where, options] of [
    ["in the light", { colorScheme: "light" }],
    ["in the dark", { colorScheme: "dark" }],
    ["on a telephone in the light", { colorScheme: "light", viewport: { width: 320, height: 800 } }],
    ["on a telephone in the dark", { colorScheme: "dark", viewport: { width: 320, height: 800 } }],
  ] as const)
    it(`can be read by everyone ${where} (axe: no violation)`, async () => {
      const shown = await opened(`${url}#findings?open=${sample.outcomes[0]!.findings[0]!.fingerprint}`, options);
      await shown.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      assert.deepEqual(await axeViolations(shown), []);
      await shown.close();
    });

  it("can be read by everyone where its script does not run", async () => {
    // axe itself is a script: what shows is as without one
    const shown = await opened(url);
    await shown.evaluate("document.documentElement.className = ''");
    assert(await shown.locator("#worst").isVisible());
    assert.deepEqual(await axeViolations(shown), []);
    await shown.close();
  });
  it("without a script shows the worst findings and every figure, and no control that would be dead", async () => {
    const plain = await opened(url, { javaScriptEnabled: false });
    assert.equal(await plain.locator("#worst tbody tr:visible").count(), 2);
    assert.equal(await plain.locator("#figures b:visible").count(), 3);
    await plain.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
    assert.deepEqual(
      await plain.evaluate(
        "[...document.querySelectorAll('button, input, select, [tabindex]')].filter(each => each.checkVisibility() && !each.disabled).map(each => each.outerHTML)",
      ),
      [],
    );
    await plain.close();
  });
  it("with its script shows the controls, and each finding once", async () => {
    assert(await page.locator(".filters").isVisible());
    assert(await page.locator("#window").isVisible());
    assert.equal(await page.locator("button:disabled").count(), 0);
    assert(!(await page.locator("#worst").isVisible()));
  });
});
