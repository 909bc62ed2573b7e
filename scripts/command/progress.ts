/** Where progress is shown: `isTTY` is unset where nobody looks on. */
interface Terminal {
  isTTY?: boolean;
  write: (text: string) => unknown;
}

/** Tells a terminal which step begins, in a line for each, once there is somebody who has waited for two seconds. */
export function showProgress(
  terminal: Terminal = process.stderr,
  now: () => number = () => performance.now(),
): (step: string) => void {
  const start = now();
  return (step) => {
    const passed = now() - start;
    if (terminal.isTTY === true && passed >= 2000)
      terminal.write(`${step} (after ${Math.floor(passed / 1000)} s)\n`);
  };
}
