import type { Page } from "playwright-core";

/** What is wrong with the looks of an open page, a sentence each: in light and dark, on a phone and on a desk. */
export async function inspectLooks(page: Page): Promise<string[]> {
  const problems: string[] = [];
  const papers = new Set<string>();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [375, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const excess = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      if (excess > 0) problems.push(`The page is ${excess} px too wide for ${width} px, in ${colorScheme}.`);
    }
    papers.add(await page.evaluate<string>("getComputedStyle(document.body).backgroundColor"));
  }
  if (papers.size < 2) problems.push("The page looks the same in light and dark.");
  return problems;
}
