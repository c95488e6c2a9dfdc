// What page tests share: the strict server and the browser that the system has.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";

const root = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Starts Chromium with the options that the WebAssembly tests use too. */
export function browser() {
  const { args } = JSON.parse(readFileSync(root("webdriver.json"), "utf8"))["goog:chromeOptions"];
  return chromium.launch({ executablePath: installed(), args });
}

function installed() {
  for (const name of [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome"]) {
    if (!name) continue;
    try {
      return execFileSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" }).trim();
    } catch {
      // The next name may be there.
    }
  }
  throw new Error("Chromium is missing: run scripts/setup.sh.");
}

/** Serves the demo as `make demo` does, with `mounts` added. */
export function site(mounts = {}, options = {}) {
  // PKG and REGIONS name other folders, to try pages with the stand-in of an engine.
  const { PKG = root("pkg"), REGIONS = root("target/regions") } = process.env;
  return serve({ "/": root("www/demo"), "/embed": root("www/embed"), "/pathways": PKG, "/regions": REGIONS, ...mounts }, options);
}

/** Collects whatever a page says or fails at: console, uncaught errors, requests. An empty list is expected. */
export function complaints(page) {
  const heard = [];
  page.on("console", (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`uncaught: ${error.message}`));
  page.on("requestfailed", (request) => heard.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on("response", (response) => response.status() >= 400 && heard.push(`${response.status()}: ${response.url()}`));
  return heard;
}
