// SPDX-License-Identifier: Apache-2.0
// A static server on the loopback: /set/* from the tileset's folder, /page/* from this one.
// As a program: node file_server.mjs SET_FOLDER [PORT] prints the tileset's URL and serves on.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const kPageFolder = path.dirname(fileURLToPath(import.meta.url));
const kContentTypes = {
    '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript',
    '.json': 'application/json', '.css': 'text/css', '.glb': 'model/gltf-binary',
    '.wasm': 'application/wasm',
};

function fileOf(url, setFolder) {
    const name = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const root = name.startsWith('/set/') ? setFolder : kPageFolder;
    const file = path.join(root, name.slice(name.indexOf('/', 1) + 1));
    return file.startsWith(root + path.sep) ? file : null;
}

// Resolves to {server, port} once it listens.
export function serve(setFolder, port = 0) {
    const server = http.createServer((request, response) => {
        const file = fileOf(request.url, path.resolve(setFolder));
        fs.stat(file ?? '', (problem, stat) => {
            if (problem || !stat.isFile()) {
                response.writeHead(404).end();
                return;
            }
            response.writeHead(200, {
                'content-type': kContentTypes[path.extname(file)] ?? 'application/octet-stream',
                'content-length': stat.size,
                'cache-control': 'no-store',
                'access-control-allow-origin': '*',
            });
            fs.createReadStream(file).pipe(response);
        });
    });
    return new Promise((resolve) => {
        server.listen(port, '127.0.0.1', () => resolve({ server, port: server.address().port }));
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const { port } = await serve(process.argv[2], Number(process.argv[3] ?? 0));
    console.log(`http://127.0.0.1:${port}/set/tileset.json`);
}
