type Act = (reason: unknown) => void;

interface Listener {
  acts: Set<Act>;
  run: () => void;
}

const listeners = new WeakMap<AbortSignal, Listener>();

/**
 * Acts when a signal aborts, unless the function that it returns was called before. Calls that share a signal share one
 * listener: at eleven of them Node 20 warns of a leak.
 */
export function onAbort(signal: AbortSignal | undefined, act: Act): () => void {
  if (signal === undefined) return () => {};
  const { acts, run } = listeners.get(signal) ?? listen(signal);
  acts.add(act);
  return () => {
    acts.delete(act);
    if (acts.size > 0) return;
    signal.removeEventListener("abort", run);
    listeners.delete(signal);
  };
}

function listen(signal: AbortSignal): Listener {
  const acts = new Set<Act>();
  const listener = { acts, run: () => acts.forEach((act) => act(signal.reason)) };
  signal.addEventListener("abort", listener.run);
  listeners.set(signal, listener);
  return listener;
}
