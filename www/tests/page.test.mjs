import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, complaints, site } from "./browser.mjs";

let chromium;
let server;

before(async () => {
  [chromium, server] = await Promise.all([browser(), site()]);
});

after(async () => {
  await chromium?.close();
  await server?.close();
});

test("the demo page starts the engine under a strict policy and says nothing in the console", async () => {
  const page = await chromium.newPage();
  const heard = complaints(page);
  await page.goto(server.address);
  await page.getByText("engine 0.1.0").waitFor({ timeout: 10_000 });
  assert.deepEqual(heard, []);
  await page.close();
});
