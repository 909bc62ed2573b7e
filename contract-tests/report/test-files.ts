/**
 * Every test file, and what it proves that no other does. A whole run fails without one of them: obligations and mutants
 * cannot miss what they do not know of.
 */
export const testFiles: Record<string, string> = {
  "contract-tests/contract/contract.test.ts":
    "The client and the mock agree on every obligation of the description.",
  "contract-tests/strength/coverage/generated-types.test.ts":
    "The generated types have everything that the description has, as people typed it.",
  "contract-tests/generation/generate.test.ts":
    "A broken description stops generation with file and line, and generated/ is fresh.",
  "contract-tests/generation/generate-command.test.ts":
    "The command says in one line what is wrong, writes nothing then, and goes on watching.",
  "contract-tests/generation/source-files.test.ts":
    "A source file that cannot be read is told with its line, and nothing that follows from it.",
  "contract-tests/generation/description.test.ts": "Each step of generation refuses what it must.",
  "contract-tests/generation/watch-folder.test.ts": "No save in a watched folder is lost.",
  "contract-tests/generation/document.test.ts":
    "A description is read the same way by everything that enumerates it.",
  "contract-tests/generation/render-client.test.ts":
    "The client is rendered for what it can express, and refused for the rest.",
  "contract-tests/generation/compile-schemas.test.ts":
    "Every schema is compiled strictly, and one that cannot be is named.",
  "contract-tests/client/official-sdk/requests.test.ts":
    "Requests, credentials and errors are the official SDK's, but for listed differences.",
  "contract-tests/client/official-sdk/drop-in.test.ts":
    "Code for the official SDK runs when only its import changes.",
  "contract-tests/client/workerd.test.ts":
    "A call works in workerd, on both sides of the dates that changed it.",
  "contract-tests/client/package.test.ts": "The packed package has its entries, its types and nothing else.",
  "contract-tests/client/faults/abort.test.ts":
    "An aborted call ends at once, and says whether it may have been applied.",
  "contract-tests/client/faults/applied.test.ts":
    "may_have_been_applied is right for every history of attempts.",
  "contract-tests/client/faults/classification.test.ts":
    "Each error of the platform is sorted by what it proves about the request.",
  "contract-tests/client/faults/exit.test.ts": "No call keeps a process from ending.",
  "contract-tests/client/faults/matrix.test.ts":
    "Every fault at every step of a real connection ends as it must.",
  "contract-tests/client/faults/other-fetch.test.ts":
    "A fetch, a body or a proxy that is not the platform's ends as it must, and no cache answers.",
  "contract-tests/client/faults/redirects.test.ts": "No redirect is followed.",
  "contract-tests/client/faults/refusals.test.ts": "Every 4xx and 5xx is a StytchError, whatever its body.",
  "contract-tests/client/faults/retry.test.ts":
    "Only what cannot have been applied is sent again, unless asked for.",
  "contract-tests/client/faults/success.test.ts":
    "Only a complete answer of the API's own counts as a success.",
  "contract-tests/client/faults/time.test.ts": "Timeout and deadline hold at every step.",
  "contract-tests/client/faults/tls.test.ts": "Nothing is sent to a server that cannot be trusted.",
  "contract-tests/client/guards/answers.property.test.ts": "No answer whatsoever is taken for another kind.",
  "contract-tests/client/guards/authorization.test.ts":
    "No session credential is dropped, swapped or quoted.",
  "contract-tests/client/guards/base-url.property.test.ts":
    "No base URL whatsoever sends a request elsewhere.",
  "contract-tests/client/guards/base-url.test.ts": "A base URL is taken or refused with a reason.",
  "contract-tests/client/guards/calls.test.ts":
    "createFetchClient refuses what an operation does not declare.",
  "contract-tests/client/guards/causes.property.test.ts": "No cause whatsoever carries a credential.",
  "contract-tests/client/guards/config.test.ts": "A configuration is taken or refused with a reason.",
  "contract-tests/client/guards/errors.test.ts":
    "The errors are told apart across two copies of the package.",
  "contract-tests/client/guards/ids.property.test.ts": "No id whatsoever reaches another resource.",
  "contract-tests/client/guards/ids.test.ts": "An id is sent intact or refused with a reason.",
  "contract-tests/client/guards/log.test.ts": "A log has its facts, and neither ids nor credentials.",
  "contract-tests/client/guards/secrets.test.ts": "No error shows a credential, however it is looked at.",
  "contract-tests/client/guards/sessions.property.test.ts": "No session whatsoever is dropped in silence.",
  "contract-tests/client/guards/request-headers.test.ts":
    "On the wire are the request's own headers and the platform's, and nothing else.",
  "contract-tests/strength/mutants/spec-operations.test.ts":
    "A change of an operation's description is noticed.",
  "contract-tests/strength/mutants/spec-schemas.test.ts": "A change of a schema is noticed.",
  "contract-tests/strength/mutants/wire-mutants.test.ts": "A fault between client and mock is noticed.",
  "contract-tests/report/report.test.ts":
    "The report fails a run that left something out, and shows no credential.",
};
