# SPDX-License-Identifier: Apache-2.0
"""A sound server of its own whose loudspeaker is a file: PulseAudio with a null sink, whose monitor is recorded, so
that a test hears what a person would. Programs find it by the variables in `environment`."""
import math
import os
import shutil
import struct
import subprocess
import tempfile
import threading
import time

RATE_HZ = 48_000
CHANNELS = 2
# What is quieter than this (of 1) is silence.
SILENCE = 0.001
# Tones with so long a pause between them are one sound.
PAUSE_S = 0.6


class Heard:
    """A stretch of sound between silences."""

    def __init__(self, begin_s, samples):
        self.begin_s = begin_s  # Since the recording began.
        self.samples = samples  # Of both ears, one after the other in time.
        self.length_s = len(samples) / RATE_HZ
        self.peak = max(max(abs(left), abs(right)) for left, right in samples)

    def level(self, pitch_hz, width_hz=12.0):
        """How much of a pitch there is: the greatest amplitude near it, by Goertzel's algorithm, of the louder ear."""
        best = 0.0
        for ear in (0, 1):
            mono = [sample[ear] for sample in self.samples]
            for step in range(-2, 3):
                best = max(best, goertzel(mono, pitch_hz + step * width_hz / 2))
        return best


def goertzel(samples, pitch_hz):
    turn = 2.0 * math.cos(2.0 * math.pi * pitch_hz / RATE_HZ)
    before, last = 0.0, 0.0
    for sample in samples:
        before, last = last, sample + turn * last - before
    power = before * before + last * last - turn * before * last
    return 2.0 * math.sqrt(max(power, 0.0)) / max(len(samples), 1)


class SoundService:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix='belvedere-sound-')
        self.socket = os.path.join(self.folder, 'native')
        own = dict(os.environ, HOME=self.folder, XDG_RUNTIME_DIR=self.folder, XDG_CONFIG_HOME=self.folder,
                   PULSE_RUNTIME_PATH=self.folder, PULSE_STATE_PATH=self.folder)
        own.pop('PULSE_SERVER', None)
        self.own = own
        self.log = open(os.path.join(self.folder, 'log'), 'w', encoding='utf-8')  # pylint: disable=consider-using-with
        self.server = subprocess.Popen(
            ['pulseaudio', '-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--disable-shm=yes',
             '--log-target=stderr', '-L', f'module-null-sink sink_name=ear rate={RATE_HZ} channels={CHANNELS}',
             '-L', f'module-native-protocol-unix auth-anonymous=1 socket={self.socket}'],
            env=own, stdout=self.log, stderr=self.log)
        self.environment = {'PULSE_SERVER': f'unix:{self.socket}'}
        try:
            self.wait_for_server()
            self.begin_recording()
        except BaseException:
            self.close()
            raise

    def wait_for_server(self):
        for _ in range(200):
            asked = subprocess.run(['pactl', '--server', f'unix:{self.socket}', 'info'], env=self.own, check=False,
                                   capture_output=True)
            if asked.returncode == 0:
                return
            if self.server.poll() is not None:
                break
            time.sleep(0.1)
        with open(self.log.name, encoding='utf-8') as file:
            raise RuntimeError('no sound server: ' + file.read()[-2000:])

    def begin_recording(self):
        self.bytes, self.lock = bytearray(), threading.Lock()
        self.recorder = subprocess.Popen(  # pylint: disable=consider-using-with
            ['parec', '--server', f'unix:{self.socket}', '--device=ear.monitor', '--format=float32le',
             f'--rate={RATE_HZ}', f'--channels={CHANNELS}', '--latency-msec=50'],
            env=self.own, stdout=subprocess.PIPE, stderr=self.log)
        threading.Thread(target=self.record, daemon=True).start()
        deadline = time.monotonic() + 20.0
        while self.now_s() == 0.0:
            if time.monotonic() > deadline:
                raise RuntimeError('nothing is recorded')
            time.sleep(0.05)

    def record(self):
        # A pipe ends in whole samples only when it is read in them.
        while data := os.read(self.recorder.stdout.fileno(), 65536):
            with self.lock:
                self.bytes += data

    def now_s(self):
        """How much was recorded, silence among it: a null sink's time runs by itself."""
        with self.lock:
            return len(self.bytes) // (4 * CHANNELS) / RATE_HZ

    def heard(self, since_s=0.0):
        """Every sound since then."""
        with self.lock:
            frame = 4 * CHANNELS
            first = int(since_s * RATE_HZ)
            data = bytes(self.bytes[first * frame:len(self.bytes) // frame * frame])
        # Blocks of 10 ms, so that silence costs nothing.
        block = RATE_HZ // 100
        blocks = [data[at:at + block * frame] for at in range(0, len(data), block * frame)]
        silent = bytes(block * frame)
        sounds, begin, quiet = [], None, 0
        for number, each in enumerate([*blocks, *[silent] * (int(PAUSE_S * 100) + 1)]):
            loud = each != silent and any(
                abs(value) > SILENCE for value in struct.unpack(f'<{len(each) // 4}f', each))
            quiet = 0 if loud else quiet + 1
            if loud and begin is None:
                begin = number
            if begin is not None and quiet > PAUSE_S * 100:
                whole = b''.join(blocks[begin:number - quiet + 1])
                sounds.append(Heard(since_s + begin / 100, list(struct.iter_unpack('<2f', whole))))
                begin = None
        return sounds

    def close(self):
        for process in (getattr(self, 'recorder', None), self.server):
            if process is None:
                continue
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
