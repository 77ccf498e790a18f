// A page with hostile texts has the tree of the same page with harmless ones, and does nothing.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { FOLDER, launch, open, some } from "./page.mjs";
import { CHECKS } from "./structure.mjs";

const HOSTILE = path.join(FOLDER, "hostile");
const onlyFile = (...folder) => path.join(...folder, fs.readdirSync(path.join(...folder))[0]);

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/// A line for each element with its attributes, without what is text: labels, and where a drawing puts them.
const tree = () => {
  const isText = (node, name) => ["aria-label", "title", "alt"].includes(name) || (node.tagName === "META" && node.name && name === "content");
  const value = (node, { name, value }) => (isText(node, name) ? "" : node.closest("svg") ? value.replace(/[-\d.]+/g, "#") : value);
  const lines = [];
  const walk = (node, depth) => {
    // whether a value may break depends on how long it is
    const attributes = [...node.attributes].filter((a) => !["value", "whole", "value whole"].includes(a.value)).map((a) => `${a.name}="${value(node, a)}"`).sort();
    lines.push(`${depth} ${node.tagName} ${attributes.join(" ")}`);
    for (const child of node.children) walk(child, depth + 1);
  };
  walk(document.documentElement, 0);
  const others = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION | NodeFilter.SHOW_CDATA_SECTION);
  while (others.nextNode()) lines.push(`a comment: ${others.currentNode.data.slice(0, 80)}`);
  return lines;
};

/// Characters that turn or hide text, or that a terminal obeys.
const invisible = () => {
  const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/;
  const faults = [];
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (controls.test(walker.currentNode.data)) faults.push(`text: ${JSON.stringify(walker.currentNode.data.slice(0, 80))}`);
  for (const node of document.querySelectorAll("*")) {
    for (const { name, value } of node.attributes) if (controls.test(value)) faults.push(`${node.tagName} ${name}=${JSON.stringify(value.slice(0, 80))}`);
  }
  return faults;
};

/// What somebody entered stands apart from the direction of the text around it: in bdi, or alone in its element.
const isolation = (mark) => {
  const faults = [];
  let seen = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.data.includes(mark)) continue;
    ++seen;
    if (!text.parentElement.closest("bdi, svg text, svg title, svg desc")) faults.push(`${text.parentElement.tagName}: ${text.data.slice(0, 60)}`);
  }
  if (seen < 100) faults.push(`only ${seen} texts were seen`);
  return faults;
};

for (const language of ["en", "zh"]) {
  for (const corpus of ["xss", "other"]) {
    test(`${language}: texts of ${corpus} add no element and no attribute, and do nothing`, async () => {
      const trees = {};
      const faults = [];
      for (const kind of ["hostile", "harmless"]) {
        const did = await open(browser, onlyFile(HOSTILE, language, corpus, kind), {}, async (page) => {
          trees[kind] = await page.evaluate(tree);
          if (kind === "harmless") return;
          for (const what of ["nothing runs, fetches or asks", "links lead to a place in the page or to the web", "ids are unique and found"]) {
            for (const fault of await page.evaluate(CHECKS[what])) faults.push(`${what}: ${fault}`);
          }
          faults.push(...(await page.evaluate(invisible)));
        });
        faults.push(...did);
      }
      const { hostile, harmless } = trees;
      // Names of attributes, too, for texts whose width as they are shown is not known here: what is folded depends on it.
      const kinds = (lines) => new Set(lines.map((line) => line.replace(/^\d+ /, "").replace(/="[^"]*"/g, "")));
      const known = kinds(harmless);
      faults.push(...[...kinds(hostile)].filter((kind) => !known.has(kind)).map((kind) => `a new kind of element: ${kind}`));
      if (hostile.length < 10000) faults.push(`only ${hostile.length} elements`);
      if (corpus === "other") return assert.deepEqual(faults, [], some(faults));
      const at = hostile.findIndex((line, i) => line !== harmless[i]);
      if (at >= 0) faults.push(`element ${at} is <${hostile[at]}> and not <${harmless[at]}>, after <${hostile[at - 1]}>`);
      if (hostile.length !== harmless.length) faults.push(`${hostile.length} elements, not ${harmless.length}`);
      assert.deepEqual(faults, [], some(faults));
    });
  }

  test(`${language}: every entered text is isolated`, async () => {
    const mark = fs.readFileSync(path.join(HOSTILE, "mark.txt"), "utf8");
    const faults = [];
    await open(browser, onlyFile(HOSTILE, language, "mark"), {}, async (page) => faults.push(...(await page.evaluate(isolation, mark))));
    assert.deepEqual(faults, [], some(faults));
  });
}
