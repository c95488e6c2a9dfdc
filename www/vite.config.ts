import { fileURLToPath } from "node:url";
import { type Plugin, defineConfig } from "vite";

/** Lit takes a document for granted when it is imported. A server that imports the headless API has none. */
function importableAnywhere(): Plugin {
  const changes = [
    [/reactive-element\/reactive-element\.js$/, "extends HTMLElement{", "extends(globalThis.HTMLElement??Object){"],
    [/lit-html\/lit-html\.js$/, "=document,", "=globalThis.document,"],
    [/lit-html\/lit-html\.js$/, "l.createTreeWalker(l,129);", "l?.createTreeWalker(l,129);"],
  ] as const;
  return {
    name: "importable-anywhere",
    transform(code, id) {
      let changed = code;
      for (const [file, from, to] of changes) {
        if (!file.test(id)) continue;
        if (changed.split(from).length !== 2) this.error(`${id} is not the Lit that is known here: look for ${from}`);
        changed = changed.replace(from, to);
      }
      return changed === code ? null : { code: changed, map: null };
    },
  };
}

/** Indentation says nothing in HTML and CSS, so templates are sent without it. */
function withoutIndentation(): Plugin {
  return {
    name: "without-indentation",
    enforce: "pre",
    transform: (code, id) => (/\/www\/src\/.*\.ts$/.test(id) ? { code: code.replace(/\n[ \t]+/g, "\n").replace(/^\/\* .* \*\/$/gm, ""), map: null } : null),
  };
}

// `vite build` makes the two files that pages load, `vite build --mode headless` the planner alone.
// Each is one file, since builds share nothing.
const script = { "pathway-planner": "src/pathway-planner.ts", "pathway-planner.worker": "src/worker.ts" };
const headless = { planner: "src/headless.ts" };

// Files that partner pages serve from one folder, with the WebAssembly module beside them. Names carry
// no hash, because a release lives in a folder of its own version.
export default defineConfig(({ mode }) => ({
  base: "./",
  publicDir: false,
  plugins: [importableAnywhere(), withoutIndentation()],
  // MOCK=1 puts a hand-made engine in the place of the real one, to work on pages without building Rust.
  resolve: process.env.MOCK
    ? { alias: [{ find: /.*pkg\/wasm\/pathway_planner\.js$/, replacement: fileURLToPath(new URL("tests/fixtures/engine.mjs", import.meta.url)) }] }
    : {},
  build: {
    outDir: process.env.OUT ?? "../pkg",
    emptyOutDir: false,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      // The worker shares no code with the page's script, so each is one file.
      input: mode === "headless" ? headless : script,
      preserveEntrySignatures: "strict",
      output: {
        format: "es",
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
}));
