import type { OpenApiDocument } from "../../../scripts/description/document.js";
import { caseOf, listOperationCases, type OperationCase } from "../../contract/cases.js";
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

/** Tries a claim that a check of some kind has made on each description in which one thing is not so. */
export type Prover = (kind: string, claim: Claim) => Proof;

/** As many claims of one kind are enough for an obligation: with two, none of them is the only one. */
const enough = 2;

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
  const tries = new Map<string, number>();
  const isDone = (key: string): boolean => (tries.get(key) ?? 0) >= enough;
  const count = (key: string): unknown => tries.set(key, (tries.get(key) ?? 0) + 1);

  return (kind, claim) => {
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
    const ids = new Set(observeExchange(document, exchange, oracleOf(document)(exchange), claim.previous));
    if (isBroken(claim, exchange, {}))
      throw new Error("What a check asserts does not hold when it is judged again.");
    const isNoticed = (obligation: Obligation, id?: string): boolean => {
      const denial = denialOf(obligation);
      return denial !== undefined && denial.sent !== true && isBroken(claim, exchange, denial, id);
    };
    const reached = [...ids].flatMap((id) => {
      const obligation = among.get(isRepeated ? `${exchange.operationId} ${id}` : id);
      return obligation === undefined ? [] : [{ id, obligation }];
    });
    const proven = reached.filter(({ id, obligation }) => {
      const key = `${kind} ${obligation.id}`;
      if (isDone(key) || !isNoticed(obligation, id)) return false;
      count(key);
      return true;
    });
    return {
      proven: proven.map(({ obligation }) => obligation.id),
      reached: isRepeated ? reached.map(({ obligation }) => obligation.id) : [],
      astray: isRepeated || claim.assert === undefined ? [] : listAstray(exchange, ids, isNoticed),
    };
  };

  /** Whether a claim would not hold of another description, of an id that the exchange exercises in this one. */
  function isBroken(
    claim: Claim,
    exchange: Exchange,
    { schemas = new Map(), operation }: Denial,
    id?: string,
  ): boolean {
    const { assert, facts = [], previous } = claim;
    return exchangeSchemas(schemas, () => {
      const others = operations.map((each) =>
        each.operationId === operation?.operationId ? operation : each,
      );
      const own_case = others.find((each) => each.operationId === exchange.operationId);
      if (own_case === undefined) return false;
      const violations = judgeExchange(own_case, exchange);
      if (assert !== undefined && isThrown(() => assert(violations))) return true;
      const isClaimed = facts.some((criterion) => id?.includes(`: ${criterion}: `));
      return (
        isClaimed &&
        id !== undefined &&
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
  function listAstray(
    exchange: Exchange,
    ids: ReadonlySet<string>,
    isNoticed: (obligation: Obligation) => boolean,
  ): string[] {
    if (caseOf(document, exchange.operationId) === undefined) return [];
    return [...own.values()]
      .filter(({ id, operationIds }) => {
        const key = `astray ${id}`;
        if (ids.has(id) || !operationIds.includes(exchange.operationId!) || isDone(key)) return false;
        count(key);
        return true;
      })
      .filter((obligation) => isNoticed(obligation))
      .map(({ id }) => id);
  }
}

function isThrown(act: () => void): boolean {
  try {
    act();
    return false;
  } catch {
    return true;
  }
}
