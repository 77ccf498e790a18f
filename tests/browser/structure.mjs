// What is asked of the tree of a page; each function runs inside the page and returns a list of faults.

const headings = () => {
  const faults = [];
  let before = 0;
  const all = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")];
  for (const heading of all) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) faults.push(`h${level} follows h${before}: ${heading.textContent.slice(0, 60)}`);
    if (!heading.textContent.trim()) faults.push(`an empty h${level}`);
    before = level;
  }
  const first = all.filter((heading) => heading.tagName === "H1").length;
  if (first !== 1) faults.push(`${first} headings of level 1`);
  return faults;
};

const tables = () => {
  const faults = [];
  for (const table of document.querySelectorAll("table")) {
    const caption = table.caption?.textContent.trim();
    const name = caption || `table without caption: ${table.textContent.slice(0, 60)}`;
    if (!caption) faults.push(name);
    for (const cell of table.querySelectorAll("th")) {
      if (!["col", "row", "colgroup", "rowgroup"].includes(cell.getAttribute("scope"))) faults.push(`${name}: a th without scope`);
    }
    for (const row of table.tBodies[0]?.rows ?? []) {
      if (!row.querySelector("th")) faults.push(`${name}: a row without a head`);
      const cells = [...row.cells].reduce((n, cell) => n + cell.colSpan, 0);
      const heads = [...(table.tHead?.rows[0]?.cells ?? [])].reduce((n, cell) => n + cell.colSpan, 0);
      if (heads && cells !== heads) faults.push(`${name}: ${cells} cells below ${heads} heads`);
    }
  }
  return faults;
};

const drawings = () => {
  const faults = [];
  for (const svg of document.querySelectorAll("svg")) {
    if (svg.closest('[aria-hidden="true"]')) continue;
    const [title, desc] = ["title", "desc"].map((name) => svg.querySelector(`:scope > ${name}`)?.textContent.trim());
    if (svg.getAttribute("role") !== "img") faults.push(`a drawing without role=img: ${title}`);
    if (!title || !desc) faults.push(`a drawing without title or desc: ${title}`);
    if (svg.querySelector("script,foreignObject,image,a,use,animate,set")) faults.push(`a drawing with more than shapes: ${title}`);
  }
  return faults;
};

const links = () => {
  const faults = [];
  for (const a of document.querySelectorAll("a")) {
    const target = a.getAttribute("href");
    if (!target) {
      if (!a.id) faults.push(`a link to nowhere: ${a.textContent.slice(0, 60)}`);
      continue;
    }
    if (!a.textContent.trim() && !a.getAttribute("aria-label")) faults.push(`a link without name: ${target}`);
    if (target.startsWith("#")) {
      if (!document.getElementById(decodeURIComponent(target.slice(1)))) faults.push(`no target: ${target}`);
    } else {
      if (!/^https?:\/\//i.test(target) || !["http:", "https:"].includes(a.protocol)) faults.push(`not to the web: ${target}`);
      if (!(a.getAttribute("rel") ?? "").split(/\s+/).includes("noopener")) faults.push(`without noopener: ${target}`);
    }
  }
  return faults;
};

const ids = () => {
  const faults = [];
  const seen = new Set();
  for (const { id } of document.querySelectorAll("[id]")) {
    if (seen.has(id)) faults.push(`id twice: ${id}`);
    seen.add(id);
  }
  for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "headers", "for"]) {
    for (const node of document.querySelectorAll(`[${name}]`)) {
      for (const id of node.getAttribute(name).split(/\s+/)) if (!seen.has(id)) faults.push(`${name} names no element: ${id}`);
    }
  }
  return faults;
};

const contents = () => {
  const listed = new Set([...document.querySelectorAll("nav a[href^='#']")].map((a) => a.getAttribute("href")));
  const faults = listed.size ? [] : ["no table of contents"];
  for (const heading of document.querySelectorAll("main h2")) {
    const id = heading.id || heading.closest("section[id]")?.id;
    if (!listed.has(`#${id}`)) faults.push(`not in the table of contents: ${heading.textContent}`);
  }
  return faults;
};

const languages = (expected) => {
  const faults = [];
  const own = document.documentElement.lang;
  if (own.split("-")[0] !== expected) faults.push(`lang="${own}", expected ${expected}`);
  if (!document.title.trim()) faults.push("no title");
  const tag = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
  for (const node of document.querySelectorAll("[lang]")) if (!tag.test(node.lang)) faults.push(`lang="${node.lang}"`);
  return faults;
};

/// Nothing that runs, fetches, embeds or asks.
const inertness = () => {
  const faults = [];
  const forbidden = "script,iframe,frame,object,embed,form,input,button,link,base,img,picture,video,audio,source,track,template,slot,portal,noscript";
  for (const node of document.querySelectorAll(forbidden)) faults.push(`a ${node.tagName}`);
  for (const node of document.querySelectorAll("*")) {
    for (const { name, value } of node.attributes) {
      if (/^on/i.test(name) || /^\s*(javascript|data|vbscript|file|blob):/i.test(value)) faults.push(`${node.tagName} ${name}="${value.slice(0, 80)}"`);
    }
    if (node.hasAttribute("style")) faults.push(`${node.tagName} with a style of its own, which the policy forbids`);
  }
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content ?? "";
  if (!policy.includes("default-src 'none'") || policy.includes("unsafe")) faults.push(`policy: ${policy}`);
  return faults;
};

export const CHECKS = {
  "headings have one beginning and no jumps": headings,
  "tables have captions, and heads with scope": tables,
  "drawings have a title and a description": drawings,
  "links lead to a place in the page or to the web": links,
  "ids are unique and found": ids,
  "the table of contents has every section": contents,
  "the language is given": languages,
  "nothing runs, fetches or asks": inertness,
};
