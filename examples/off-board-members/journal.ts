import { existsSync } from "node:fs";
import { open, readFile, truncate } from "node:fs/promises";

const states = ["sent", "deleted", "not_found", "not_deleted", "unknown"] as const;

/** What became of a member. `sent` is written before the request, so that none can have left without a line. */
export type State = (typeof states)[number];

/** An append-only file with a line for each event: the last one of a member counts. */
export interface Journal {
  /** A member whose last line is `sent` was on its way when the program ended: nobody knows. */
  readonly known: ReadonlyMap<string, State>;
  /** Resolves once the line is on the disk. */
  write: (member_id: string, state: State, reason?: string) => Promise<void>;
}

export async function openJournal(file: string, organization_id: string): Promise<Journal> {
  const known = new Map<string, State>();
  const text = existsSync(file) ? await readFile(file, "utf8") : "";
  // What stands behind the last newline was cut off while it was written, and nothing was done on its account.
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  for (const [index, line] of whole.split("\n").slice(0, -1).entries()) {
    const entry = read(line);
    if (entry === undefined) throw new Error(`${file}:${index + 1} is no line of a journal.`);
    if (entry.organization_id === organization_id) known.set(entry.member_id, entry.state);
  }
  if (whole !== text) await truncate(file, Buffer.byteLength(whole));
  const handle = await open(file, "a");
  let waiting = "";
  let written = Promise.resolve();
  /** Writes what all lanes have added since the last time, so that they share the wait for the disk. */
  const flush = async (): Promise<void> => {
    const lines = waiting;
    waiting = "";
    if (lines === "") return;
    await handle.appendFile(lines);
    await handle.datasync();
  };
  return {
    known,
    write: (member_id, state, reason) => {
      const at = new Date().toISOString();
      waiting += `${JSON.stringify({ at, organization_id, member_id, state, reason })}\n`;
      known.set(member_id, state);
      written = written.then(flush);
      return written;
    },
  };
}

interface Entry {
  organization_id: string;
  member_id: string;
  state: State;
}

function read(line: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<Entry>;
    const { organization_id, member_id, state } = entry;
    return typeof organization_id === "string" &&
      typeof member_id === "string" &&
      states.some((known) => known === state)
      ? (entry as Entry)
      : undefined;
  } catch {
    return undefined;
  }
}
