import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"].concat(
  "--disable-background-networking",
  "--disable-component-update",
);

/** Starts CHROME_PATH or, without it, an installed Chrome or Chromium. Rejects with what to tell where none starts. */
export async function openBrowser(): Promise<Browser> {
  const { CHROME_PATH } = process.env;
  const [path] = CHROME_PATH
    ? [CHROME_PATH]
    : ["/usr/bin/google-chrome", "/usr/bin/chromium"].filter(existsSync);
  return chromium.launch({ ...(path ? { executablePath: path } : { channel: "chrome" }), args }).catch(() => {
    throw new Error(`No browser starts${path ? ` at ${path}` : ""}: set CHROME_PATH to Chrome or Chromium.`);
  });
}
