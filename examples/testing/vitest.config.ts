import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["testing/*.{vitest,msw}.test.ts"] } });
