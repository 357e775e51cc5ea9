// Makes a component of a JavaScript file: node componentize.mjs FOLDER-WITH-NODE_MODULES FILE.js FILE.wit OUT.wasm
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, source, wit, out] = process.argv.slice(2);
const entry = resolve(folder, 'node_modules/@bytecodealliance/componentize-js/src/componentize.js');
const { componentize } = await import(pathToFileURL(entry));
const { component } = await componentize(await readFile(source, 'utf8'), { witPath: wit, worldName: 'app' });
await writeFile(out, component);
