// SPDX-License-Identifier: Apache-2.0
// Measures CesiumJS's point primitives as `belvedere bench devices` measures itself:
// node run_points.mjs DEVICES STRIDE FRAMES WIDTH HEIGHT [PICTURE.png]
// Prints one JSON object; a run that fails is an object with "error" and exit status 1.
import { openBrowser } from './browser.mjs';
import { serve } from './file_server.mjs';
import { tmpdir } from 'node:os';

const [devices, stride, frames, width_px, height_px] = process.argv.slice(2, 7).map(Number);
const picture = process.argv[7];
// Where the generated city stands (engine/generator/place.hpp).
const kOrigin = { longitude_deg: 10.0, latitude_deg: 50.0 };

async function run() {
    const { server, port } = await serve(tmpdir());
    const browser = await openBrowser(width_px, height_px);
    try {
        await browser.page.goto(`http://127.0.0.1:${port}/page/cesium_points.html`, { waitUntil: 'load' });
        await browser.page.waitForFunction('window.run !== undefined', null, { timeout: 60000 });
        const result = await browser.page.evaluate((settings) => window.run(settings),
            { devices, stride, frames, ...kOrigin });
        if (picture) await browser.page.screenshot({ path: picture });
        return result;
    } finally {
        await browser.close();
        server.closeAllConnections();
        server.close();
    }
}

try {
    console.log(JSON.stringify(await run()));
} catch (problem) {
    console.log(JSON.stringify({ error: String(problem.stack ?? problem).slice(0, 800) }));
    process.exitCode = 1;
}
process.exit();
