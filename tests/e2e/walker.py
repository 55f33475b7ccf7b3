# SPDX-License-Identifier: Apache-2.0
"""A person at the keyboard of one window: keys by xdotool, what the window then holds by AT-SPI, and, where Orca
listens, what it speaks. Inside a bus of accessible_bus."""
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
import tty

import program
from accessible_bus import pump, set_status, wait_for
from display import Display
from said import plain

SPEECHD_CONF = 'LogLevel 0\nAddModule "dummy" "sd_dummy" ""\nDefaultModule dummy\n'


class Log:
    """Orca's debug log, line by line as it is written: a file would hold it back by blocks of 8 KiB, a
    terminal does not."""

    def __init__(self):
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        self.path = os.ttyname(self.slave)
        self.bytes = bytearray()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while True:
            try:
                self.bytes += os.read(self.master, 65536)
            except OSError:
                return

    def spoken(self):
        """All sentences so far."""
        text = bytes(self.bytes).decode('utf-8', errors='replace')
        return [plain(each) for each in re.findall(r"SPEECH OUTPUT: '(.*?)'", text)]


class Orca:
    """The screen reader with a speech service that makes no sound."""

    def __init__(self, display, folder):
        config = os.path.join(folder, 'config')
        os.makedirs(os.path.join(config, 'speech-dispatcher', 'modules'), exist_ok=True)
        with open(os.path.join(config, 'speech-dispatcher', 'speechd.conf'), 'w', encoding='utf-8') as file:
            file.write(SPEECHD_CONF)
        env = dict(os.environ, DISPLAY=display.name, XDG_CONFIG_HOME=config, XDG_DATA_HOME=folder, LC_ALL='C.UTF-8',
                   HOME=folder)
        quiet = {'env': env, 'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}
        self.voice = subprocess.Popen(['speech-dispatcher', '-s', '-C', os.path.join(config, 'speech-dispatcher')], **quiet)
        set_status('ScreenReaderEnabled', True)
        self.log = Log()
        self.process = subprocess.Popen(['orca', '--replace', f'--debug-file={self.log.path}'], **quiet)

    def close(self):
        for process in (self.process, self.voice):
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class Walker:
    def __init__(self, *arguments, reader=None, **surroundings):
        """`reader`: None, 'before' or 'after' the program is started. XDG folders are the walker's own."""
        import pyatspi
        self.atspi = pyatspi
        self.display = Display()
        self.folder = tempfile.mkdtemp(prefix='belvedere-walk-')
        self.orca, self.heard_until, self.keys, self.focus = None, 0, 0, None
        pyatspi.Registry.registerEventListener(self.on_focus, 'object:state-changed:focused')
        if reader == 'before':
            self.start_orca()
        elif reader is None:
            set_status('ScreenReaderEnabled', True)
        env = program.environment(DISPLAY=self.display.name, XDG_DATA_HOME=self.folder, XDG_CONFIG_HOME=self.folder,
                                  **surroundings)
        self.program = subprocess.Popen([program.BINARY, *arguments], env=env, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, text=True)
        if reader == 'after':
            self.wait_for_window()
            self.start_orca()

    def wait_for_window(self):
        env = dict(os.environ, DISPLAY=self.display.name)
        for _ in range(300):
            found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', 'Belvedere'], env=env, check=False,
                                   capture_output=True)
            if found.stdout.strip():
                return
            time.sleep(0.2)
        raise AssertionError('no window')

    def start_orca(self):
        self.orca = Orca(self.display, self.folder)
        deadline = time.monotonic() + 30.0
        while not self.orca.log.spoken() and time.monotonic() < deadline:
            time.sleep(0.2)

    def on_focus(self, event):
        if event.detail1:
            self.focus = event.source

    def close(self):
        self.atspi.Registry.deregisterEventListener(self.on_focus, 'object:state-changed:focused')
        self.program.terminate()
        try:
            _, errors = self.program.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self.program.kill()
            _, errors = self.program.communicate()
        if self.orca:
            self.orca.close()
        self.display.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        assert self.program.returncode == 0, errors[-2000:]

    # What the hands do.

    def press(self, key):
        self.keys += 1
        self.display.tool('key', key)

    def moves_by(self, key, seconds=2.0):
        """Presses a key that moves the focus, and waits until it has moved: frames may be slow, and who looks and
        listens presses no other key before. What has the focus then; the same where the way ends."""
        before = self.focused()
        self.press(key)
        self.settle(0.4 if self.orca else 0.1)
        wait_for(lambda: (self.focused() or before) != before, seconds)
        return self.focused()

    def type(self, text):
        self.keys += len(text)
        self.display.tool('type', '--delay', '30' if self.orca is None else '60', text)

    # What the ears hear.

    def mark(self):
        """What is heard from now on counts."""
        self.heard_until = len(self.orca.log.spoken())

    def heard(self):
        return ' '.join(self.orca.log.spoken()[self.heard_until:])

    def hears(self, *parts, seconds=20.0):
        """Whether all of these words come within the time, in any order; the parts that do not."""
        wanted = [plain(part).lower() for part in parts]
        end = time.monotonic() + seconds
        while True:
            said = self.heard().lower()
            missing = [part for part in wanted if part not in said]
            if not missing or time.monotonic() > end:
                return missing
            time.sleep(0.1)

    # What the window holds.

    def window(self):
        self.atspi.clearCache()
        for one in self.atspi.Registry.getDesktop(0):
            if one is not None and one.name == 'Belvedere':
                return one[0]
        return None

    def node(self, one):
        """A node as (role, name, states, value, description, accessible)."""
        states = {self.atspi.stateToString(state) for state in one.getState().getStates()}
        try:
            value = one.queryValue().currentValue
        except NotImplementedError:
            value = None
        return one.getRoleName(), one.name, states, value, one.description, one

    def nodes(self):
        """Every node of the window, in reading order."""
        waiting, found = [self.window()], []
        while waiting:
            one = waiting.pop(0)
            if one is not None:
                found.append(self.node(one))
                waiting = list(one) + waiting
        return found

    def find(self, name=None, role=None, state=None):
        for node in self.nodes():
            if (name is None or name in plain(node[1])) and role in (None, node[0]) and (state is None or state in node[2]):
                return node
        return None

    def focused(self):
        """What has the focus: by the last event that told so, else by looking for it."""
        pump(0.05)
        try:
            if self.focus is not None and self.focus.getState().contains(self.atspi.STATE_FOCUSED):
                return self.node(self.focus)
        except Exception:  # It is gone. pylint: disable=broad-except
            self.focus = None
        return self.find(state='focused')

    def waits(self, ask, seconds=30.0):
        return wait_for(ask, seconds)

    def texts(self):
        return [plain(node[1]) for node in self.nodes()]

    def preferences(self):
        return self.kept('preferences.json')

    def project(self):
        """The session as it is kept while the program runs."""
        return self.kept('autosave.json')

    def kept(self, name):
        try:
            with open(os.path.join(self.folder, 'belvedere', name), encoding='utf-8') as file:
                return json.load(file)
        except (OSError, ValueError):
            return {}

    def settle(self, seconds=0.3):
        pump(seconds)
