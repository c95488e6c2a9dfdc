// Loads TypeScript modules of `src` for unit tests, through the bundler that builds them.
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

export async function source(path) {
  const root = fileURLToPath(new URL("..", import.meta.url));
  const { module } = await runnerImport(fileURLToPath(new URL(`../src/${path}`, import.meta.url)), {
    root, configFile: false, logLevel: "error", cacheDir: undefined,
  });
  return module;
}
