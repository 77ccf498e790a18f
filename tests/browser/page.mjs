// Opens files in the system's Chromium without network, and notes everything that a report must not do.
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

export const FOLDER = process.env.HINDSIGHT_BROWSER_FOLDER; // of the build: modules, pages, screenshots
const require = createRequire(path.join(FOLDER, "modules", "package.json"));
const { chromium } = require("playwright-core");
export const AXE = require("axe-core").source;

export const launch = () =>
  chromium.launch({
    executablePath: process.env.HINDSIGHT_CHROMIUM,
    chromiumSandbox: process.getuid() !== 0, // root cannot have one
    args: ["--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server", "--disable-background-networking"],
  });

/// Runs `look(page)` on a page that was opened from a file; returns what the page did that it must not do.
export async function open(browser, file, options, look) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    const address = pathToFileURL(file).href;
    const faults = [];
    page.on("request", (request) => {
      if (request.url() !== address) faults.push(`asked for ${request.url().slice(0, 200)}`);
    });
    page.on("console", (message) => faults.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`page error: ${error.message}`));
    page.on("dialog", (dialog) => {
      faults.push(`dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on("popup", (popup) => faults.push(`popup: ${popup.url()}`));
    page.on("framenavigated", (frame) => {
      if (frame !== page.mainFrame() || frame.url() !== address) faults.push(`went to ${frame.url()}`);
    });
    await page.goto(address, { timeout: 300_000 }); // pages of hostile texts are large
    await look(page);
    return faults;
  } finally {
    await context.close();
  }
}

/// Clips a list for a message.
export const some = (list) => (list.length > 8 ? [...list.slice(0, 8), `and ${list.length - 8} more`] : list).join("\n");
