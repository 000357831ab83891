// Builds web/dist: widget.js (the launcher), chat-<digest>.js (the rest) and the demo page.
import { build } from "esbuild";
import { cp, mkdir, rm } from "node:fs/promises";
import { basename } from "node:path";

/** Imports a style sheet as its text, with what it imports in turn, and minified. */
const styles = {
  name: "styles",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, minify: true, target: common.target, write: false });
      return { contents: outputFiles[0].text, loader: "text" };
    }),
};

const common = {
  bundle: true,
  minify: true,
  target: ["es2020"],
  format: "iife",
  charset: "utf8",
  plugins: [styles],
  legalComments: "none",
  metafile: true,
};

await rm("dist", { recursive: true, force: true });
await mkdir("dist");
await cp("demo", "dist", { recursive: true });
const chat = await build({ ...common, entryPoints: { chat: "src/chat.ts" }, outdir: "dist", entryNames: "[name]-[hash]" });
const file = basename(Object.keys(chat.metafile.outputs)[0]);
await build({
  ...common,
  entryPoints: { widget: "src/loader.ts" },
  outdir: "dist",
  define: { CHAT_FILE: JSON.stringify(file) },
});
