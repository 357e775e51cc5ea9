// Runs the guest of bench/files under node's own WASI: node files.mjs GUEST FOLDER WORDS... ; the last line of standard error
// is how many microseconds it ran.
import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";

const [guest, folder, ...words] = process.argv.slice(2);
const wasi = new WASI({ version: "preview1", args: ["files", ...words], env: {}, preopens: { "/data": folder }, returnOnExit: true });
const module = await WebAssembly.compile(await readFile(guest));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
const began = process.hrtime.bigint();
wasi.start(instance);
console.error(String((process.hrtime.bigint() - began) / 1000n));
