import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Plugin, defineConfig } from "vite";

/** Indentation says nothing in HTML and CSS, so templates are sent without it. */
function withoutIndentation(): Plugin {
  return {
    name: "without-indentation",
    enforce: "pre",
    transform: (code, id) => (/\/www\/src\/.*\.ts$/.test(id) ? { code: code.replace(/\n[ \t]+/g, "\n").replace(/^\/\* .* \*\/$/gm, ""), map: null } : null),
  };
}

// `vite build` makes the script that pages load, the files that it fetches and the worker; `vite build --mode headless`
// the planner alone, in one file, since builds share nothing; `vite build --mode single` the script of the edition in one file.
// Codes stand apart because the page that makes snippets draws them without the elements.
const script = { "pathway-planner": "src/pathway-planner.ts", "pathway-planner.worker": "src/worker.ts", "pathway-planner.qr": "src/share/code.ts" };
const headless = { planner: "src/headless.ts" };
const single = { single: "src/single/page.ts" };

const { version } = JSON.parse(readFileSync(new URL("../pkg/package.json", import.meta.url), "utf8")) as { version: string };

/** Vite puts a helper around whatever is fetched late, which fetches styles along with it. We have none. */
function withoutPreload(single: boolean): Plugin {
  return {
    name: "without-preload",
    enforce: "post",
    load: (id) => (PRELOAD.test(id) ? "export const __vitePreload = (load) => load();" : null),
    // Then nothing is left of it: `e(() => import(…), …)` is the import itself, and nobody imports the helper.
    generateBundle(_, bundle) {
      delete bundle["preload.js"];
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        // Where everything is in one file nothing is fetched, and so nothing along with it.
        if (single) chunk.code = chunk.code.replaceAll(/,__VITE_PRELOAD__(,import\.meta\.url)?/g, "");
        chunk.code = chunk.code
          .replaceAll(/\b\w+\(\(\)=>(import\(`[^`]*`\)(?:\.then\(\w+=>\w+\.\w+\))?),__VITE_PRELOAD__,import\.meta\.url\)/g, "$1")
          .replaceAll(/import\{\w+ as \w+\}from"\.\/preload\.js";/g, "");
        if (/__VITE_PRELOAD__|\.\/preload\.js/.test(chunk.code)) this.error(`${chunk.fileName} still has Vite's helper around an import`);
      }
    },
  };
}

// MOCK=1 puts a hand-made engine in the place of the real one, to work on pages without building Rust.
const { MOCK, OUT } = process.env;
const engine = MOCK ? Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0) : readFileSync(new URL("../pkg/wasm/pathway_planner_bg.wasm", import.meta.url));

/** Puts the engine beside the scripts. They have its hash, so that they start no other. */
function withEngine(): Plugin {
  return {
    name: "with-engine",
    generateBundle(_, bundle) {
      // The build of the worker finds it by itself.
      if (!("pathway_planner_bg.wasm" in bundle)) this.emitFile({ type: "asset", fileName: "pathway_planner_bg.wasm", source: engine });
    },
  };
}

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const PRELOAD = /vite\/preload-helper/;

/** What each fetched file is called, by the module that it is fetched for. */
const PARTS: Readonly<Record<string, string>> = {
  element: "ui", "planner-element": "journey", "job-element": "job", goals: "search",
};

// Files that partner pages serve from one folder, with the WebAssembly module beside them. Names carry
// no hash, because a release lives in a folder of its own version.
export default defineConfig(({ mode }) => ({
  base: "./",
  publicDir: false,
  plugins: [withoutPreload(mode === "single"), withoutIndentation(), ...(mode === "single" ? [] : [withEngine()])],
  define: {
    __VERSION__: JSON.stringify(version),
    __ENGINE_HASH__: JSON.stringify(`sha256-${createHash("sha256").update(engine).digest("base64")}`),
  },
  resolve: {
    alias: [
      ...(MOCK ? [{ find: /.*pkg\/wasm\/pathway_planner\.js$/, replacement: beside("tests/fixtures/engine.mjs") }] : []),
      ...(mode === "single" ? [{ find: /^\.\/places\.js$/, replacement: beside("src/single/places.ts") }] : []),
    ],
  },
  build: {
    outDir: OUT ?? (mode === "single" ? "../target/single" : "../pkg"),
    emptyOutDir: false,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rollupOptions: {
      // The worker shares no code with the page's script.
      input: mode === "headless" ? headless : mode === "single" ? single : script,
      preserveEntrySignatures: "strict",
      output: {
        format: "es",
        // What both elements draw with comes in one file, and what only one of them needs in its own.
        codeSplitting: mode !== "single" && { groups: [{ name: "preload", test: PRELOAD }, { name: "ui", test: /\/(lit-html|lit)\/|\/src\/(element|model|catalog|condition|month|profile|styles|lang\/(index|plural)|views\/(context|stand|routes|timeline))\.[tj]s$/ }] },
        entryFileNames: "[name].js",
        chunkFileNames: ({ name, facadeModuleId }) => name === "preload" ? "preload.js" : `pathway-planner.${facadeModuleId?.includes("/lang/keep/") ? "keep." : ""}${PARTS[name] ?? name}.js`,
        assetFileNames: "[name][extname]",
      },
    },
  },
}));
