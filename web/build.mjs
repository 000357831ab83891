// Builds web/dist: widget.js (the launcher), chat-<digest>.js (the rest) and the pages; and `sums`, the digest of
// each, by which retirada/server/widget.py sees whether they are whole.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename } from "node:path";

// Built to one side: a build that is broken off leaves dist as it was.
const BUILT = "dist-new";

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

await rm(BUILT, { recursive: true, force: true });
await mkdir(BUILT);
for (const folder of ["page", "demo"]) await cp(folder, BUILT, { recursive: true });
await cp("src/retirada.d.ts", `${BUILT}/retirada.d.ts`);
await build({ entryPoints: ["demo/demo.css"], bundle: true, minify: true, target: common.target, outdir: BUILT });
const chat = await build({ ...common, entryPoints: { chat: "src/chat.ts" }, outdir: BUILT, entryNames: "[name]-[hash]" });
const file = basename(Object.keys(chat.metafile.outputs)[0]);
await build({
  ...common,
  entryPoints: { widget: "src/loader.ts", demo: "src/demo.ts" },
  outdir: BUILT,
  define: { CHAT_FILE: JSON.stringify(file) },
});

const digest = async (name) => createHash("sha256").update(await readFile(`${BUILT}/${name}`)).digest("hex");
const names = await readdir(BUILT);
await writeFile(`${BUILT}/sums`, (await Promise.all(names.map(async (name) => `${await digest(name)}  ${name}\n`))).join(""));
await rm("dist", { recursive: true, force: true });
await rename(BUILT, "dist");
