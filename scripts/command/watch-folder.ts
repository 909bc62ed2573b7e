import { watch, type FSWatcher } from "chokidar";

/**
 * Runs something at once and then after each save in a folder: once for saves in quick succession, and once more for
 * those that come while it runs.
 */
export function watchFolder(folder: string, run: () => Promise<unknown>): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  let isStale = false;
  const update = async (): Promise<void> => {
    isStale = true;
    if (isRunning) return;
    isRunning = true;
    while (isStale) {
      isStale = false;
      await run();
    }
    isRunning = false;
  };
  const saved = (): void => {
    clearTimeout(timer);
    // Editors save in several steps.
    timer = setTimeout(() => void update(), 100);
  };
  return watch(folder, { ignoreInitial: true })
    .on("ready", () => void update())
    .on("all", saved)
    .on("error", (error) => console.error(`${folder}/ cannot be watched: ${(error as Error).message}`));
}
