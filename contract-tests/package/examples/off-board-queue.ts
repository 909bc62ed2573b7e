import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { listen } from "../../contract/servers/stub.js";
import { countDeletions, startMemberServer, type Request } from "./member-server.js";
import { start, until } from "./program.js";

const per_second = 20;

export function testOffBoardQueue(cwd: string): void {
  const missing = spawnSync("redis-server", ["--version"]).status !== 0;
  // In CI it has to be there.
  const skip = missing && process.env["CI"] === undefined ? "no redis-server" : false;

  test("off-board-queue: of two workers one is killed, and nothing is lost", { skip }, async (context) => {
    const REDIS_URL = await startRedis(context, join(cwd, "redis"));
    const members = Array.from({ length: 100 }, (_, index) => `member-${index}`);
    const ids = [...members, "broken", "missing", "refused"];
    const server = await startMemberServer(context, (id, count) => {
      if (id === "broken") return { status: 500 };
      if (id === "missing") return { status: 404, error_type: "member_not_found" };
      if (id === "refused") return { status: 403, error_type: "organization_suspended" };
      const headers = { "Retry-After": "0.2" };
      return count % 10 === 0 ? { status: 429, error_type: "too_many_requests", headers } : { delay: 400 };
    });
    const env: Record<string, string> = {
      REDIS_URL,
      STYTCH_BASE_URL: server.url,
      PER_SECOND: String(per_second),
    };
    const run = (name: string, ...args: string[]) =>
      start(context, { cwd, args: [`off-board-queue/${name}.ts`, ...args], env, input: ids.join("\n") });
    const readStatus = async (): Promise<string> => (await run("status").ended).stdout;

    // Twice, as a person does who does not know whether it worked.
    for (const _ of [1, 2]) assert.equal((await run("add", "o-1").ended).stdout, "103 queued.\n");
    assert.equal(await readStatus(), "0 gone, 0 parked, 0 failed, 103 left\n");

    env["STYTCH_PROJECT_ID"] = "project-test-2";
    const doomed = run("worker");
    env["STYTCH_PROJECT_ID"] = "project-test-1";
    const workers = [doomed, run("worker")] as const;
    const from_doomed = `Basic ${btoa("project-test-2:not-a-secret")}`;
    const isOnItsWay = ({ open, at, headers }: Request): boolean =>
      open && performance.now() - at < 200 && headers.authorization === from_doomed;
    await until(
      () => workers.every(({ stdout }) => stdout.split("\n").length > 10) && server.requests.some(isOnItsWay),
      () => workers.map(({ stderr }) => stderr).join("\n"),
    );
    doomed.kill("SIGKILL");
    let status = "";
    await until(
      async () => (status = await readStatus()).includes(" 0 left\n"),
      () => status + workers[1].stderr,
      120,
    );
    workers[1].kill("SIGTERM");
    assert.equal((await workers[1].ended).status, 0);

    const counts = countDeletions(server);
    assert.deepEqual(
      [...counts].filter(([, count]) => count !== 1),
      [],
      "deleted twice",
    );
    const parked = [...status.matchAll(/^parked (\S+): (.*)$/gm)].map(([, id, reason]) => ({ id, reason }));
    const cut_off = parked.filter(({ reason }) => reason!.startsWith("A worker ended"));
    assert.equal(parked.length, cut_off.length + 1);
    assert.ok(cut_off.length > 0 && cut_off.length <= 10, `${cut_off.length} were on their way`);
    assert.ok(parked.some(({ id }) => id === "broken"));
    assert.match(
      status,
      new RegExp(`^${103 - parked.length - 1} gone, ${parked.length} parked, 1 failed, 0 left\n`),
    );
    assert.match(status, /^failed refused: /m);

    for (const id of members)
      assert.ok(counts.has(id) || parked.some((other) => other.id === id), `${id} is lost`);
    for (const id of ["broken", "missing", "refused"])
      assert.equal(server.requests.filter(({ member_id }) => member_id === id).length, 1);

    const busiest = Math.max(
      ...server.requests.map(
        ({ at }) => server.requests.filter((other) => other.at >= at && other.at < at + 1000).length,
      ),
    );
    console.log(
      `The queue: ${server.requests.length} requests, at most ${busiest} within a second of ${per_second} allowed, ${cut_off.length} parked after kill -9`,
    );
    // What Redis gave out evenly may arrive a moment closer together.
    assert.ok(busiest <= per_second * 1.1, `${busiest} requests within a second`);
  });
}

async function startRedis(context: TestContext, dir: string): Promise<string> {
  mkdirSync(dir);
  const probe = createServer();
  const { port } = new URL(await listen(probe));
  await new Promise((resolve) => probe.close(resolve));
  const settings = ["--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction"];
  const redis = spawn("redis-server", ["--bind", "127.0.0.1", "--port", port, "--dir", dir, ...settings]);
  let text = "";
  redis.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  redis.on("error", (error) => (text += error.message));
  context.after(() => redis.kill());
  await until(
    () => text.includes("Ready to accept connections"),
    () => text,
    20,
  );
  return `redis://127.0.0.1:${port}`;
}
