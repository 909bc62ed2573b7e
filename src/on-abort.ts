import { tryTo } from "./try-to.js";

type Act = (reason: unknown) => void;

interface Listener {
  acts: Set<Act>;
  run: () => void;
}

const listeners = new WeakMap<AbortSignal, Listener>();

/** Whether a signal has aborted. One that throws when it is asked is nobody's AbortSignal, and ends nothing. */
export function isAborted(signal: AbortSignal | undefined): boolean {
  return tryTo(() => signal?.aborted) === true;
}

/** The caller's own reason for an abort. */
export function reasonOf(signal: AbortSignal | undefined): unknown {
  return tryTo(() => signal?.reason as unknown);
}

/**
 * Acts when a signal aborts, unless the function that it returns was called before. Calls that share a signal share one
 * listener: at eleven of them Node 20 warns of a leak. What a foreign signal throws changes no call: it may be over.
 */
export function onAbort(signal: AbortSignal | undefined, act: Act): () => void {
  if (signal === undefined) return () => {};
  const { acts, run } = listeners.get(signal) ?? listen(signal);
  acts.add(act);
  return () => {
    acts.delete(act);
    if (acts.size > 0) return;
    listeners.delete(signal);
    tryTo(() => signal.removeEventListener("abort", run));
  };
}

function listen(signal: AbortSignal): Listener {
  const acts = new Set<Act>();
  const listener = { acts, run: () => acts.forEach((act) => act(reasonOf(signal))) };
  listeners.set(signal, listener);
  tryTo(() => signal.addEventListener("abort", listener.run));
  return listener;
}
