// The little of WebDriver (https://www.w3.org/TR/webdriver2/) that the journeys need, and the two browsers that are
// driven by it: Firefox without a screen, WebKitGTK's MiniBrowser on one that nobody sees.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the values of `KeyboardEvent.key` are among the characters. */
const KEYS = { Tab: "\uE004", Enter: "\uE007", ArrowDown: "\uE015" };

/** Starts a browser of `BROWSERS` by its name. */
export async function start(name) {
  const home = mkdtempSync(join(tmpdir(), "pathways-browser-"));
  const running = [];
  const said = [];
  /** Runs a program whose words are kept, with a home of its own. */
  const run = (command, args, { env = {}, stdio = ["ignore", "pipe", "pipe"] } = {}) => {
    const child = spawn(command, args, { stdio, detached: true, env: { ...process.env, HOME: home, XDG_CACHE_HOME: home, XDG_CONFIG_HOME: home, XDG_RUNTIME_DIR: home, ...env } });
    child.on("error", (error) => said.push(String(error)));
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text) => said.push(...text.split("\n")));
    running.push(child);
    return child;
  };
  const end = () => {
    // What a driver started ends with it, since both are one group.
    for (const { pid } of running.reverse()) {
      try {
        process.kill(-pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await freePort();
    const capabilities = await BROWSERS[name](run, port);
    const driver = `http://127.0.0.1:${port}`;
    await answering(driver, said);
    const { sessionId } = await send("POST", `${driver}/session`, { capabilities: { alwaysMatch: capabilities } });
    return new Session(`${driver}/session/${sessionId}`, said, end);
  } catch (error) {
    end();
    throw new Error(`${name} did not start: ${error.message}\n${said.slice(-20).join("\n")}`);
  }
}

const BROWSERS = {
  firefox(run, port) {
    run("geckodriver", ["--port", String(port), "--log", "error"]);
    return {
      browserName: "firefox",
      "moz:firefoxOptions": {
        binary: found("firefox-esr", "firefox"),
        args: ["-headless"],
        prefs: { "devtools.console.stdout.content": true, "accessibility.tabfocus": 7, "layout.css.prefers-color-scheme.content-override": 1 },
      },
    };
  },
  async webkit(run, port) {
    const screen = run("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x2400x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "pipe", "pipe"] });
    const [display] = await once(screen.stdio[3], "data");
    run("WebKitWebDriver", [`--port=${port}`], { env: { DISPLAY: `:${String(display).trim()}`, GDK_BACKEND: "x11", NO_AT_BRIDGE: "1", LIBGL_ALWAYS_SOFTWARE: "1" } });
    // Distributions keep it beside the library, not among the commands.
    const [binary] = readdirSync("/usr/lib", { withFileTypes: true }).filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => ["4.1", "4.0"].map((version) => `/usr/lib/${name}/webkit2gtk-${version}/MiniBrowser`)).filter(existsSync);
    return { "webkitgtk:browserOptions": { binary, args: ["--automation", "--enable-write-console-messages-to-stdout=true"] } };
  },
};

/** The names of the browsers. */
export const NAMES = Object.keys(BROWSERS);

class Session {
  constructor(address, said, end) {
    this.address = address;
    /** What driver and browser wrote, line by line. */
    this.said = said;
    this.end = end;
  }

  command(method, path, body) {
    return send(method, `${this.address}/${path}`, body);
  }

  goTo(url) {
    return this.command("POST", "url", { url });
  }

  /** Runs a function's text in the page with one argument. */
  look(script, argument = null) {
    return this.command("POST", "execute/sync", { script: `return (${script})(arguments[0])`, args: [argument] });
  }

  press(key) {
    return this.type(KEYS[key] ?? key);
  }

  type(text) {
    const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    return this.command("POST", "actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  resize(width, height) {
    return this.command("POST", "window/rect", { width, height });
  }

  /** From here on it is about the first frame of the page. */
  enterFrame() {
    return this.command("POST", "frame", { id: 0 });
  }

  async screenshot() {
    return Buffer.from(await this.command("GET", "screenshot"), "base64");
  }

  async close() {
    await this.command("DELETE", "").catch(() => {});
    this.end();
  }
}

async function send(method, url, body) {
  const response = await fetch(url.replace(/\/$/, ""), { method, ...(body && { body: JSON.stringify(body) }), headers: { "content-type": "application/json" } });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

async function answering(driver, said) {
  for (let tries = 0; tries < 100; tries += 1) {
    const status = await fetch(`${driver}/status`).catch(() => undefined);
    if (status?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("The driver does not answer.");
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

function found(...names) {
  for (const name of names) {
    try {
      return execFileSync("sh", ["-c", 'command -v "$1"', "sh", name], { encoding: "utf8" }).trim();
    } catch {
      // The next may be there.
    }
  }
  throw new Error(`${names.join(" or ")} is missing: run scripts/setup.sh browsers.`);
}
