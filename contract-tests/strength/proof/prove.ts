import { setImmediate } from "node:timers/promises";
import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { listOperationCases, type OperationCase } from "../../contract/cases.js";
import type { Exchange } from "../../contract/exchange.js";
import { matchPath } from "../../contract/operation/path-template.js";
import { createJudge, oracleOf, type Violation } from "../../contract/oracle.js";
import type { Claim } from "../../contract/world.js";
import type { Obligation } from "../coverage/obligation.js";
import { listObligations } from "../coverage/obligations.js";
import { observeExchange, observeFacts } from "../coverage/observe-exchange.js";
import { observeRefusal } from "../coverage/observe-refusal.js";
import type { Denial } from "./denial.js";
import { createSwitchboard } from "./switchboard.js";

/** What comes of a claim. */
interface Proof {
  /** The obligations that it is the evidence for: the description is another, and the claim no longer holds. */
  proven: string[];
  /** Those that it exercised as a second source or as a second way to call. */
  reached: string[];
  /** Those whose opposite it notices, although it exercises none of them: they say more than they should. */
  astray: string[];
}

/** Tries a claim that a test of some kind has made on each description in which one thing is not so. */
export type Prover = (kind: string, test: object, claim: Claim) => Promise<Proof>;

/**
 * As many kinds of tests are enough for an obligation, and as many tests where one kind alone proves it: with two, none of
 * them is the only one.
 */
const enough: number = 2;

const provers = new WeakMap<OpenApiDocument, Prover>();

export function proverOf(document: OpenApiDocument): Prover {
  const known = provers.get(document) ?? createProver(document);
  provers.set(document, known);
  return known;
}

