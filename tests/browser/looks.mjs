// What is asked of a page as it is drawn; each function runs inside the page and returns a list of faults.

/// WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 for text from 24 pixels, or 18.66 in bold.
export const contrast = () => {
  const parse = (color) => {
    const [r, g, b, a = 1] = color.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const background = (node) => {
    const layers = [];
    for (let n = node; n; n = n.parentElement) {
      const color = parse(getComputedStyle(n).backgroundColor);
      layers.push(color);
      if (color[3] === 1) break;
    }
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    return layers.reverse().reduce((below, layer) => over(layer, below), dark ? [18, 18, 18, 1] : [255, 255, 255, 1]);
  };
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const opacity = (node) => (node ? Number(getComputedStyle(node).opacity) * opacity(node.parentElement) : 1);
  const faults = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const node = walker.currentNode.parentElement;
    if (!text || !node.checkVisibility({ visibilityProperty: true }) || ["title", "desc"].includes(node.tagName)) continue;
    const style = getComputedStyle(node);
    const below = background(node);
    const color = parse(node instanceof SVGElement ? style.fill : style.color);
    const alpha = color[3] * opacity(node) * (node instanceof SVGElement ? Number(style.fillOpacity) : 1);
    const [a, b] = [luminance(over([...color.slice(0, 3), alpha], below)), luminance(below)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) faults.add(`${ratio.toFixed(2)} to 1: ${node.tagName.toLowerCase()}.${node.getAttribute("class") ?? ""} "${text.slice(0, 40)}"`);
  }
  return [...faults];
};

/// The document never scrolls sideways; what is wider than the window scrolls in a region that the keyboard reaches.
export const width = () => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) faults.push(`the document is ${root.scrollWidth} wide in a window of ${root.clientWidth}`);
  const scrolls = (node) => ["auto", "scroll"].includes(getComputedStyle(node).overflowX);
  const within = (node) => (node ? scrolls(node) || within(node.parentElement) : false);
  for (const node of document.body.querySelectorAll("*")) {
    if (node.closest("svg") && node.tagName !== "svg") continue;
    const box = node.getBoundingClientRect();
    if (box.width > 0 && box.right > root.clientWidth + 0.5 && !within(node)) faults.push(`${node.tagName} reaches ${box.right}: ${node.textContent.slice(0, 50)}`);
    if (scrolls(node) && node.scrollWidth > node.clientWidth) {
      if (node.tabIndex < 0) faults.push(`a region that scrolls is not reached by keyboard: ${node.className}`);
      if (!node.getAttribute("aria-label") && !node.getAttribute("aria-labelledby")) faults.push(`a region that scrolls has no name: ${node.className}`);
    }
  }
  return faults;
};

/// Text drawn outside of the drawing that it belongs to is cut off; labels that lie on each other cannot be read.
export const drawings = () => {
  const faults = [];
  for (const svg of document.querySelectorAll("svg")) {
    const frame = svg.getBoundingClientRect();
    const name = svg.querySelector("title")?.textContent;
    const boxes = [...svg.querySelectorAll("text")].filter((t) => t.textContent.trim()).map((t) => [t.textContent, t.getBoundingClientRect()]);
    boxes.forEach(([text, box], i) => {
      const out = box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
      if (out) faults.push(`${name}: "${text}" is cut off`);
      for (const [other, at] of boxes.slice(i + 1)) {
        const wide = Math.min(box.right, at.right) - Math.max(box.left, at.left);
        const high = Math.min(box.bottom, at.bottom) - Math.max(box.top, at.top);
        if (wide > 1.5 && high > box.height / 3) faults.push(`${name}: "${text}" lies on "${other}"`);
      }
    });
  }
  return faults;
};
