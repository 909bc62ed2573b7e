import { setTimeout as sleep } from "node:timers/promises";

/** One pause for all lanes: whoever is told to wait makes everybody wait. */
export interface Pause {
  extend: (milliseconds: number) => void;
  isOver: () => Promise<void>;
}

export function createPause(): Pause {
  let end = 0;
  return {
    extend: (milliseconds) => {
      end = Math.max(end, performance.now() + milliseconds);
    },
    isOver: async () => {
      // It may have been extended meanwhile, and a timer may fire a moment early.
      for (let left = end - performance.now(); left > 0; left = end - performance.now())
        await sleep(Math.ceil(left));
    },
  };
}
