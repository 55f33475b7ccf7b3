// SPDX-License-Identifier: Apache-2.0
// Runs a viewer through loading and the scripted phases, and says what it measured.
//
// A viewer is {setCamera(camera), frame(), state()}: frame() returns once the GPU has finished (a
// one-pixel read), state() is {ready, pending, triangles, drawn, loaded}.
import { cameraAt, frameAt } from './view_script.js';

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

export function percentiles(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (fraction) => sorted[Math.min(sorted.length - 1, Math.floor(fraction * sorted.length))];
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

// Until the complete view stood for five frames; the time is that of the first of them.
async function load(viewer, views, frame, limit_s) {
    viewer.setCamera(cameraAt(views, frame, 'fixed', 0));
    let first_ms = null, complete_ms = null, quiet = 0;
    while (quiet < 5) {
        await nextFrame();
        viewer.frame();
        const now = performance.now(), state = viewer.state();
        if (first_ms === null && state.triangles > 0) first_ms = now;
        const complete = state.ready && state.pending === 0 && state.triangles > 0;
        if (complete && quiet === 0) complete_ms = now;
        quiet = complete ? quiet + 1 : 0;
        if (now > limit_s * 1000) return { first_ms, complete_ms: null };
    }
    return { first_ms, complete_ms };
}

async function play(viewer, views, frame, phase, duration_s) {
    const times = [];
    const start = performance.now();
    for (let last = start; last - start < duration_s * 1000;) {
        await nextFrame();
        viewer.setCamera(cameraAt(views, frame, phase, (performance.now() - start) / 1000));
        viewer.frame();
        times.push(performance.now() - last);
        last = performance.now();
    }
    return { frames: times.length, ...percentiles(times) };
}

export async function measure(viewer, views, { phases, limit_s = 240 }) {
    const frame = frameAt(views.origin);
    const result = await load(viewer, views, frame, limit_s);
    const { triangles, drawn, loaded } = viewer.state();
    Object.assign(result, { triangles, tiles_drawn: drawn, tiles_loaded: loaded });
    await window.loaded();
    const durations = { fixed: 6, orbit: views.orbit.duration_s, fly: views.fly.duration_s };
    for (const phase of phases) {
        result[phase] = await play(viewer, views, frame, phase, durations[phase]);
    }
    return result;
}
