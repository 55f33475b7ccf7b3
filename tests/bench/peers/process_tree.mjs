// SPDX-License-Identifier: Apache-2.0
// Memory of a process and all below it: proportional set size, so that shared pages count once.
import fs from 'node:fs';

function children(pid) {
    try {
        return fs.readdirSync(`/proc/${pid}/task`).flatMap((task) => fs
            .readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean)
            .map(Number));
    } catch {
        return [];  // The process ended meanwhile.
    }
}

function pssBytes(pid) {
    try {
        const rollup = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
        return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024;
    } catch {
        return 0;
    }
}

function treePssBytes(pid) {
    return pssBytes(pid) + children(pid).map(treePssBytes).reduce((a, b) => a + b, 0);
}

// Samples until stop(), which returns the largest total seen.
export function watchMemory(pid, period_ms = 200) {
    let peak = 0;
    const sample = () => { peak = Math.max(peak, treePssBytes(pid)); };
    const timer = setInterval(sample, period_ms);
    return { stop() { sample(); clearInterval(timer); return peak; } };
}
