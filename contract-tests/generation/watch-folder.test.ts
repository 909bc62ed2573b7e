// No save in a watched folder is lost, and each run knows what was saved.
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, it, type TestContext } from "vitest";
import { watchFolder } from "../../scripts/command/watch-folder.js";
import { makeFolder } from "./copies.js";

/** A watched folder with one file, how often something has run and ended since, and for what. */
async function watchNew({ expect, onTestFinished }: TestContext, run = async (): Promise<void> => {}) {
  const folder = makeFolder(onTestFinished);
  const file = join(folder, "one.yaml");
  writeFileSync(file, "1");
  let started = 0;
  let ended = 0;
  const saved: string[][] = [];
  const watcher = watchFolder(folder, async (paths) => {
    started += 1;
    saved.push(paths.map((path) => relative(folder, path)).toSorted());
    await run();
    ended += 1;
  });
  onTestFinished(() => watcher.close());
  await expect.poll(() => started, slow).toBe(1);
  return { folder, file, saved, started: () => started, ended: () => ended };
}

const slow = { timeout: 5_000 };

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Saves as most editors do: into a file beside, which then takes the place. */
function saveByRename(file: string, text: string): void {
  writeFileSync(`${file}~`, text);
  renameSync(`${file}~`, file);
}

// Most of the time of each goes by in waiting.
describe.concurrent("A watched folder", () => {
  it("is run for at once, and after each save by rename", async (context) => {
    const { expect } = context;
    const { file, ended } = await watchNew(context);
    for (const run of [2, 3, 4]) {
      saveByRename(file, String(run));
      await expect.poll(ended, slow).toBe(run);
    }
  });

  it("is run for after a file is new in a new folder, gone, and there again", async (context) => {
    const { expect } = context;
    const { folder, ended } = await watchNew(context);
    mkdirSync(join(folder, "new"));
    await expect.poll(ended, slow).toBe(2);
    const file = join(folder, "new/two.yaml");
    writeFileSync(file, "2");
    await expect.poll(ended, slow).toBe(3);
    rmSync(file);
    await expect.poll(ended, slow).toBe(4);
    writeFileSync(file, "3");
    await expect.poll(ended, slow).toBe(5);
  });

  it("is run for once or twice after three quick saves", async (context) => {
    const { expect } = context;
    const { file, started } = await watchNew(context);
    for (const text of ["a", "b", "c"]) {
      saveByRename(file, text);
      await wait(30);
    }
    await wait(600);
    expect([2, 3]).toContain(started());
  });

  it("is run for once more after saves while it runs", async (context) => {
    const { expect } = context;
    let release = (): void => {};
    const { folder, file, saved, started, ended } = await watchNew(
      context,
      () => new Promise((done) => (release = done)),
    );
    for (const name of [file, join(folder, "two.js")]) {
      writeFileSync(name, "a");
      await wait(250);
    }
    expect(started()).toBe(1);
    release();
    await expect.poll(started, slow).toBe(2);
    release();
    await wait(200);
    expect([started(), ended()]).toEqual([2, 2]);
    expect(saved).toEqual([[], ["one.yaml", "two.js"]]);
  });
});
