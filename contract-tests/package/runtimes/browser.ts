import { existsSync, readFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { openBrowser } from "../../../scripts/command/open-browser.js";
import { listen } from "../../contract/servers/stub.js";
import type { Seen } from "./expected.js";
import { NotHad, writeProgram, type Site } from "./site.js";

/** Opens a page of the site's folder, whose server hands on to the API what begins with /api. */
export async function inBrowser(
  { folder, url }: Site,
  prepare: (url: string) => Promise<string>,
): Promise<Seen> {
  let html = "";
  const server = createServer(({ url: path = "/", method = "GET", headers }, response) => {
    if (path === "/") return response.writeHead(200, { "Content-Type": "text/html" }).end(html);
    if (!path.startsWith("/api/")) {
      const file = join(folder, path);
      if (!existsSync(file)) return response.writeHead(404).end();
      return response.writeHead(200, { "Content-Type": "text/javascript" }).end(readFileSync(file));
    }
    const asked = request(url + path.slice("/api".length), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    }).end();
    response.on("close", () => asked.destroy());
    return asked.on("error", () => response.destroy());
  });
  const browser = await openBrowser().catch(({ message }: Error) => {
    throw new NotHad(message);
  });
  try {
    const origin = await listen(server);
    html = `<!doctype html><link rel="icon" href="data:," />${await prepare(`${origin}/api`)}`;
    const page = await browser.newPage();
    const thrown: string[] = [];
    page.on("pageerror", ({ message }) => thrown.push(message));
    await page.goto(origin);
    const seen = await page.evaluate<Seen | undefined>("globalThis.seen");
    if (seen === undefined || thrown.length > 0) throw new Error(`The page throws: ${thrown.join("\n")}`);
    return seen;
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}

/** The package's ES modules as they are, found by an import map. */
export const modules = (site: Site): Promise<Seen> =>
  inBrowser(site, async (url) => {
    const flags = { dangerously_allow_browser: true };
    writeProgram({ ...site, url }, "globalThis.seen = run();", { flags });
    const own = "/node_modules/stytch-b2b-members/dist/esm";
    const imports = {
      "stytch-b2b-members": `${own}/index.js`,
      "stytch-b2b-members/fetch": `${own}/fetch.js`,
      "stytch-b2b-members/testing": `${own}/testing.js`,
      "openapi-fetch": "/node_modules/openapi-fetch/dist/index.mjs",
    };
    return `<script type="importmap">${JSON.stringify({ imports })}</script>
      <script type="module" src="/main.mjs"></script>`;
  });
