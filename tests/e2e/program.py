# SPDX-License-Identifier: Apache-2.0
"""What the end-to-end tests share: the binary, real data, temporary folders.

The environment names what to test: BELVEDERE_BINARY, BELVEDERE_SAMPLE_DATA, and BELVEDERE_REQUIRE_DATA=1
where absent data is a failure. A test that needs what is absent exits 77, which CTest shows as skipped.
"""
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest

BINARY = os.environ.get('BELVEDERE_BINARY', 'build/release/app/belvedere')
SAMPLE_DATA = os.environ.get('BELVEDERE_SAMPLE_DATA', '')
UNPACKED = os.environ.get('BELVEDERE_UNPACKED', os.path.join(tempfile.gettempdir(), 'belvedere-unpacked'))
SKIPPED = 77


def skip(reason):
    """Leaves the whole test as skipped, or as failed where nothing may be absent."""
    print(f'SKIPPED: {reason}')
    sys.exit(1 if os.environ.get('BELVEDERE_REQUIRE_DATA') == '1' else SKIPPED)


def require_sample_data():
    if not os.path.isdir(os.path.join(SAMPLE_DATA, '3dtiles')):
        skip(f'no sample data at "{SAMPLE_DATA}" (set BELVEDERE_SAMPLE_DATA)')


def require_tools(*tools):
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        skip('not installed: ' + ', '.join(missing))


def unpacked(folder):
    """A folder of the sample data with its packed tiles laid out beside their tileset."""
    source = os.path.join(SAMPLE_DATA, folder)
    archives = [n for n in os.listdir(source) if n.endswith('.tar.xz')]
    if not archives:
        return source
    target = os.path.join(UNPACKED, folder)
    if os.path.isdir(target):
        return target
    # Made beside its place and moved there whole: two tests at once may both want it.
    os.makedirs(os.path.dirname(target), exist_ok=True)
    making = tempfile.mkdtemp(prefix='.making-', dir=os.path.dirname(target))
    for name in os.listdir(source):
        path = os.path.join(source, name)
        if name in archives:
            with tarfile.open(path) as archive:
                archive.extractall(making)
        elif os.path.isfile(path):
            shutil.copy(path, making)
    os.chmod(making, 0o755)
    try:
        os.rename(making, target)
    except OSError:
        if not os.path.isdir(target):
            raise
        shutil.rmtree(making, ignore_errors=True)
    return target


def environment(**changes):
    """The surroundings of a run: software device, validation on, no display, a fixed time zone."""
    settings = dict(os.environ, BELVEDERE_VALIDATION='1', TZ='UTC', LC_ALL='C.UTF-8')
    settings.pop('DISPLAY', None)
    settings.pop('WAYLAND_DISPLAY', None)
    settings.update(changes)
    return settings


def run(*arguments, timeout_s=300, env=None):
    """Runs the program; returns the finished process with text output."""
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True, check=False,
                          timeout=timeout_s, env=env or environment())


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own and the usual questions about a run."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='belvedere-test-')
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def inspect(self, source, *options):
        done = run('inspect', source, '--json', '--cache', 'off', *options)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        return json.loads(done.stdout)

    def render(self, source, *options, picture='picture.png', env=None):
        """Renders and returns (statistics, path of the picture); fails on validation messages."""
        stats = self.path('stats.json')
        done = run('render', source, '--out', self.path(picture), '--stats', stats,
                   '--device', 'software', *options, env=env)
        self.assertEqual(done.returncode, 0, done.stderr[-3000:])
        with open(stats, encoding='utf-8') as file:
            statistics = json.load(file)
        self.assertEqual(statistics['validation_messages'], 0, done.stderr[-3000:])
        return statistics, self.path(picture)


def main():
    """Runs the tests of the calling file."""
    unittest.main(module='__main__', verbosity=2)
