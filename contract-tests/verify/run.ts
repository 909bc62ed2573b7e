import type { OpenApiDocument } from "../../scripts/description/document.js";
import { RequestError } from "../../src/index.js";
import type { PlatformFetch } from "../contract/caller.js";
import { mediaTypeOf, type Exchange } from "../contract/exchange.js";
import { statusOf } from "../contract/operation/declared-status.js";
import { decodePercent } from "../contract/operation/path-template.js";
import { prefer, record } from "../contract/recorder.js";
import { methodOf, type LiveWorld } from "../contract/world.js";
import { createCarrier } from "./carry.js";
import { createFreshIds } from "./fresh-ids.js";
import type { Finding } from "./finding.js";
import { judge, type Judgement } from "./judge.js";
import { planDeletions, planProbes, type Credentials, type GivenIds, type Probe } from "./probes.js";

/** A request of ours or of somebody's, what came of it, and what is to be said of that. */
export interface Asked extends Judgement {
  operationId: string;
  what: string;
  /** Undefined where no answer came. */
  exchange: Exchange | undefined;
}

export interface Outcome {
  asked: Asked[];
  /** What was not asked, and why. */
  left_out: string[];
}

export interface Options {
  document: OpenApiDocument;
  /** Where the server is: its origin, and what goes before every path. */
  target: URL;
  credentials: Credentials;
  /** Existing ids to be deleted, in this order, and the others that their paths need. */
  deletions?: { targets: readonly string[]; given: GivenIds };
  /** Stops at the first answer that the description forbids. */
  bail?: boolean;
  /** The server is a mock, and is asked for each answer by its name. */
  is_mock?: boolean;
  say?: (line: string) => void;
  /** Hears of each exchange when it has passed. */
  keep?: (exchange: Exchange, began: Date, ms: number) => void;
}

/** Asks a live server what cannot change anything and, if it is told to, goes on to what deletes the given ids. */
export async function askServer(options: Options): Promise<Outcome> {
  const { document, target, credentials, deletions, bail = false, say = () => {} } = options;
  const fresh = createFreshIds(document, credentials.project_id);
  const { probes, left_out } = planProbes(document, credentials, fresh);
  /** The deletion that was announced, and is not yet made. */
  let announced: Probe | undefined;
  const carry = createCarrier(
    target,
    (method, pathname) => {
      if (/^(?:GET|HEAD|OPTIONS|TRACE)$/.test(method)) return true;
      if (announced === undefined) return pathname.split("/").map(decodePercent).some(fresh.has);
      const { operation, params } = announced;
      const path = operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
        encodeURIComponent(String(params[name])),
      );
      announced = undefined;
      return method === "DELETE" && pathname === target.pathname.replace(/\/$/, "") + path;
    },
    say,
  );
  const asked: Asked[] = [];
  /** What was answered to wrong credentials, by operation. */
  const refusals = new Set<string>();
  let keeps_out = true;
  const ask = async (probe: Probe): Promise<Asked> => {
    say(`${probe.operation.operationId}, ${probe.what}`);
    const one = await askOne(options, probe, carry, refusals);
    if (probe.due === "refused credentials") {
      if (one.exchange !== undefined) refusals.add(signOf(one.exchange));
      keeps_out &&= isRefusal(one.exchange?.status);
    }
    asked.push(one);
    say(`  ${describeAnswer(one)}\n`);
    return one;
  };

  for (const probe of probes) {
    const one = await ask(probe);
    const why = reasonToStop(probe, one, asked, bail);
    if (why !== undefined) {
      const rest = `everything after ${probe.operation.operationId}, ${probe.what}: ${why}`;
      return { asked, left_out: [...left_out, rest] };
    }
  }
  const why_not = asked.some(({ unclear }) => unclear === bad_credentials)
    ? bad_credentials
    : keeps_out
      ? undefined
      : "the server does not refuse whoever asks";
  for (const probe of deletions === undefined
    ? []
    : planDeletions(document, credentials, deletions.given, deletions.targets)) {
    const { operationId } = probe.operation;
    if (why_not !== undefined || (bail && asked.some(isBroken))) {
      left_out.push(`${operationId}: ${why_not ?? bailed}`);
      continue;
    }
    say(`Now this is deleted: ${probe.what}`);
    announced = probe;
    await ask(probe);
  }
  return { asked, left_out };
}

/** Why nothing more is asked after a probe, and nothing at all deleted. */
function reasonToStop(
  { operation }: Probe,
  { exchange, findings }: Asked,
  asked: readonly Asked[],
  bail: boolean,
): string | undefined {
  if (asked.every((each) => each.exchange === undefined)) return "the server does not answer";
  if (!operation.safe && exchange !== undefined && exchange.status < 300)
    return "the server says that it did what it has to refuse";
  return bail && isBroken({ findings }) ? bailed : undefined;
}

