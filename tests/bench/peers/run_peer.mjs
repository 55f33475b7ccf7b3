// SPDX-License-Identifier: Apache-2.0
// Measures one browser viewer on one set: node run_peer.mjs cesium|three SET_FOLDER [PHASE,...]
// Prints one JSON object; a run that fails is an object with "error" and exit status 1.
import fs from 'node:fs';
import path from 'node:path';
import { openBrowser } from './browser.mjs';
import { serve } from './file_server.mjs';
import { watchMemory } from './process_tree.mjs';

const [peer, setFolder, phases = 'fixed'] = process.argv.slice(2);
const kErrorPx = 16;

async function run() {
    const views = JSON.parse(fs.readFileSync(path.join(setFolder, 'views.json'), 'utf8'));
    const { server, port } = await serve(setFolder);
    const browser = await openBrowser(views.width, views.height);
    const memory = watchMemory(browser.pid);
    let from_start_ms = 0;
    await browser.page.exposeFunction('loaded', () => {
        from_start_ms = performance.now() - browser.started_ms;
    });
    try {
        await browser.page.goto(`http://127.0.0.1:${port}/page/${peer}.html`, { waitUntil: 'load' });
        await browser.page.waitForFunction('window.run !== undefined', null, { timeout: 60000 });
        const url = `http://127.0.0.1:${port}/set/tileset.json`;
        const result = await browser.page.evaluate((settings) => window.run(settings),
            { url, views, error_px: kErrorPx, phases: phases.split(',').filter((p) => p !== 'none') });
        // Over all phases, as Belvedere counts itself.
        return { ...result, complete_from_process_start_ms: from_start_ms, pss_bytes: memory.stop() };
    } finally {
        memory.stop();
        await browser.close();
        server.closeAllConnections();
        server.close();
    }
}

try {
    console.log(JSON.stringify(await run()));
} catch (problem) {
    console.log(JSON.stringify({ peer, error: String(problem.stack ?? problem).slice(0, 800) }));
    process.exitCode = 1;
}
process.exit();
