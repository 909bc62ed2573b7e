// Deletes many members: some at a time, all waiting when the API says so, and going on where the last run ended.
//
//   STYTCH_PROJECT_ID=… STYTCH_SECRET=… npx tsx off-board-members/index.ts \
//     --organization ORGANIZATION_ID --journal off-boarded.jsonl < ids.txt
//
// Reads one member id a line. The journal says what became of each; run the same command again to go on. Whoever may have
// been deleted is never tried again: look that member up, then add a line with the state `deleted` or `not_deleted`.
// One run at a time for a journal. Ends with 0 if all are gone, 1 if not, 2 if it was called wrongly.
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { B2BClient, ClientError, RequestError, StytchError } from "stytch-b2b-members";
import { openJournal, type State } from "./journal.ts";
import { createPause } from "./pause.ts";
import { readArguments } from "./read-arguments.ts";

const { organization_id, journal_file, ids_file, at_once } = readArguments();
const journal = await openJournal(journal_file, organization_id);
// No session here: these calls have the project's full rights. A 429 is answered below, for all lanes at once.
const client = new B2BClient({ custom_base_url: process.env["STYTCH_BASE_URL"], max_retries: 0 });
const pause = createPause();

const lines = ids_file === undefined ? await text(process.stdin) : await readFile(ids_file, "utf8");
const ids = [...new Set(lines.split("\n").map((line) => line.trim()))].filter((id) => id !== "");
for (const id of ids)
  if (journal.known.get(id) === "sent")
    await journal.write(id, "unknown", "The program ended while the request was on its way.");
const pending = ids.filter((id) => ["not_deleted", undefined].includes(journal.known.get(id)));
console.error(`${ids.length} members, ${ids.length - pending.length} of them known from earlier runs.`);

/** As many failures in a row are no longer about one member. */
const most_failures = 10;
let failures = 0;
let stopped: string | undefined;
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => (stopped = "Stopped: what was on its way has ended."));

const progress = setInterval(() => console.error(summarize()), 2_000);
// All lanes take from one iterator, so that none takes what another has.
const queue = pending.values();
await Promise.all(Array.from({ length: at_once }, runLane));
clearInterval(progress);

console.log(summarize());
const parked = ids.filter((id) => journal.known.get(id) === "unknown");
if (parked.length > 0) console.log(["May have been deleted, look them up:", ...parked].join("\n"));
if (stopped !== undefined) console.error(stopped);
process.exitCode = count("deleted") + count("not_found") === ids.length ? 0 : 1;

async function runLane(): Promise<void> {
  for (const member_id of queue) await offBoard(member_id);
}

async function offBoard(member_id: string): Promise<void> {
  for (let waits = true; waits;) {
    await pause.isOver();
    if (stopped !== undefined) return;
    await journal.write(member_id, "sent");
    const { state, reason, wait_ms } = await tryOnce(member_id);
    waits = wait_ms !== undefined;
    // Before the line, which takes time in which others would begin.
    if (wait_ms !== undefined) pause.extend(wait_ms);
    else failures = ["deleted", "not_found"].includes(state) ? 0 : failures + 1;
    await journal.write(member_id, state, reason);
    if (failures >= most_failures) stopped = `Stopped after ${failures} failures in a row: ${reason}`;
  }
}

interface Outcome {
  state: State;
  reason?: string;
  /** How long to wait before it is tried again. */
  wait_ms?: number;
}

async function tryOnce(member_id: string): Promise<Outcome> {
  try {
    await client.organizations.members.delete({ organization_id, member_id });
    return { state: "deleted" };
  } catch (error) {
    if (!(error instanceof ClientError || error instanceof StytchError || error instanceof RequestError))
      throw error;
    const reason = error.message;
    if (error.may_have_been_applied) return { state: "unknown", reason };
    if (!(error instanceof StytchError)) return { state: "not_deleted", reason };
    if (error.error_type === "member_not_found") return { state: "not_found" };
    if (error.status_code !== 429) return { state: "not_deleted", reason };
    return { state: "not_deleted", reason, wait_ms: error.retry_after_ms ?? 2_000 };
  }
}

function count(state: State): number {
  return ids.filter((id) => journal.known.get(id) === state).length;
}

function summarize(): string {
  return [
    `${count("deleted")} deleted`,
    `${count("not_found")} not found`,
    `${count("unknown")} may have been deleted`,
    `${ids.length - count("deleted") - count("not_found") - count("unknown")} left`,
  ].join(", ");
}
