// SPDX-License-Identifier: Apache-2.0
// Headless Chromium that draws with Mesa's software rasteriser, ready for one page.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const kFlags = [
    '--headless=new', '--no-sandbox', '--use-angle=gl', '--ignore-gpu-blocklist',
    '--disable-frame-rate-limit', '--disable-gpu-vsync', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync',
    '--disable-default-apps', '--disable-extensions', '--force-device-scale-factor=1',
    '--js-flags=--max-old-space-size=8192', '--remote-debugging-port=0',
];

function devtoolsAddress(child) {
    return new Promise((resolve, reject) => {
        let said = '';
        const late = setTimeout(() => reject(new Error(`chromium did not start: ${said}`)), 60000);
        child.on('exit', () => reject(new Error(`chromium ended: ${said}`)));
        child.stderr.on('data', (data) => {
            said += data;
            const found = /DevTools listening on (\S+)/.exec(said);
            if (!found) return;
            clearTimeout(late);
            resolve(found[1]);
        });
    });
}

// Needs a display (Xvfb) for the GL rasteriser; LIBGL_ALWAYS_SOFTWARE keeps it on llvmpipe.
export async function openBrowser(width_px, height_px) {
    const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'belvedere-peer-'));
    const started_ms = performance.now();
    const child = spawn('/usr/bin/chromium',
        [...kFlags, `--user-data-dir=${profile}`, `--window-size=${width_px},${height_px}`, 'about:blank'],
        { detached: true, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: '1' } });
    const connection = await chromium.connectOverCDP(await devtoolsAddress(child));
    const page = connection.contexts()[0].pages()[0] ?? await connection.contexts()[0].newPage();
    await page.setViewportSize({ width: width_px, height: height_px });
    const close = async () => {
        const ended = new Promise((resolve) => child.on('exit', resolve));
        await connection.close().catch(() => {});
        process.kill(-child.pid, 'SIGKILL');  // Its helpers too: they write to the profile.
        await ended;
        fs.rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 150 });
    };
    return { page, pid: child.pid, started_ms, close };
}
