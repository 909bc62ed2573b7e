import { ThreadsPoolWorker, type PoolRunnerInitializer } from "vitest/node";
import { isNoticed } from "./likeliest-first.js";

type Callback = (arg: unknown) => void;
type Request = Parameters<ThreadsPoolWorker["send"]>[0];

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
    const listeners: [event: string, callback: Callback, heard: Callback][] = [];
    /** One test file each: after one that fails there is no other, which Vitest's `bail` would load all the same. */
    let requests: Request[] = [];
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
        for (const [event, , heard] of listeners) thread?.worker.off(event, heard);
      },
      on(event, callback) {
        const hear = (response: unknown): void => {
          const { type, error } = response as { type?: string; error?: unknown };
          const next = type === "testfileFinished" && error === undefined && !isNoticed() && requests.shift();
          if (next) thread!.worker.send(next);
          else callback(response);
        };
        const heard = event === "message" ? hear : callback;
        listeners.push([event, callback, heard]);
        thread!.worker.on(event, heard);
      },
      off(event, callback) {
        for (const [, other, heard] of listeners) if (other === callback) thread!.worker.off(event, heard);
      },
      send(message) {
        // V8 refuses a pattern of the names of a thousand tests, and one of hundreds takes longer than they do.
        if (message.type === "start") message.context.config.testNamePattern = undefined;
        if (message.type === "run") {
          const { context } = message;
          context.providedContext["covering"] = listNames(options.project.config.testNamePattern);
          const [first, ...rest] = context.files.map((file) => ({
            ...message,
            context: { ...context, files: [file] },
          }));
          requests = rest;
          return thread!.worker.send(first!);
        }
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
