// For the page around: gives each iframe with `data-pathway-planner` the height of what it shows. It hears frames of that
// kind alone, from the address that they were given, and takes a height from them and nothing else. Without this script
// frames keep the height that the page gave them. A plain script, since those need no permission of the other site.
"use strict";
{
  const VERSION = 1;
  const LEAST = 160;
  const MOST = 20_000;
  // Steps smaller than that are not worth a jump of the page below.
  const STEADY = 4;
  /** What the pasted line should have said. Browsers look at some of these only when they load the frame the next time. */
  const USUAL = {
    loading: "lazy",
    referrerpolicy: "no-referrer",
    sandbox: "allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox",
  };

  const frames = () => [...document.querySelectorAll("iframe[data-pathway-planner]")];
  const addressOf = (text) => {
    try {
      return new URL(text, document.baseURI).href;
    } catch {
      return undefined;
    }
  };
  const originOf = (frame) => new URL(addressOf(frame.src) ?? "about:blank").origin;
  const bound = (text, otherwise) => {
    const value = Number.parseInt(text, 10);
    return value > 0 ? Math.min(value, MOST) : otherwise;
  };

  /** Tells a frame who it may answer, where its links lead, and what link this page was opened with. */
  const greet = (frame) => {
    const origin = originOf(frame);
    // Until it has loaded, another page stands in it, which none of this is meant for.
    if (!/^https?:/.test(origin) || frame.contentDocument?.URL === "about:blank") return;
    const page = frame.dataset.page && addressOf(frame.dataset.page);
    const open = location.hash.startsWith("#pathway-") ? location.hash : undefined;
    frame.contentWindow?.postMessage({ "pathway-planner": VERSION, ...(page && { page }), ...(open && { open }) }, origin);
  };

  const seen = new WeakSet();
  const meet = (frame) => {
    if (seen.has(frame)) return;
    seen.add(frame);
    for (const [name, value] of Object.entries(USUAL)) {
      // A frame of the same site could open its own sandbox.
      if (!frame.hasAttribute(name) && !(name === "sandbox" && originOf(frame) === location.origin)) frame.setAttribute(name, value);
    }
    if (!frame.title) frame.title = /[?&]lang=en\b/.test(frame.src) ? "Routes to a job" : "Маршруты к профессии";
    // Session recorders are asked to leave it alone, where the frame is of the same site and they could look in.
    frame.classList.add("ym-hide-content", "ym-disable-keys");
    frame.addEventListener("load", () => greet(frame));
    greet(frame);
  };

  addEventListener("message", ({ source, origin, data }) => {
    const height = data?.["pathway-planner"] === VERSION ? data.height : undefined;
    if (typeof height !== "number" || !Number.isFinite(height)) return;
    const frame = frames().find((one) => one.contentWindow === source);
    if (!frame || origin !== originOf(frame)) return;
    meet(frame);
    const least = bound(frame.dataset.minHeight, LEAST);
    const wanted = Math.round(Math.max(least, Math.min(height, bound(frame.dataset.maxHeight, MOST), MOST)));
    if (Math.abs(wanted - frame.clientHeight) < STEADY) return;
    // Where the page's styles count a border as height, what is shown needs as much more.
    const border = getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;
    frame.style.height = `${wanted + border}px`;
  });
  addEventListener("hashchange", () => frames().forEach(greet));

  const start = () => frames().forEach(meet);
  start();
  // The script may stand above the frames.
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
}
