import type { OpenApiDocument } from "../../scripts/description/document.js";
import { B2BClient, ClientError, type CallOptions, type ClientConfig } from "../../src/index.js";
import { credentials, findMethod, type PlatformFetch } from "./caller.js";
import type { Exchange, OutgoingRequest, RefusedCall } from "./exchange.js";
import type { Violation } from "./oracle.js";
import type { StubServer } from "./servers/stub.js";

/** What stands around a client that calls somebody's server. */
export interface LiveWorld {
  /** What the server has to answer by, and what is enumerated. */
  document: OpenApiDocument;
  /** Where the server is: the mock, in a world of the checks. */
  mock_url: string;
  /** What lies between the client and the recorder: nothing, in the real world. */
  wire: (fetch: PlatformFetch) => PlatformFetch;
  /** What carries a request to the server: the platform's `fetch`, unless it is said. */
  fetch?: PlatformFetch;
  /** The kind of the check that looks at it. */
  kind?: string;
  /** Whoever wants to know what passed: nobody, in a world that is spoiled. */
  listener?: Listener | undefined;
}

/** What stands around the client under test. A mutant is a world in which one thing is wrong. */
export interface World extends LiveWorld {
  /** Says what the mock has no example of. */
  stub: StubServer;
}

/**
 * What a check asserted and what held, so that others can try whether it would have noticed another description. The
 * first two are the check's own assertions, which throw.
 */
export interface Claim {
  /** About what the second oracle objects to in the exchange. */
  assert?: (violations: Violation[]) => void;
  /** About the description itself. */
  describe?: (document: OpenApiDocument) => void;
  /** Whose description that is; undefined where it is of none in particular. */
  operationId?: string | undefined;
  /** That the client refused a call. */
  refusal?: RefusedCall;
  exchange?: Exchange | undefined;
  /** The exchange before, where the check is about both. */
  previous?: Exchange | undefined;
  /** The criteria of which it was asserted what the exchange, or the description, shows. */
  facts?: readonly string[];
}

/** Hears what happens in a world, while it happens. */
export interface Listener {
  /** `previous` is the exchange before, of the same check. */
  hearExchange: (world: LiveWorld, exchange: Exchange, previous: Exchange | undefined) => void;
  /** No answer came. */
  hearSilence: (world: LiveWorld, request: OutgoingRequest) => void;
  hearRefusal: (call: RefusedCall) => void;
  /** The check asserted this, and it held. */
  hearClaim: (world: World, claim: Claim) => void;
  /** What the check looks at from now on stands there in the description, by the keys from its root. */
  hearPointer: (pointer: readonly string[]) => void;
}

declare module "vitest" {
  interface TestContext {
    /** What hears of this test's world, where something listens to the run. */
    listener?: Listener;
  }
}

/** Something that holds of the client in the real world. */
export interface Check {
  title: string;
  run: (world: World) => Promise<void>;
}

/** The client's method for an operationId. The world's listener hears of the calls that it refuses. */
export function methodOf(
  world: LiveWorld,
  operationId: string,
  config: ClientConfig,
): (params: Record<string, unknown>, options?: CallOptions) => Promise<Record<string, unknown>> {
  const client = new B2BClient({
    ...credentials,
    custom_base_url: world.mock_url,
    max_retries: 0,
    ...config,
  });
  const method = findMethod(client, operationId);
  return async (params, options) => {
    try {
      return (await method(params, options)) as Record<string, unknown>;
    } catch (error) {
      if (error instanceof ClientError)
        world.listener?.hearRefusal({ operationId, params, parameter: error.parameter });
      throw error;
    }
  };
}
