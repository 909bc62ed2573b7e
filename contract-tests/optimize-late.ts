/**
 * V8's options for processes of tests. Node 20 optimizes what ran for a moment, which took a tenth of the time of these
 * tests: hardly anything in them runs for long. Later versions wait by themselves, and do not know the option.
 */
export const optimizeLate = process.version.startsWith("v20.") ? ["--interrupt-budget=600000"] : [];
