// Joins and shrinks what pages load, as scripts/roadmap/pack.py asks on standard input:
//   {words, theirs: [css], ours: [css], modules: [name], folder}
// Prints {css, files: {name: text}}. Of styles that are not ours only the rules stay whose names are
// among `words`; modules become few: those named, and the chunks they share.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { build, transform } from "esbuild";
import { PurgeCSS } from "purgecss";

const asked = JSON.parse(readFileSync(0, "utf8"));
const target = "es2022";

const purged = await new PurgeCSS().purge({
  content: [{ raw: asked.words.join(" "), extension: "txt" }],
  css: asked.theirs.map((raw) => ({ raw })),
  defaultExtractor: (text) => text.split(" "),
  fontFace: false,
  keyframes: true,
  variables: true,
});
const sheets = [...purged.map(({ css }) => css), ...asked.ours];
const { code: css } = await transform(sheets.join("\n"), { loader: "css", minify: true });

const { outputFiles } = await build({
  absWorkingDir: asked.folder,
  entryPoints: asked.modules,
  bundle: true,
  splitting: true,
  format: "esm",
  minify: true,
  target,
  outdir: asked.folder,
  write: false,
  logLevel: "silent",
});
const files = Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]));
process.stdout.write(JSON.stringify({ css, files }));
