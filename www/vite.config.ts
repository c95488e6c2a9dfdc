import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// Two files that partner pages serve from one folder, with the WebAssembly module beside them. Names carry
// no hash, because a release lives in a folder of its own version.
export default defineConfig({
  base: "./",
  publicDir: false,
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
      input: { "pathway-planner": "src/pathway-planner.ts", "pathway-planner.worker": "src/worker.ts" },
      preserveEntrySignatures: "strict",
      output: {
        format: "es",
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