const bailed = "an answer is forbidden, and --bail was given";

const isBroken = ({ findings }: Pick<Judgement, "findings">): boolean =>
  findings.some(({ kind }) => kind === "broken");

const bad_credentials = "the server does not take the credentials of the environment";

const isRefusal = (status = 0): boolean => [400, 401, 403].includes(status);

/** What an answer is told by: its text may name a request. */
const signOf = ({ operationId, status, response_body }: Exchange): string =>
  JSON.stringify([operationId, status, (Object(response_body) as { error_type?: unknown }).error_type]);

async function askOne(
  { document, target, is_mock = false, keep }: Options,
  probe: Probe,
  carry: PlatformFetch,
  refusals: ReadonlySet<string>,
): Promise<Asked> {
  const { operation, what, config, params, options, spoil, example } = probe;
  const { operationId } = operation;
  const withBase = (url: string): string =>
    target.origin + target.pathname.replace(/\/$/, "") + url.slice(target.origin.length);
  let exchange: Exchange | undefined;
  const began = new Date();
  const world: LiveWorld = {
    document,
    mock_url: target.origin,
    wire: (fetch) => fetch,
    // The description knows nothing of a path that goes before its own.
    fetch: (url, init) => carry(withBase(url), init),
    listener: {
      hearExchange: (_, heard) => (exchange = heard),
      hearSilence: () => {},
      hearRefusal: () => {},
      hearClaim: () => {},
      hearPointer: () => {},
    },
  };
  const { fetch } = record(world, (request) => {
    spoil(request);
    if (is_mock && example !== undefined) prefer(statusOf(example), example.name)(request);
  });
  const outcome = await methodOf(world, operationId, { ...config, fetch })(params, options).catch(
    (error: unknown) => error,
  );
  if (exchange === undefined)
    return { operationId, what, exchange, findings: [], unclear: describeSilence(outcome) };
  keep?.({ ...exchange, url: withBase(exchange.url) }, began, Date.now() - began.getTime());
  const judged = judge(document, exchange);
  // A mock knows no credentials.
  const due = judgeDue(probe, exchange, !is_mock && refusals.has(signOf(exchange)));
  // A gateway's page with a 401 is a refusal all the same.
  const expected =
    judged.unclear === undefined || (exchange.status === 401 && due.unclear === bad_credentials)
      ? due
      : judged;
  return {
    operationId,
    what,
    exchange,
    findings: [...judged.findings, ...(expected === judged ? [] : expected.findings)],
    unclear: expected.unclear,
  };
}

function describeSilence(outcome: unknown): string {
  if (outcome instanceof RequestError && outcome.code !== "connection_failed")
    return `no answer: ${outcome.code}`;
  // What was refused before it left says why, and so does the innermost cause of what failed on the way.
  let reason = outcome as { message: string; code?: string; cause?: unknown };
  while (reason.cause instanceof Error) reason = reason.cause;
  return `no answer: ${reason.message || reason.code}`;
}

/** What has to come of a request, beside what the description says of every answer. */
function judgeDue({ due, operation, options }: Probe, { status }: Exchange, isAsWithout: boolean): Judgement {
  const { pointer } = operation;
  const broken = (says: string): Judgement => ({
    findings: [{ kind: "broken", at: "status", says: `${status} ${says}`, pointer }],
    unclear: undefined,
  });
  const unclear = (why: string): Judgement => ({ findings: [], unclear: why });
  const fine = { findings: [], unclear: undefined };
  if (status === 429) return unclear("429: the server asks to wait");
  if (status >= 500) return unclear(`${status}: the server failed`);
  if (due === "refused credentials") {
    if (status < 300) return broken("lets in whoever asks");
    return isRefusal(status) ? fine : unclear(`${status}: whether it lets in whoever asks, it does not say`);
  }
  const has_session = Object.keys(options).length > 0;
  if (!has_session && (status === 401 || (isAsWithout && status >= 400))) return unclear(bad_credentials);
  if (due === "refused") return status < 300 ? broken("is no refusal") : fine;
  if (status < 300) return fine;
  return unclear(due === "deleted" ? `${status}: nothing was deleted` : `${status}: nothing was read`);
}

function describeAnswer({ exchange, findings, unclear }: Asked): string {
  if (exchange === undefined) return unclear!;
  const { status, response_headers } = exchange;
  const count = (kind: Finding["kind"]): number => findings.filter((each) => each.kind === kind).length;
  const verdict =
    count("broken") > 0
      ? `${count("broken")} broken`
      : unclear !== undefined
        ? `could not tell: ${unclear}`
        : "as described";
  const news = count("news") > 0 ? `, ${count("news")} new` : "";
  return `${status} ${mediaTypeOf(response_headers) || "no media type"}: ${verdict}${news}`;
}
