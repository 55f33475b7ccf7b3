// SPDX-License-Identifier: Apache-2.0
// What Khronos' glTF validator says of every .glb below a folder: node validate_glb.mjs FOLDER
// Prints {files, errors, warnings, messages: {code: count}, samples: [text ...]}; exit status 1 on errors.
import fs from 'node:fs';
import path from 'node:path';
import validator from 'gltf-validator';

const kSamples = 20;
const result = { files: 0, errors: 0, warnings: 0, messages: {}, samples: [] };

for (const entry of fs.readdirSync(process.argv[2], { recursive: true }).sort()) {
    if (!entry.endsWith('.glb')) continue;
    const file = path.join(process.argv[2], entry);
    const report = await validator.validateBytes(new Uint8Array(fs.readFileSync(file)), {
        maxIssues: 0,
        externalResourceFunction: async (uri) =>
            new Uint8Array(fs.readFileSync(path.join(path.dirname(file), decodeURIComponent(uri)))),
    });
    ++result.files;
    result.errors += report.issues.numErrors;
    result.warnings += report.issues.numWarnings;
    for (const { code, severity, message, pointer } of report.issues.messages) {
        if (severity > 1) continue;
        result.messages[code] = (result.messages[code] ?? 0) + 1;
        if (result.samples.length < kSamples) result.samples.push(`${entry}: ${code} ${pointer ?? ''} ${message}`);
    }
}
console.log(JSON.stringify(result));
process.exitCode = result.errors > 0 ? 1 : 0;
