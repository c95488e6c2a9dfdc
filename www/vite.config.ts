import { defineConfig } from "vite";

// One file that partner pages load, with the WebAssembly module beside it. Names carry no hash,
// because a release lives in a folder of its own version.
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../pkg",
    emptyOutDir: false,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      input: { "pathway-planner": "src/pathway-planner.ts" },
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