function createProver(document: OpenApiDocument): Prover {
  const operations = listOperationCases(document);
  const { validatorOf, exchange: exchangeSchemas } = createSwitchboard(document);
  const judge = createJudge(document, validatorOf);
  const own = new Map<string, Obligation>();
  const repeated = new Map<string, Map<string, Obligation>>();
  const described = new Map<string, Obligation[]>();
  for (const obligation of listObligations(document)) {
    const { id, criterion, repeats } = obligation;
    if (repeats === undefined) own.set(id, obligation);
    for (const each of repeats === undefined ? [] : obligation.operationIds) {
      const known = repeated.get(criterion) ?? new Map<string, Obligation>();
      repeated.set(criterion, known.set(`${each} ${repeats}`, obligation));
    }
    described.set(criterion, [...(described.get(criterion) ?? []), obligation]);
  }
  const denials = new Map<Obligation, Denial | undefined>();
  const denialOf = (obligation: Obligation): Denial | undefined => {
    if (!denials.has(obligation)) denials.set(obligation, obligation.deny?.());
    return denials.get(obligation);
  };
  /** The tests that proved an obligation, by their kinds. */
  const evidence = new Map(
    listObligations(document).map((each) => [each, new Map<string, Set<object>>()] as const),
  );
  const untried = new Map([...own.values()].map((obligation) => [obligation, enough] as const));

  return async (kind, test, claim) => {
    const { facts = [], refusal, describe, operationId } = claim;
    const among = repeated.get(kind) ?? own;
    const isRepeated = among !== own;
    if (describe !== undefined) {
      const found = facts
        .flatMap((criterion) => described.get(criterion) ?? [])
        .filter((each) => operationId === undefined || each.operationIds.includes(operationId))
        .filter((each) => isThrown(() => describe(denialOf(each)!.document!)))
        .map(({ id }) => id);
      return { proven: found, reached: found, astray: [] };
    }
    if (refusal !== undefined) return { proven: observeRefusal(refusal), reached: [], astray: [] };
    const exchange = claim.exchange!;
    const violations = oracleOf(document)(exchange);
    const hasRefusedBody = violations.some((each) => each.in === "response" || /^($|\/)/.test(each.at));
    const ids = new Set(observeExchange(document, exchange, violations, claim.previous));
    if (isBroken(claim, exchange, {}))
      throw new Error("What a check asserts does not hold when it is judged again.");
    const isNoticed = (obligation: Obligation, id?: string): boolean => {
      const denial = denialOf(obligation);
      return denial !== undefined && denial.sent !== true && isBroken(claim, exchange, denial, id);
    };
    const keyOf = (id: string): string => (isRepeated ? `${exchange.operationId} ${id}` : id);
    const proven: string[] = [];
    for (const id of ids) {
      const obligation = among.get(keyOf(id));
      if (obligation === undefined) continue;
      const known = evidence.get(obligation)!;
      if (known.size === enough) continue;
      const tests = known.get(kind) ?? new Set<object>();
      if (tests.size === enough || tests.has(test) || (hasRefusedBody && isOfAllowed(id))) continue;
      if (claim.assert === undefined && !isClaimed(claim, id)) continue;
      await letOthersRun();
      if (!isNoticed(obligation, id)) continue;
      known.set(kind, tests.add(test));
      proven.push(obligation.id);
    }
    return {
      proven,
      reached: isRepeated ? [...ids].flatMap((id) => among.get(keyOf(id))?.id ?? []) : [],
      astray: isRepeated || claim.assert === undefined ? [] : await listAstray(exchange, ids, isNoticed),
    };
  };

  /** Whether a claim would not hold of another description, of an id that the exchange exercises in this one. */
  function isBroken(
    claim: Claim,
    exchange: Exchange,
    { schemas = new Map(), operation }: Denial,
    id?: string,
  ): boolean {
    const { assert, previous } = claim;
    return exchangeSchemas(schemas, () => {
      const others =
        operation === undefined
          ? operations
          : operations.map((each) => (each.operationId === operation.operationId ? operation : each));
      const asked = others.find((each) => each.operationId === exchange.operationId);
      if (asked === undefined) return false;
      const violations = asked === operation ? judgeExchange(asked, exchange) : judge(asked, exchange);
      if (assert !== undefined && isThrown(() => assert(violations))) return true;
      return (
        id !== undefined &&
        isClaimed(claim, id) &&
        !observeFacts(document, others, exchange, violations, previous).includes(id)
      );
    });
  }

  function judgeExchange(operation: OperationCase, exchange: Exchange): Violation[] {
    const { pathname } = new URL(exchange.url);
    if (operation.method !== exchange.method || matchPath(operation.path, pathname) === undefined)
      return [{ in: "request", at: "", keyword: "address" }];
    return judge(operation, exchange);
  }

  /** Of what the exchange does not exercise, a few are tried on it. */
  async function listAstray(
    exchange: Exchange,
    ids: ReadonlySet<string>,
    isNoticed: (obligation: Obligation) => boolean,
  ): Promise<string[]> {
    const tried = [...untried].filter(
      ([{ id, operationIds }]) => !ids.has(id) && operationIds.includes(exchange.operationId!),
    );
    for (const [obligation, left] of tried) {
      if (left === 1) untried.delete(obligation);
      else untried.set(obligation, left - 1);
    }
    const astray: string[] = [];
    for (const [obligation] of tried) {
      await letOthersRun();
      if (isNoticed(obligation)) astray.push(obligation.id);
    }
    return astray;
  }
}

let last = performance.now();

/** A connection that nobody uses is closed in time only where timers run: else the next request would meet its end. */
async function letOthersRun(): Promise<void> {
  if (performance.now() - last < 50) return;
  await setImmediate();
  last = performance.now();
}

/** Whether a check has asserted what an exchange shows of the criterion of an obligation. */
const isClaimed = ({ facts = [] }: Claim, id: string): boolean =>
  facts.some((criterion) => id.includes(`: ${criterion}: `));

/** What a body has that is allowed: where another thing is refused, nobody would notice that this is too. */
const isOfAllowed = (id: string): boolean =>
  / (?:schema|property|array|boolean|value|request property|request value): /.test(id) ||
  / keyword: .* satisfied$/.test(id);

function isThrown(act: () => void): boolean {
  // Nobody reads where it was thrown, which costs more than to find out that it was.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    act();
    return false;
  } catch {
    return true;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
