import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";

/**
 * Has a script run again and again in a process that keeps its modules: it runs once for each message, and answers when
 * the run has ended. A process that ended itself is replaced for the next run, and any for one that is to begin `anew`.
 */
export function keepWarm(script: string): (anew?: boolean) => Promise<void> {
  let child: ChildProcess | undefined;
  return async (anew = false) => {
    if (anew && child?.connected === true) child.disconnect();
    if (child?.connected !== true) child = fork(script);
    // Listeners must not pile up on a process that lives on.
    const ended = new AbortController();
    child.send("run");
    await Promise.race(["message", "exit"].map((event) => once(child!, event, ended)));
    ended.abort();
  };
}
