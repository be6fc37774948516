import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://example.org",
  trailingSlash: "always",
  build: { inlineStylesheets: "never" },
  publicDir: "./static",
  cacheDir: "./.astro",
  devToolbar: { enabled: false },
  // Texts are Markdown with footnotes and tables, and without typographic quotes, as elsewhere here.
  markdown: { syntaxHighlight: false },
});
