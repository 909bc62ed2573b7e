import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { readFlags } from "../../scripts/command/read-flags.js";
import type { Outcome } from "./run.js";

const flags = readFlags(
  `Usage: npm run verify -- --target URL [--bail] [--mock] [--record FILE.har] [--json FILE.json]
                     [--organization ID --member ID --password ID --yes-delete]
       npm run verify -- --replay FILE.har [--target URL] [--json FILE.json]

Asks a live server what the description says of it, with the credentials in STYTCH_PROJECT_ID and STYTCH_SECRET. Without
--yes-delete no request can change anything: each that could names ids that were made up for it. Each request is shown
before it leaves, none is sent twice, no redirect is followed.

  --target URL         the server; https, or http on loopback
  --bail               stop at the first answer that the description forbids
  --mock               the server is Prism: ask it for each answer by its name, as it knows no ids and no secrets
  --record FILE.har    write what passed, with secrets and personal data replaced
  --json FILE.json     write what was found; CONTRACT_VERIFY=FILE.json npm test shows it in its report
  --replay FILE.har    judge what was recorded, and send nothing; of the target alone, where one is given
  --organization ID    the Organization of what is to be deleted
  --member ID          delete this Member
  --password ID        delete this password, before the Member
  --yes-delete         really delete them; there is no way back
  --help               show this text

Exit code 0: kept. 1: broken. 2: wrong usage. 3: could not tell.`,
  ["bail", "mock", "yes-delete"],
  ["target", "record", "replay", "json", "organization", "member", "password"],
);
const refuse = (why: string): never => {
  console.error(why);
  process.exit(2);
};
const { bail = false, mock = false, record, replay, json } = flags;
const [recording, recorded, found] = [record, replay, json].map((file) => file && resolve(file));
process.chdir(dirname(dirname(import.meta.dirname)));
// Loaded late, so that --help answers at once.
const { document } = await import("../contract/cases.js");
const { hideCredentials } = await import("../contract/hide-credentials.js");
const { createLocator } = await import("../../scripts/description/locate.js");
const { findMisuse, id_flags } = await import("./find-misuse.js");
const { exit_codes, renderOutcome, toLiveServer, verdictOf } = await import("./render.js");

const misuse = findMisuse(document, {
  ...flags,
  ...(recording && { record: recording }),
  ...(found && { json: found }),
});
if (misuse !== undefined) refuse(misuse);
const target = flags.target === undefined ? undefined : new URL(flags.target);

let hide = (text: string): string => text;
/** A server writes into what is said of it: no credentials, and nothing that a terminal would obey. */
const say = (text: string): void => console.log(hide(text).replaceAll(/[^\n -~]/g, "?"));

try {
  const outcome = recorded === undefined ? await ask(target!) : await judgeFile(recorded);
  say(await renderOutcome(outcome, createLocator("openapi/openapi.yaml")));
  if (found !== undefined) write(found, toLiveServer(target?.origin ?? "a recording", outcome));
  process.exitCode = exit_codes[verdictOf(outcome)];
} catch (error) {
  // Exit code 1 is for a contract that is broken.
  say(`This run could not tell: ${(error as Error).message}`);
  process.exitCode = exit_codes["could not tell"];
}

/** A file that was there stays until the new one is whole. */
function write(file: string, content: unknown): void {
  writeFileSync(`${file}.tmp`, hide(`${JSON.stringify(content, null, 2)}\n`));
  renameSync(`${file}.tmp`, file);
}

async function ask(server: URL): Promise<Outcome> {
  const { askServer } = await import("./run.js");
  const { redact } = await import("./redact.js");
  const { createHar, toEntry } = await import("../contract/har.js");
  const { STYTCH_PROJECT_ID: project_id, STYTCH_SECRET: secret } = process.env as Record<string, string>;
  hide = (text) =>
    hideCredentials(text, {
      authorization: `Basic ${Buffer.from(`${project_id}:${secret}`).toString("base64")}`,
      secret: secret!,
    });
  const given = Object.fromEntries(
    Object.entries(id_flags).flatMap(([flag, name]) => {
      const id = flags[flag as keyof typeof id_flags];
      return id === undefined ? [] : [[name, id]];
    }),
  );
  const targets = Object.keys(given).filter((name) => name !== id_flags.organization);
  const entries: ReturnType<typeof toEntry>[] = [];
  return askServer({
    document,
    target: server,
    credentials: { project_id: project_id!, secret: secret! },
    ...(flags["yes-delete"] === true && { deletions: { targets, given } }),
    bail,
    is_mock: mock,
    say,
    // Written each time: what passed stays, however the run ends.
    keep: (exchange, began, ms) => {
      if (recording === undefined) return;
      entries.push(toEntry(redact(document, exchange), began, ms));
      write(recording, createHar(entries));
    },
  });
}

async function judgeFile(file: string): Promise<Outcome> {
  const { judgeRecording } = await import("./replay.js");
  try {
    return judgeRecording(document, readFileSync(file, "utf8"), target);
  } catch (error) {
    return refuse(`--replay cannot be read: ${(error as Error).message}`);
  }
}
