import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Seen } from "./expected.js";
import { findTool, runCommand, writeProgram, type Site } from "./site.js";

/** A route handler of Next.js, built and served, in the runtime that its route asks for. */
export const next =
  (runtime: "nodejs" | "edge") =>
  async (site: Site): Promise<Seen> => {
    const script = findTool(site, "next/dist/bin/next");
    // It looks for itself and for React in the folders above the project.
    const folder = mkdtempSync(join(site.tools, "next-"));
    cpSync(site.folder, folder, { recursive: true });
    // A second lock file would be a second root.
    rmSync(join(folder, "package-lock.json"));
    mkdirSync(join(folder, "app/check"), { recursive: true });
    const route = `export const dynamic = "force-dynamic";
      export const runtime = "${runtime}";
      export const GET = async () => Response.json(await run());`;
    writeProgram({ ...site, folder }, route, { name: "app/check/route.js" });
    writeFileSync(join(folder, "package.json"), '{ "private": true }');
    const env = { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
    try {
      await runCommand(process.execPath, [script, "build"], folder, env);
      const server = spawn(process.execPath, [script, "start", "-p", "0", "-H", "127.0.0.1"], {
        cwd: folder,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "inherit"],
      });
      try {
        for await (const line of createInterface(server.stdout)) {
          const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
          if (url !== undefined) return (await (await fetch(`${url}/check`)).json()) as Seen;
        }
        throw new Error("`next start` names no address.");
      } finally {
        server.kill();
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
