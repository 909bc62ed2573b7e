/**
 * Every test file, and what it proves that no other does. A whole run fails without one of them: obligations and mutants
 * cannot miss what they do not know of.
 */
export const testFiles: Record<string, string> = {
  "contract-tests/contract.test.ts": "The client and the mock agree on every obligation of the description.",
  "contract-tests/types.test.ts":
    "The generated types have everything that the description has, as people typed it.",
  "contract-tests/generate.test.ts":
    "A broken description stops generation with file and line, and generated/ is fresh.",
  "contract-tests/generate-command.test.ts":
    "The command says in one line what is wrong, writes nothing then, and goes on watching.",
  "contract-tests/source-files.test.ts":
    "A source file that cannot be read is told with its line, and nothing that follows from it.",
  "contract-tests/description.test.ts": "Each step of generation refuses what it must.",
  "contract-tests/watch-folder.test.ts": "No save in a watched folder is lost.",
  "contract-tests/document.test.ts": "A description is read the same way by everything that enumerates it.",
  "contract-tests/render-client.test.ts":
    "The client is rendered for what it can express, and refused for the rest.",
  "contract-tests/schemas.test.ts": "Every schema is compiled strictly, and one that cannot be is named.",
  "contract-tests/official-sdk.test.ts":
    "Requests, credentials and errors are the official SDK's, but for listed differences.",
  "contract-tests/official-sdk-drop-in.test.ts":
    "Code for the official SDK runs when only its import changes.",
  "contract-tests/workerd.test.ts": "A call works in workerd, on both sides of the dates that changed it.",
  "contract-tests/package.test.ts": "The packed package has its entries, its types and nothing else.",
  "contract-tests/faults/abort.test.ts":
    "An aborted call ends at once, and says whether it may have been applied.",
  "contract-tests/faults/applied.test.ts": "may_have_been_applied is right for every history of attempts.",
  "contract-tests/faults/classification.test.ts":
    "Each error of the platform is sorted by what it proves about the request.",
  "contract-tests/faults/exit.test.ts": "No call keeps a process from ending.",
  "contract-tests/faults/matrix.test.ts": "Every fault at every step of a real connection ends as it must.",
  "contract-tests/faults/other-fetch.test.ts":
    "A fetch, a body or a proxy that is not the platform's ends as it must, and no cache answers.",
  "contract-tests/faults/redirects.test.ts": "No redirect is followed.",
  "contract-tests/faults/refusals.test.ts": "Every 4xx and 5xx is a StytchError, whatever its body.",
  "contract-tests/faults/retry.test.ts":
    "Only what cannot have been applied is sent again, unless asked for.",
  "contract-tests/faults/success.test.ts": "Only a complete answer of the API's own counts as a success.",
  "contract-tests/faults/time.test.ts": "Timeout and deadline hold at every step.",
  "contract-tests/faults/tls.test.ts": "Nothing is sent to a server that cannot be trusted.",
  "contract-tests/guards/answers.property.test.ts": "No answer whatsoever is taken for another kind.",
  "contract-tests/guards/authorization.test.ts": "No session credential is dropped, swapped or quoted.",
  "contract-tests/guards/base-url.property.test.ts": "No base URL whatsoever sends a request elsewhere.",
  "contract-tests/guards/base-url.test.ts": "A base URL is taken or refused with a reason.",
  "contract-tests/guards/calls.test.ts": "createFetchClient refuses what an operation does not declare.",
  "contract-tests/guards/causes.property.test.ts": "No cause whatsoever carries a credential.",
  "contract-tests/guards/config.test.ts": "A configuration is taken or refused with a reason.",
  "contract-tests/guards/errors.test.ts": "The errors are told apart across two copies of the package.",
  "contract-tests/guards/ids.property.test.ts": "No id whatsoever reaches another resource.",
  "contract-tests/guards/ids.test.ts": "An id is sent intact or refused with a reason.",
  "contract-tests/guards/log.test.ts": "A log has its facts, and neither ids nor credentials.",
  "contract-tests/guards/secrets.test.ts": "No error shows a credential, however it is looked at.",
  "contract-tests/guards/sessions.property.test.ts": "No session whatsoever is dropped in silence.",
  "contract-tests/guards/wire.test.ts":
    "On the wire are the request's own headers and the platform's, and nothing else.",
  "contract-tests/mutants/spec-operations.test.ts": "A change of an operation's description is noticed.",
  "contract-tests/mutants/spec-schemas.test.ts": "A change of a schema is noticed.",
  "contract-tests/mutants/wire-mutants.test.ts": "A fault between client and mock is noticed.",
  "contract-tests/report/report.test.ts":
    "The report fails a run that left something out, and shows no credential.",
};
