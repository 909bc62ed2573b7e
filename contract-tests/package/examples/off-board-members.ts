import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeEach, test, type TestContext } from "node:test";
import * as stytch from "stytch";
import { deleteAll, type Library, type Run } from "./delete-all.js";
import {
  countDeletions,
  limitRate,
  refuseTenths,
  startMemberServer,
  type MemberServer,
} from "./member-server.js";
import { start, until, type Program } from "./program.js";

const at_once = 20;
/** Requests that had left before their sender knew of the pause arrive within this time. */
const flight_ms = 150;

const limits = [
  { name: "every tenth request is refused for 0.3 s", count: 500, limit: () => refuseTenths(0.3) },
  { name: "10 are let through in 0.5 s", count: 200, limit: () => limitRate(10, 0.5) },
];

export function testOffBoardMembers(cwd: string): void {
  const journal = join(cwd, "journal.jsonl");
  beforeEach(() => rmSync(journal, { force: true }));

  const startRun = (
    context: TestContext,
    server: MemberServer,
    ids: readonly string[],
    ...args: string[]
  ): Program =>
    start(context, {
      cwd,
      args: [
        "off-board-members/index.ts",
        "--organization",
        "o-1",
        "--journal",
        journal,
        "--at-once",
        String(at_once),
        ...args,
      ],
      env: { STYTCH_BASE_URL: server.url },
      input: ids.join("\n"),
    });
  const readStates = (): Map<string, string> =>
    new Map(
      readFileSync(journal, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as { member_id: string; state: string })
        .map(({ member_id, state }) => [member_id, state]),
    );

  /** A run of 200 deletions of which half have arrived. */
  const startHalf = async (
    context: TestContext,
  ): Promise<{ ids: string[]; server: MemberServer; first: Program }> => {
    const ids = Array.from({ length: 200 }, (_, index) => `member-${index}`);
    const server = await startMemberServer(context, () => ({ delay: 100 }));
    const first = startRun(context, server, ids);
    await until(
      () => server.requests.length >= 100,
      () => first.stderr,
    );
    return { ids, server, first };
  };

  for (const { name, count, limit } of limits)
    test(`off-board-members loses none of ${count}, ${at_once} at once, where ${name}`, async (context) => {
      const ids = Array.from({ length: count }, (_, index) => `member-${index}`);
      const server = await startMemberServer(context, limit());
      const begin = performance.now();
      const ended = await startRun(context, server, ids).ended;
      const seconds = (performance.now() - begin) / 1000;
      assert.equal(ended.stdout, `${count} deleted, 0 not found, 0 may have been deleted, 0 left\n`);
      assert.equal(ended.status, 0);
      // deepEqual looks at no order in a map.
      assert.deepEqual(countDeletions(server), new Map(ids.map((id) => [id, 1])));
      const refused = server.requests.filter(({ wait_ms }) => wait_ms > 0);
      assert.ok(refused.length > 0);
      assert.equal(server.requests.length, count + refused.length);
      const early = server.requests.filter((request) =>
        refused.some(({ at, wait_ms }) => request.at > at + flight_ms && request.at < at + wait_ms),
      );
      // A slow disk or a busy machine can hold up those that had left once; where each lane waits alone it is most of them.
      assert.ok(early.length <= count / 10, `${early.length} requests came inside a pause.`);

      const runAlone = async (library: Library): Promise<Run> =>
        deleteAll(library, await startMemberServer(context, limit()), ids, at_once);
      const own = await runAlone(createRequire(join(cwd, "package.json"))("stytch-b2b-members") as Library);
      const official = await runAlone(stytch);
      assert.ok(official.lost > own.lost, `${official.lost} and ${own.lost} lost`);
      console.log(`${count} deletions, ${at_once} at once, where ${name}:`);
      const runs = {
        "off-board-members": { lost: 0, seconds },
        "the client alone": own,
        "stytch alone": official,
      };
      for (const [who, run] of Object.entries(runs))
        console.log(`  ${who} lost ${run.lost}, in ${run.seconds.toFixed(1)} s`);
    });

  test("off-board-members goes on after kill -9, and parks what was on its way", async (context) => {
    const { ids, server, first } = await startHalf(context);
    first.kill("SIGKILL");
    assert.equal((await first.ended).status, null);
    // As if it had been killed within a line.
    appendFileSync(journal, '{"organization_id":"o-1","member_id":"member-199","sta');

    const second = await startRun(context, server, ids).ended;
    const counts = countDeletions(server);
    // The server deletes on arrival, those too that nobody waited for.
    assert.deepEqual(
      [...counts.values()].filter((count) => count !== 1),
      [],
    );
    const parked = [...readStates()].flatMap(([id, state]) => (state === "unknown" ? [id] : []));
    assert.ok(parked.length > 0 && parked.length <= at_once, `${parked.length} parked`);
    assert.equal(second.status, 1);
    assert.match(second.stdout, new RegExp(`, ${parked.length} may have been deleted, 0 left\n`));
    assert.deepEqual(new Set(second.stdout.trim().split("\n").slice(2)), new Set(parked));
    for (const id of ids) assert.ok(counts.has(id) || parked.includes(id), `${id} is lost`);
  });

  test("off-board-members ends what is on its way when it is told to stop", async (context) => {
    const { ids, server, first } = await startHalf(context);
    first.kill("SIGTERM");
    const ended = await first.ended;
    assert.equal(ended.status, 1);
    assert.match(ended.stdout, /, 0 may have been deleted, [1-9]\d* left\n$/);
    const second = await startRun(context, server, ids).ended;
    assert.equal(second.stdout, "200 deleted, 0 not found, 0 may have been deleted, 0 left\n");
    assert.deepEqual([...countDeletions(server).values()], Array(200).fill(1));
  });

  test("off-board-members asks a person about what may have been deleted, and believes the answer", async (context) => {
    const ids = ["member-1", "missing", "broken", "refused", "..", "member-1", ""];
    let broken = true;
    const server = await startMemberServer(context, (id) => {
      if (id === "missing") return { status: 404, error_type: "member_not_found" };
      if (id === "broken" && broken) return { status: 500 };
      return id === "refused" ? { status: 403, error_type: "organization_suspended" } : {};
    });
    const requested = (id: string): number =>
      server.requests.filter(({ member_id }) => member_id === id).length;
    const first = await startRun(context, server, ids).ended;
    assert.equal(
      first.stdout,
      "1 deleted, 1 not found, 1 may have been deleted, 2 left\nMay have been deleted, look them up:\nbroken\n",
    );
    assert.equal(first.status, 1);
    broken = false;
    await startRun(context, server, ids).ended;
    assert.deepEqual(["member-1", "missing", "broken", "refused"].map(requested), [1, 1, 1, 2]);
    appendFileSync(journal, '{"organization_id":"o-1","member_id":"broken","state":"not_deleted"}\n');
    const third = await startRun(context, server, ids.slice(0, 3)).ended;
    assert.equal(third.stdout, "2 deleted, 1 not found, 0 may have been deleted, 0 left\n");
    assert.equal(third.status, 0);
    assert.equal(requested("broken"), 2);
  });

  test("off-board-members stops when nothing works, and refuses what is no journal", async (context) => {
    const ids = Array.from({ length: 500 }, (_, index) => `member-${index}`);
    const server = await startMemberServer(context, () => ({ status: 503 }));
    const outage = await startRun(context, server, ids).ended;
    assert.match(outage.stderr, /Stopped after \d+ failures in a row: /);
    assert.ok(server.requests.length < 10 + at_once, `${server.requests.length} requests`);
    appendFileSync(journal, "nonsense\n");
    const refused = await startRun(context, server, ids).ended;
    assert.match(refused.stderr, /journal\.jsonl:\d+ is no line of a journal\./);
    assert.equal(refused.status, 1);
    rmSync(journal);
    const wrong = await startRun(context, server, ids, "--at-once", "0").ended;
    assert.match(wrong.stderr, /^--at-once must be a whole number/);
    assert.equal(wrong.status, 2);
    assert.ok(!existsSync(journal));
  });
}
