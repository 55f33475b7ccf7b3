// SPDX-License-Identifier: Apache-2.0
// The scripted cameras of a views.json, in Earth-centred metres; as app/cli/view_script.cpp has them.

const add = (a, b) => a.map((x, i) => x + b[i]);
const subtract = (a, b) => a.map((x, i) => x - b[i]);
const scale = (a, s) => a.map((x) => x * s);
const normalize = (a) => scale(a, 1 / Math.hypot(...a));
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

// East, north, up and origin on WGS 84.
export function frameAt({ lon, lat, height }) {
    const semiMajor = 6378137, eccentricity2 = 0.00669437999014132;
    const [l, p] = [lon, lat].map((degrees) => degrees * Math.PI / 180);
    const [sl, cl, sp, cp] = [Math.sin(l), Math.cos(l), Math.sin(p), Math.cos(p)];
    const n = semiMajor / Math.sqrt(1 - eccentricity2 * sp * sp);
    return {
        origin: [(n + height) * cp * cl, (n + height) * cp * sl, (n * (1 - eccentricity2) + height) * sp],
        axes: [[-sl, cl, 0], [-sp * cl, -sp * sl, cp], [cp * cl, cp * sl, sp]],
    };
}

const turn = (frame, v) => frame.axes.reduce((sum, axis, i) => add(sum, scale(axis, v[i])), [0, 0, 0]);

function lookAt(frame, eye, target) {
    const gaze = normalize(subtract(target, eye));
    const up = cross(normalize(cross(gaze, [0, 0, 1])), gaze);
    return { position: add(frame.origin, turn(frame, eye)), direction: turn(frame, gaze), up: turn(frame, up) };
}

function splineAt(points, s) {
    const last = points.length - 1;
    const x = Math.min(Math.max(s, 0), 1) * last;
    const segment = Math.min(last - 1, Math.floor(x));
    const t = x - segment;
    const [a, b, c, d] = [-1, 0, 1, 2].map((k) => points[Math.min(last, Math.max(0, segment + k))]);
    return [0, 1, 2].map((i) => 0.5 * (2 * b[i] + (c[i] - a[i]) * t +
        (2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t + (3 * b[i] - a[i] - 3 * c[i] + d[i]) * t * t * t));
}

export function cameraAt(views, frame, phase, seconds) {
    if (phase === 'orbit') {
        const { center, radius, height, duration_s } = views.orbit;
        const angle = 2 * Math.PI * seconds / duration_s + Math.atan2(views.fixed.eye[1], views.fixed.eye[0]);
        return lookAt(frame, add(center, [radius * Math.cos(angle), radius * Math.sin(angle), height]), center);
    }
    if (phase === 'fly') {
        const { eye, duration_s, look_ahead_m = 400, look_down = 0.25 } = views.fly;
        const s = seconds / duration_s, from = Math.min(s, 0.995);
        const ahead = subtract(splineAt(eye, from + 0.005), splineAt(eye, from));
        const position = splineAt(eye, s);
        const flat = scale(normalize([ahead[0], ahead[1], 0]), look_ahead_m);
        return lookAt(frame, position, add(position, [flat[0], flat[1], -look_ahead_m * look_down]));
    }
    return lookAt(frame, views.fixed.eye, views.fixed.target);
}
