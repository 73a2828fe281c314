import { randomBytes, webcrypto } from "node:crypto";

/** A private key and a certificate for it, both PEM. */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const day = 86_400_000;

/** Makes a certificate for 127.0.0.1 that nobody but the holder of the kubeconfig trusts. `wall` is the wall clock, which clients check it by. */
export async function makeCertificate(wall: number = Date.now()): Promise<ServerCertificate> {
  // Loaded here and not above: only a sandbox needs it. It looks for `Reflect.getMetadata` while it loads.
  await import("reflect-metadata");
  const x509 = await import("@peculiar/x509");
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: `01${randomBytes(8).toString("hex")}`,
      name: "CN=stepwise-sandbox",
      // A day back: the clocks of containers and of their hosts differ.
      notBefore: new Date(wall - day),
      notAfter: new Date(wall + 365 * day),
      signingAlgorithm: algorithm,
      keys: keys as never,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyCertSign, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          { type: "ip", value: "127.0.0.1" },
          { type: "dns", value: "localhost" },
        ]),
      ],
    },
    webcrypto as never,
  );
  const key = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return { key: pem("PRIVATE KEY", key), certificate: certificate.toString("pem") };
}

function pem(label: string, base64: string): string {
  return `-----BEGIN ${label}-----\n${base64.replace(/.{64}/g, "$&\n").trimEnd()}\n-----END ${label}-----\n`;
}
