// Every check finds the faults of a page that was made to have them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { contrast, drawings, width } from "./looks.mjs";
import { launch, open } from "./page.mjs";
import { CHECKS } from "./structure.mjs";

const FAULTY = fileURLToPath(new URL("faulty.html", import.meta.url));
const EXPECTED = {
  "headings have one beginning and no jumps": ["h4 follows h2", "2 headings of level 1"],
  "tables have captions, and heads with scope": ["table without caption", "a th without scope", "a row without a head"],
  "drawings have a title and a description": ["a drawing without role=img", "a drawing without title or desc"],
  "links lead to a place in the page or to the web": ["no target: #nowhere", "without noopener: http://example.org/", "not to the web: javascript:void(0)"],
  "ids are unique and found": ["id twice: a", "aria-labelledby names no element: missing"],
  "the table of contents has every section": ["not in the table of contents: not in"],
  "the language is given": ['lang="english language", expected en', "no title"],
  "nothing runs, fetches or asks": ['A href="javascript:', 'P onclick="', "P with a style of its own", "policy: "],
};
const LOOKS = [
  [contrast, ["p.pale"]],
  [width, ["the document is", "DIV reaches", "a region that scrolls has no name"]],
  [drawings, ['"cut off" is cut off', '"one" lies on "two"']],
];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

const found = async (check, wanted) => {
  await open(browser, FAULTY, {}, async (page) => {
    const faults = await page.evaluate(check, "en");
    for (const fault of wanted) assert.ok(faults.some((text) => text.includes(fault)), `"${fault}" is not among:\n${faults.join("\n")}`);
  });
};

for (const [what, check] of Object.entries(CHECKS)) test(what, () => found(check, EXPECTED[what]));
for (const [check, wanted] of LOOKS) test(check.name, () => found(check, wanted));

test("requests, console, dialogs and errors are noted", async () => {
  const did = await open(browser, FAULTY, {}, (page) =>
    page.evaluate(async () => {
      console.warn("a warning");
      setTimeout(() => {
        throw new Error("an error");
      });
      alert("a dialog");
      await fetch("http://example.org/").catch(() => {});
    }));
  for (const what of ["console warning", "page error", "dialog", "asked for http://example.org/"]) {
    assert.ok(did.some((fault) => fault.startsWith(what)), `"${what}" is not among:\n${did.join("\n")}`);
  }
});
