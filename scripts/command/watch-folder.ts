import { watch, type FSWatcher } from "chokidar";

/**
 * Runs something at once and then after each save in a folder, with the paths that were saved since: once for saves in
 * quick succession, and once more for those that come while it runs.
 */
export function watchFolder(folder: string, run: (saved: readonly string[]) => Promise<unknown>): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  let isStale = false;
  let paths = new Set<string>();
  const update = async (): Promise<void> => {
    isStale = true;
    if (isRunning) return;
    isRunning = true;
    while (isStale) {
      isStale = false;
      const saved = [...paths];
      paths = new Set();
      await run(saved);
    }
    isRunning = false;
  };
  const note = (path: string): void => {
    paths.add(path);
    clearTimeout(timer);
    // Editors save in several steps.
    timer = setTimeout(() => void update(), 100);
  };
  return watch(folder, { ignoreInitial: true })
    .on("ready", () => void update())
    .on("all", (_, path) => note(path))
    .on("error", (error) => console.error(`${folder}/ cannot be watched: ${(error as Error).message}`));
}
