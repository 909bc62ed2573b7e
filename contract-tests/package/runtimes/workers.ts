import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { build } from "esbuild";
import type { Seen } from "./expected.js";
import { loadTool, writeProgram, type Site } from "./site.js";

async function bundle(
  site: Site,
  ending: string,
  format: "esm" | "iife",
  condition: string,
): Promise<string> {
  const outfile = join(site.folder, "worker.mjs");
  const entryPoints = [writeProgram(site, ending)];
  const conditions = [condition, "worker"];
  await build({ entryPoints, outfile, format, conditions, bundle: true, logLevel: "silent" });
  return outfile;
}

/** Cloudflare's runtime, as it is for a worker of a date. */
export const workerd =
  (date: string) =>
  async (site: Site): Promise<Seen> => {
    const handler = "{ async fetch() { return Response.json(await run()); } }";
    const exported = site.format === "import" ? "export default" : "module.exports =";
    await bundle(site, `${exported} ${handler};`, "esm", "workerd");
    writeFileSync(
      join(site.folder, "config.capnp"),
      `using Workerd = import "/workerd/workerd.capnp";
       const config :Workerd.Config = (
         services = [
           ( name = "main", worker = (
             modules = [ ( name = "worker.mjs", esModule = embed "worker.mjs" ) ],
             compatibilityDate = "${date}", globalOutbound = "net" ) ),
           ( name = "net", network = ( allow = ["local", "private"] ) ) ],
         sockets = [ ( name = "main", address = "127.0.0.1:0", http = (), service = "main" ) ] );`,
    );
    const { default: binary } = createRequire(import.meta.url)("workerd") as { default: string };
    const server = spawn(binary, ["serve", "config.capnp", "--control-fd=3"], {
      cwd: site.folder,
      stdio: ["ignore", "ignore", "inherit", "pipe"],
    });
    try {
      for await (const line of createInterface(server.stdio[3] as Readable)) {
        const { port } = JSON.parse(line) as { port: number };
        return (await (await fetch(`http://127.0.0.1:${port}`)).json()) as Seen;
      }
      throw new Error("workerd does not start.");
    } finally {
      server.kill();
    }
  };

interface EdgeModule {
  EdgeRuntime: new (options: object) => {
    dispatchFetch: (url: string) => Promise<{ json: () => Promise<unknown> }>;
  };
}

/** Vercel's emulation of its edge runtime. */
export async function edge(site: Site): Promise<Seen> {
  const { EdgeRuntime } = loadTool<EdgeModule>(site, "edge-runtime");
  const respond = "event.respondWith(run().then((seen) => new Response(JSON.stringify(seen))))";
  const file = await bundle(site, `addEventListener("fetch", (event) => ${respond});`, "iife", "edge-light");
  const runtime = new EdgeRuntime({ initialCode: readFileSync(file, "utf8") });
  return (await (await runtime.dispatchFetch("http://127.0.0.1/")).json()) as Seen;
}
