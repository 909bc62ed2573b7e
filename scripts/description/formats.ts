import type { Ajv } from "ajv";
import addFormats from "ajv-formats";

/** The formats of JSON Schema 2020-12 and of the OpenAPI Format Registry that can be told from others. */
const checked = (
  "date-time date time duration email hostname ipv4 ipv6 uri uri-reference uri-template uuid json-pointer " +
  "relative-json-pointer regex int32 float double byte"
).split(" ");

/** Those that only say what a value is for, or that no library here knows. */
const annotations = (
  "password binary base64url char commonmark html idn-email idn-hostname iri iri-reference http-date media-range " +
  "date-time-local time-local decimal decimal128 double-int unixtime " +
  "sf-binary sf-boolean sf-decimal sf-integer sf-string sf-token"
).split(" ");

/** Bits of the other integers: JSON numbers that are none, or are too large, violate these. */
const integers = {
  int8: [-(2 ** 7), 2 ** 7],
  int16: [-(2 ** 15), 2 ** 15],
  int64: [-(2 ** 63), 2 ** 63],
  uint8: [0, 2 ** 8],
  uint16: [0, 2 ** 16],
  uint32: [0, 2 ** 32],
  uint64: [0, 2 ** 64],
} as const;

/** Teaches Ajv the formats that a description may use. Any other is refused in strict mode. */
export function addOpenApiFormats(ajv: Ajv): void {
  addFormats.default(ajv, checked as never);
  for (const name of annotations) ajv.addFormat(name, true);
  for (const [name, [from, below]] of Object.entries(integers)) {
    const validate = (value: number): boolean => Number.isInteger(value) && value >= from && value < below;
    ajv.addFormat(name, { type: "number", validate });
  }
}
