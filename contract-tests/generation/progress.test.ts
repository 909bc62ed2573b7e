// Somebody who waits at a terminal is told each step from two seconds on; nobody else is.
import { describe, expect, it } from "vitest";
import { showProgress } from "../../scripts/command/progress.js";

/** What is shown of a step that begins after so many milliseconds. */
function show(isTTY: boolean | undefined, ...times: number[]): string[] {
  const shown: string[] = [];
  const clock = [500, ...times.map((time) => 500 + time)];
  const terminal = { ...(isTTY !== undefined && { isTTY }), write: (text: string) => shown.push(text) };
  const begin = showProgress(terminal, () => clock.shift()!);
  for (const time of times) begin(`At ${time}`);
  return shown;
}

describe("Progress", () => {
  it("is a line for each step from two seconds on", () => {
    expect(show(true, 0, 1999, 2000, 3500)).toEqual(["At 2000 (after 2 s)\n", "At 3500 (after 3 s)\n"]);
  });

  it.for([undefined, false])("is none where nobody looks on: %s", (isTTY) => {
    expect(show(isTTY, 5000)).toEqual([]);
  });
});
