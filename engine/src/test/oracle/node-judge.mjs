// Runs the modules of a folder as the files beside them say, and prints what each call gives: node-judge.mjs FOLDER
import { readFileSync, readdirSync } from 'node:fs';

const bits = new DataView(new ArrayBuffer(8));

function argument(type, value) {
    switch (type) {
        case 'I32': return Number(BigInt.asIntN(32, BigInt(value)));
        case 'I64': return BigInt(value);
        case 'F32': bits.setInt32(0, Number(BigInt.asIntN(32, BigInt(value)))); return bits.getFloat32(0);
        case 'F64': bits.setBigInt64(0, BigInt(value)); return bits.getFloat64(0);
        default: return null;
    }
}

function shown(type, value) {
    switch (type) {
        case 'I32': return String(value | 0);
        case 'I64': return String(value);
        case 'F32': bits.setFloat32(0, value); return Number.isNaN(value) ? 'nan' : String(bits.getInt32(0));
        case 'F64': bits.setFloat64(0, value); return Number.isNaN(value) ? 'nan' : String(bits.getBigInt64(0));
        default: return value === null ? 'null' : 'reference';
    }
}

function call(names, instance, line) {
    const [at, parameters, results, values] = line.split('|');
    const types = parameters ? parameters.split(',') : [];
    const wanted = results ? results.split(',') : [];
    const given = values ? values.split(',') : [];
    try {
        const all = instance.exports[names[at].name](...types.map((type, i) => argument(type, given[i])));
        const list = wanted.length === 1 ? [all] : wanted.length === 0 ? [] : [...all];
        return 'Returned ' + list.map((value, i) => shown(wanted[i], value)).join(',');
    } catch (e) {
        return 'Trapped';
    }
}

function digest(memory) {
    let sum = 0;
    const bytes = new Uint8Array(memory.buffer);
    for (let i = 0; i < bytes.length; i++) {
        sum += (i + 1) * bytes[i];
    }
    return `${bytes.length} ${sum % 2 ** 31}`;
}

const folder = process.argv[2];
for (const file of readdirSync(folder).filter(name => name.endsWith('.wasm')).sort()) {
    const seed = file.slice(0, -5);
    let module;
    try {
        module = new WebAssembly.Module(readFileSync(`${folder}/${file}`));
    } catch (e) {
        console.log(`${seed} refused`);
        continue;
    }
    let instance;
    try {
        instance = new WebAssembly.Instance(module, {});
    } catch (e) {
        console.log(`${seed} Trapped`);
        continue;
    }
    for (const line of readFileSync(`${folder}/${seed}.calls`, 'utf8').split('\n').filter(line => line)) {
        console.log(`${seed} ${call(WebAssembly.Module.exports(module), instance, line)}`);
    }
    for (const { name, kind } of WebAssembly.Module.exports(module)) {
        if (kind === 'memory') {
            console.log(`${seed} ${digest(instance.exports[name])}`);
        }
    }
}
