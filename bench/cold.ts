import type { Connect } from "./clients/call.js";

// A process of its own, with one client: imports it, makes it, and calls once. It loads nothing else.
const [, , file, url] = process.argv;
const { connect } = (await import(file!)) as { connect: Connect };
const calls = connect(url!);
const ready = usage();
await calls.small();
const called = usage();
process.send!({
  ready_ms: ready.ms,
  ready_cpu: ready.cpu,
  ready_rss: ready.rss,
  called_ms: called.ms,
  called_cpu: called.cpu,
  called_rss: called.rss,
});
process.disconnect();

/** Since the process began: milliseconds, those of CPU, and megabytes. */
function usage(): { ms: number; cpu: number; rss: number } {
  const ms = performance.now();
  const { user, system } = process.cpuUsage();
  return { ms, cpu: (user + system) / 1000, rss: process.memoryUsage.rss() / 2 ** 20 };
}
