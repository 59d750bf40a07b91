import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  build: {
    target: "es2022",
    // Nothing is inlined: the page's content security policy takes scripts, styles and workers from this host only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2000,
    sourcemap: false,
  },
  server: {
    proxy: { "/api": "http://localhost:8080" },
  },
});
