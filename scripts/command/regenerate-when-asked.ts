import { regenerate } from "./regenerate.js";

// `generate --watch` starts this, asks by a message for each run, and waits for the answer.
process.on("message", () => void regenerate().then(() => process.send!("done")));
