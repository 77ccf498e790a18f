// Every report is a page that everybody can read: whole, quiet, navigable, legible, wide or narrow, light or dark.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { contrast, drawings, width } from "./looks.mjs";
import { AXE, FOLDER, launch, open, some } from "./page.mjs";
import { CHECKS } from "./structure.mjs";

const PAGES = path.join(FOLDER, "pages");
const SHOTS = path.join(FOLDER, "screenshots");
const reports = fs.readdirSync(PAGES, { recursive: true }).filter((name) => name.endsWith(".html")).sort();

const PAPER = { width: 680, height: 994 }; // A4 less its margins, in pixels of 1/96 inch

/// What is folded is shown, and what lies beyond the window laid out, too.
const unfold = (on) => {
  for (const node of document.querySelectorAll("details")) node.open = on;
  for (const node of document.querySelectorAll("article")) node.style.contentVisibility = on ? "visible" : "";
};

let browser;
before(async () => {
  fs.mkdirSync(SHOTS, { recursive: true });
  browser = await launch();
});
after(() => browser?.close());

test("there are reports to look at", () => assert.ok(reports.length >= 12, `${reports.length} reports in ${PAGES}`));

for (const report of reports) {
  const file = path.join(PAGES, report);
  const language = report.split(path.sep)[0];
  const name = report.replaceAll(path.sep, "-").replace(".html", "");

  test(`${report}: the tree`, async () => {
    const faults = [];
    const did = await open(browser, file, {}, async (page) => {
      for (const [what, check] of Object.entries(CHECKS)) {
        for (const fault of await page.evaluate(check, language)) faults.push(`${what}: ${fault}`);
      }
    });
    assert.deepEqual([...did, ...faults], [], some([...did, ...faults]));
  });

  test(`${report}: light and dark, narrow and wide`, async () => {
    const faults = [];
    const did = await open(browser, file, {}, async (page) => {
      for (const colorScheme of ["light", "dark"]) {
        for (const wide of [360, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width: wide, height: 800 });
          const height = Math.min(8000, await page.evaluate(() => document.documentElement.scrollHeight));
          await page.screenshot({ path: path.join(SHOTS, `${name}-${wide}-${colorScheme}.png`), fullPage: true, clip: { x: 0, y: 0, width: wide, height } });
          await page.evaluate(unfold, true);
          for (const check of [contrast, width, drawings]) {
            for (const fault of await page.evaluate(check)) faults.push(`${colorScheme}, ${wide} pixels: ${fault}`);
          }
          await page.evaluate(unfold, false);
        }
      }
    });
    assert.deepEqual([...did, ...faults], [], some([...did, ...faults]));
  });

  test(`${report}: Tab reaches every link and region, and shows where it is`, async () => {
    await open(browser, file, { viewport: { width: 360, height: 800 } }, async (page) => {
      const count = await page.evaluate(() => {
        window.wanted = [...document.querySelectorAll("a[href],[tabindex='0'],summary")].filter((node) => node.checkVisibility());
        window.reached = new Set();
        document.addEventListener("focusin", ({ target }) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(target);
          if (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) window.reached.add(target);
        });
        return window.wanted.length;
      });
      for (let i = 0; i < count + 20; ++i) await page.keyboard.press("Tab");
      const missed = await page.evaluate(() => window.wanted.filter((node) => !window.reached.has(node)).map((node) => node.outerHTML.slice(0, 120)));
      assert.deepEqual(missed, [], some(missed));
    });
  });

  test(`${report}: axe finds nothing serious`, async () => {
    await open(browser, file, { bypassCSP: true }, async (page) => {
      await page.evaluate(AXE);
      const violations = await page.evaluate(async () => (await window.axe.run(document)).violations);
      const faults = violations
        .filter(({ impact }) => impact === "serious" || impact === "critical")
        .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html.slice(0, 200)} (${nodes.length})`);
      assert.deepEqual(faults, [], some(faults));
    });
  });

  test(`${report}: on paper nothing is cut off`, async () => {
    const faults = [];
    await open(browser, file, { viewport: PAPER }, async (page) => {
      await page.emulateMedia({ media: "print" });
      for (const check of [contrast, drawings]) faults.push(...(await page.evaluate(check)));
      faults.push(
        ...(await page.evaluate(() =>
          [...document.body.querySelectorAll("*")]
            .filter((node) => !node.closest("svg") && node.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
            .map((node) => `${node.tagName} reaches ${node.getBoundingClientRect().right}: ${node.textContent.slice(0, 60)}`))),
      );
    });
    assert.deepEqual(faults, [], some(faults));
  });

  test(`${report}: prints on A4`, async () => {
    await open(browser, file, { viewport: PAPER }, async (page) => {
      await page.emulateMedia({ media: "print" });
      const full = (await page.evaluate(() => document.documentElement.scrollHeight)) / PAPER.height;
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      // what must not be cut leaves room at the foot of a page, but no page is empty
      assert.ok(pages >= 0.9 * full - 1 && pages <= 1.6 * full + 2, `${pages} pages for what would fill ${full.toFixed(1)}`);
      const [wide, high] = pdf.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/).slice(1).map(Number);
      assert.ok(Math.abs(wide - 595) < 2 && Math.abs(high - 842) < 2, `a page of ${wide} x ${high} points`);
    });
  });
}
