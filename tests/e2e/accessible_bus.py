# SPDX-License-Identifier: Apache-2.0
"""A private session bus with its accessibility bus, for tests that ask as a screen reader asks."""
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

PYTHON = '/usr/bin/python3'
LAUNCHERS = ('/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher')
SKIPPED = 77


def skip(reason):
    print(f'SKIPPED: {reason}')
    sys.exit(1 if os.environ.get('BELVEDERE_REQUIRE_DATA') == '1' else SKIPPED)


def launcher():
    return next((path for path in LAUNCHERS if os.path.exists(path)), None)


def set_status(name, value, environment=None):
    """What a screen reader sets when it starts."""
    subprocess.run(['dbus-send', '--session', '--print-reply', '--dest=org.a11y.Bus', '/org/a11y/bus',
                    'org.freedesktop.DBus.Properties.Set', 'string:org.a11y.Status', f'string:{name}',
                    f'variant:boolean:{"true" if value else "false"}'], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, **(environment or {})})


def pump(seconds):
    """Lets events arrive."""
    from gi.repository import GLib
    context, end = GLib.MainContext.default(), time.monotonic() + seconds
    while time.monotonic() < end:
        if not context.iteration(False):
            time.sleep(0.005)


# Times what things take on a machine that does nothing else: several tests and a compiler share it.
PATIENCE = 4.0


def wait_for(ask, seconds=5.0):
    """The first true answer; the last one when `seconds` of an idle machine are over."""
    end = time.monotonic() + seconds * PATIENCE
    while True:
        try:
            answer = ask()
        except Exception:  # What is asked for may be on its way. pylint: disable=broad-except
            answer = None
        if answer or time.monotonic() > end:
            return answer
        pump(0.02)


def main():
    """Runs the tests of the calling file inside such a bus, with the distribution's Python."""
    if os.environ.get('BELVEDERE_INSIDE_BUS') == '1':
        unittest.main(argv=[sys.argv[0], '-v', *sys.argv[1:]])
    for tool in ('dbus-run-session', 'dbus-send', PYTHON):
        if shutil.which(tool) is None:
            skip(f'{tool} is not installed')
    if launcher() is None:
        skip('at-spi2-core is not installed')
    if subprocess.run([PYTHON, '-c', 'import pyatspi'], capture_output=True, check=False).returncode != 0:
        skip('pyatspi is not installed')
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, 'XDG_RUNTIME_DIR': folder, 'HOME': folder, 'BELVEDERE_INSIDE_BUS': '1',
               'GSETTINGS_BACKEND': 'memory'}
        for name in ('NO_AT_BRIDGE', 'DISPLAY', 'WAYLAND_DISPLAY', 'AT_SPI_BUS_ADDRESS', 'DBUS_SESSION_BUS_ADDRESS'):
            env.pop(name, None)
        command = f'{launcher()} --launch-immediately & sleep 1; exec {PYTHON} "$@"'
        done = subprocess.run(['dbus-run-session', '--', 'bash', '-c', command, 'bash', *sys.argv], env=env, check=False)
        sys.exit(done.returncode)

