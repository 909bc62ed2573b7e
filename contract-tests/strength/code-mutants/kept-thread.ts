import { ThreadsPoolWorker, type PoolRunnerInitializer } from "vitest/node";

type Listener = [event: string, callback: (arg: unknown) => void];

/** How many runs one thread serves. What mutants leave behind in it ends with it. */
const most = 100;

let thread: { worker: ThreadsPoolWorker; started: Promise<void>; runs: number } | undefined;

/**
 * Runs tests in a thread that is there for the next run as well, with the packages that it has loaded: Vitest's own pool
 * ends its threads with each run, and to start one takes longer than to try a mutant. `begin-mutant.ts` loads
 * all other modules anew.
 */
export const keptThread: PoolRunnerInitializer = {
  name: "kept-thread",
  createPoolWorker(options) {
    let listeners: Listener[] = [];
    const remove = (): void => {
      for (const listener of listeners.splice(0)) thread?.worker.off(...listener);
    };
    return {
      name: "kept-thread",
      async start() {
        if (thread !== undefined && thread.runs >= most) {
          await thread.worker.stop();
          thread = undefined;
        }
        if (thread === undefined) {
          const worker = new ThreadsPoolWorker(options);
          thread = { worker, started: worker.start(), runs: 0 };
        }
        thread.runs += 1;
        await thread.started;
      },
      async stop() {
        remove();
      },
      on(...listener) {
        listeners.push(listener);
        thread!.worker.on(...listener);
      },
      off(event, callback) {
        listeners = listeners.filter(([, other]) => other !== callback);
        thread!.worker.off(event, callback);
      },
      send(message) {
        // V8 refuses a pattern of the names of a thousand tests, and one of hundreds takes longer than they do.
        if (message.type === "start") message.context.config.testNamePattern = undefined;
        if (message.type === "run")
          message.context.providedContext["covering"] = listNames(options.project.config.testNamePattern);
        if (message.type !== "stop") return thread!.worker.send(message);
        const stopped = { type: "stopped", __vitest_worker_response__: true };
        for (const [event, callback] of listeners) if (event === "message") callback(stopped);
      },
      deserialize: (data) => data,
    };
  },
};

/** The names in a pattern that Stryker made of them. */
const listNames = (pattern: RegExp | undefined): string[] | undefined =>
  pattern?.source.split(/(?<!\\)\|/).map((name) => name.replaceAll(/\\(.)/g, "$1"));
