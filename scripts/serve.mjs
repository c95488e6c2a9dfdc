// A small static server for the demo and the tests: `node scripts/serve.mjs --port 8080 /=www/demo /pathways=pkg`.
// It listens on this machine only, and it is as strict as the strictest site that embeds the planner.
import { createServer } from "node:http";
import { open, realpath } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

export const STRICT_CSP = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/**
 * Serves folders under paths, `{ "/": "www/demo" }`, on 127.0.0.1. Port 0 is any free one.
 * Where `tries` is more than 1, a port that is taken gives way to the next. `headers` go with every file.
 */
export async function serve(mounts, { port = 0, tries = 1, csp = STRICT_CSP, headers = {} } = {}) {
  // The longest path that fits is the one meant.
  const folders = await Promise.all(
    Object.entries(mounts).map(async ([path, folder]) => [path.endsWith("/") ? path : `${path}/`, await realpath(folder)]),
  );
  folders.sort(([a], [b]) => b.length - a.length);
  const sent = { ...headers, ...(csp && { "content-security-policy": csp }) };
  const server = createServer((request, response) => answer(folders, sent, request, response));
  for (let last = port + tries - 1; ; port += 1) {
    try {
      await listen(server, port);
      break;
    } catch (error) {
      if (error.code !== "EADDRINUSE" || port >= last) throw error;
    }
  }
  const address = `http://127.0.0.1:${server.address().port}`;
  const close = () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  return { address, close };
}

function listen(server, port) {
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", failed);
      done();
    });
  });
}

async function answer(folders, headers, request, response) {
  const refuse = (status, text) => response.writeHead(status, { "content-type": "text/plain" }).end(text);
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "Only GET.");
  try {
    let path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (path.endsWith("/")) path += "index.html";
    const [prefix, folder] = folders.find(([prefix]) => path.startsWith(prefix)) ?? [];
    if (!folder) return refuse(404, "Not here.");
    const wanted = resolve(join(folder, path.slice(prefix.length)));
    if (!wanted.startsWith(folder + sep)) return refuse(404, "Not here.");
    const file = await open(wanted);
    try {
      const { size, ...facts } = await file.stat();
      if (facts.mode & 0o040000) return refuse(404, "Not here.");
      response.writeHead(200, {
        "content-type": TYPES[extname(wanted)] ?? "application/octet-stream",
        "content-length": size,
        "cache-control": "no-cache",
        "x-content-type-options": "nosniff",
        ...headers,
      });
      if (request.method === "HEAD") response.end();
      else await pipeline(file.createReadStream({ autoClose: false }), response);
    } finally {
      await file.close();
    }
  } catch (error) {
    // Whoever went away in the middle needs no answer.
    if (response.headersSent) return response.destroy();
    refuse(error instanceof URIError ? 400 : 404, "Not here.");
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const words = process.argv.slice(2);
  const at = words.indexOf("--port");
  const [, port] = at < 0 ? [] : words.splice(at, 2);
  const mounts = Object.fromEntries(words.map((word) => word.split("=", 2)));
  const { address } = await serve(mounts, { port: Number(port ?? 8080), tries: 50 });
  console.log(`Pathway Planner is at ${address}/ (Ctrl+C stops it)`);
  process.on("SIGINT", () => process.exit(0));
}
