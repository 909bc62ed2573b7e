import { examples } from "../generated/examples.js";
import type { FetchInit, FetchResponse } from "./fetch.js";
import { toHeaders } from "./response-headers.js";

type Examples = typeof examples;

/** The operations that the mock knows. */
export type OperationId = keyof Examples;

/** The names of an operation's answers: those of the description's examples, and `empty_204` for one without a body. */
export type ExampleName<Id extends OperationId> = Extract<keyof Examples[Id]["answers"], string>;

/** An answer of your own. `body` is sent as JSON; left out, there is none. */
export interface MockAnswer {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** A request that the mock was asked. */
export interface MockRequest {
  /** Undefined where the description has no such operation. */
  operationId: OperationId | undefined;
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** The JSON that was sent; undefined where there was none. */
  body: unknown;
}

/** An API that answers with the examples of its description, in the place of a `fetch`. */
export interface Mock {
  /** Goes into the configuration of a client. Works without being called on the mock. */
  readonly fetch: (url: string, init: FetchInit) => Promise<FetchResponse>;
  /** Every request since the last `reset`, in order. */
  readonly requests: readonly MockRequest[];
  /**
   * What an operation is answered with from now on: an example by its name, an answer of your own, or an Error that
   * `fetch` rejects with. Several are given one after the other, and the last one stays. Throws a TypeError for an
   * operation or an example that the description does not have.
   */
  respondWith<Id extends OperationId>(
    operationId: Id,
    ...answers: [...(ExampleName<Id> | MockAnswer | Error)[], ExampleName<Id> | MockAnswer | Error]
  ): void;
  /** Forgets every request and every `respondWith`. */
  reset(): void;
}

interface Known {
  method: string;
  path: string;
  answers: Readonly<Record<string, Described>>;
}

/** An answer of the description, with its body as text. */
interface Described {
  status: number;
  headers: Readonly<Record<string, string>>;
  json: string | undefined;
}

const known: Readonly<Record<string, Known>> = examples;

/**
 * A mock for tests, without a server and in every runtime. Until told otherwise it answers each operation with the
 * first example of a success. It looks at method and path alone, and at no credentials: what may be sent, the client
 * checks. A request that no operation has rejects with an Error that names it.
 */
export function createMock(): Mock {
  const requests: MockRequest[] = [];
  const queues = new Map<string, (Described | Error)[]>();
  return {
    requests,
    async fetch(url, { method, headers, body, signal }) {
      const operationId = findOperation(method, url);
      const sent: unknown = body === undefined ? undefined : JSON.parse(body);
      requests.push({ operationId, method, url, headers: { ...headers }, body: sent });
      signal.throwIfAborted();
      const queue = queues.get(`${operationId}`) ?? successesOf(operationId);
      const answer = queue.length > 1 ? queue.shift() : queue[0];
      if (answer === undefined) throw new Error(`The mock has no answer for ${method} ${url}.`);
      if (!isAnswer(answer)) throw answer;
      return toResponse(answer);
    },
    respondWith(operationId, ...answers) {
      queues.set(
        operationId,
        answers.map((answer) => {
          if (typeof answer === "string") return findExample(operationId, answer);
          return isAnswer(answer) ? describe(answer) : answer;
        }),
      );
    },
    reset() {
      requests.length = 0;
      queues.clear();
    },
  };
}

function findOperation(method: string, url: string): OperationId | undefined {
  const { pathname } = new URL(url);
  // What stands for a placeholder is sorted behind every text: of two paths, the concrete one is found first.
  const ranked = Object.entries(known)
    .map(([id, { path }]) => [path.replaceAll(/\{[^{}]*\}/g, "\uffff"), id].join(" "))
    .toSorted()
    .map((text) => text.split(" ")[1]!);
  return ranked.find((id) => known[id]!.method === method && toPattern(known[id]!.path).test(pathname)) as
    OperationId | undefined;
}

/** Ends as the path does: a base URL may have a path of its own. */
function toPattern(path: string): RegExp {
  const texts = path.split(/\{[^{}]+\}/).map((text) => text.replaceAll(/[\\^$.*+?()[\]|]/g, "\\$&"));
  return new RegExp(`${texts.join("[^/]+")}$`);
}

/** No Error, which could be one of another realm: Jest has its own, and the platform's errors are none of them. */
const isAnswer = <Answer extends { status: number }>(answer: Answer | Error): answer is Answer =>
  !(answer instanceof Error) && "status" in answer;

const describe = ({ status, headers = {}, body }: MockAnswer): Described => ({
  status,
  headers,
  json: JSON.stringify(body) as string | undefined,
});

function findExample(operationId: string, name: string): Described {
  if (!Object.hasOwn(known, operationId))
    throw new TypeError(`The description has no operation ${operationId}; it has ${list(known)}.`);
  const { answers } = known[operationId]!;
  if (!Object.hasOwn(answers, name))
    throw new TypeError(`${operationId} has no example ${name}; it has ${list(answers)}.`);
  return answers[name]!;
}

const list = (named: object): string => Object.keys(named).join(", ");

function successesOf(operationId: OperationId | undefined): Described[] {
  if (operationId === undefined) return [];
  return Object.values(known[operationId]!.answers).filter(({ status }) => status < 300);
}

/** What a client reads of a response, where the runtime may have none: jsdom does not. */
function toResponse({ status, headers, json }: Described): FetchResponse {
  const own = { ...(json !== undefined && { "content-type": "application/json" }), ...headers };
  const all = new Map(Object.entries(own).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status,
    headers: toHeaders(all),
    text: async () => json ?? "",
  };
}
