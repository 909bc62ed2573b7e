import { generateKeyPairSync, sign } from "node:crypto";

/** What a TLS server needs. */
export interface Certified {
  key: string;
  cert: string;
}

/** Makes a certificate for one name or address that nobody else has signed. Node reads certificates, but makes none. */
export function selfSign(
  host: "127.0.0.1" | "example.invalid",
  years: readonly [from: number, to: number],
): Certified {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from("2a8648ce3d040302", "hex")));
  const name = der(
    0x30,
    der(0x31, der(0x30, der(0x06, Buffer.from("550403", "hex")), der(0x0c, "Fault server"))),
  );
  const validity = years.map((year) => der(0x18, `${year}0101000000Z`));
  const address = host === "127.0.0.1" ? der(0x87, Buffer.from([127, 0, 0, 1])) : der(0x82, host);
  const subjectAltName = der(0x30, der(0x06, Buffer.from("551d11", "hex")), der(0x04, der(0x30, address)));
  const content = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    der(0x30, ...validity),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, der(0x30, subjectAltName)),
  );
  const signature = der(0x03, Buffer.from([0]), sign("sha256", content, privateKey));
  const certificate = der(0x30, content, ecdsaWithSha256, signature).toString("base64");
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
  };
}

/** One ASN.1 value: tag, length, content. */
function der(tag: number, ...parts: readonly (Buffer | string)[]): Buffer {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part as string, "latin1")));
  const long = [content.length >> 8, content.length & 0xff];
  return Buffer.concat([
    Buffer.from(content.length < 128 ? [tag, content.length] : [tag, 0x82, ...long]),
    content,
  ]);
}
