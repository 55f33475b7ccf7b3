# SPDX-License-Identifier: Apache-2.0
"""Orca reads the program: journeys by keyboard alone, what is spoken taken from Orca's own log.

The speech itself goes to speech-dispatcher's dummy module: no sound device is needed.
"""
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
import tty
import unittest

import program
from accessible_bus import main, set_status, skip
from display import Display

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

    def text(self):
        return bytes(self.bytes).decode('utf-8', errors='replace')


class Orca(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.display = Display()
        cls.folder = tempfile.mkdtemp(prefix='belvedere-orca-')
        config = os.path.join(cls.folder, 'config')
        os.makedirs(os.path.join(config, 'speech-dispatcher', 'modules'))
        with open(os.path.join(config, 'speech-dispatcher', 'speechd.conf'), 'w', encoding='utf-8') as file:
            file.write(SPEECHD_CONF)
        cls.env = dict(os.environ, DISPLAY=cls.display.name, XDG_CONFIG_HOME=config, XDG_DATA_HOME=cls.folder,
                       LC_ALL='C.UTF-8', HOME=cls.folder)
        cls.voice = subprocess.Popen(['speech-dispatcher', '-s', '-C', os.path.join(config, 'speech-dispatcher')],
                                     env=cls.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        set_status('ScreenReaderEnabled', True)
        cls.log = Log()
        cls.orca = subprocess.Popen(['orca', '--replace', f'--debug-file={cls.log.path}'], env=cls.env,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(4.0)
        surroundings = program.environment(DISPLAY=cls.display.name, XDG_DATA_HOME=cls.folder, XDG_CONFIG_HOME=config)
        cls.program = subprocess.Popen([program.BINARY, 'demo'], env=surroundings,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        cls.at = 0
        assert cls.hear('View of the city', 60), 'Orca does not speak of the window: ' + '; '.join(cls.spoken())

    @classmethod
    def tearDownClass(cls):
        for process in (cls.orca, cls.program, cls.voice):
            process.terminate()
            try:
                process.communicate(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
        cls.display.close()
        shutil.rmtree(cls.folder, ignore_errors=True)

    @classmethod
    def spoken(cls):
        """All that Orca has spoken so far."""
        return re.findall(r"SPEECH OUTPUT: '(.*?)'", cls.log.text())

    @classmethod
    def hear(cls, words, seconds=15.0):
        """Whether Orca speaks of these words, after what was heard before."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            said = cls.spoken()
            for place in range(cls.at, len(said)):
                if words.lower() in said[place].lower():
                    cls.at = place + 1
                    return said[place]
            time.sleep(0.2)
        return None

    def step(self, *keys):
        """Presses keys one by one; what Orca says of the last, but for the keys' own names."""
        for key in keys[:-1]:
            self.display.tool('key', key)
            time.sleep(0.5)
        before = len(self.spoken())
        self.display.tool('key', keys[-1])
        end, quiet_since, said = time.monotonic() + 20.0, None, []
        while time.monotonic() < end:
            now = [words for words in self.spoken()[before:] if not re.fullmatch(r'[a-z ]+ ', words)]
            if len(now) > len(said):
                said, quiet_since = now, time.monotonic()
            if quiet_since is not None and time.monotonic() - quiet_since > 0.7:
                break
            time.sleep(0.1)
        type(self).at = len(self.spoken())
        return ' '.join(said)

    def walk_to(self, words, key='Tab', most=40):
        """Presses a key until what is reached is called so."""
        heard = []
        for _ in range(most):
            heard.append(self.step(key))
            if words.lower() in heard[-1].lower():
                return heard[-1]
        self.fail(f'"{words}" is never reached: {heard}')

    def expect(self, words):
        self.assertTrue(self.hear(words, 40), f'not spoken: "{words}"; spoken last: {self.spoken()[-12:]}')

    def test_a_check_is_found_and_changed(self):
        self.step('Escape')
        self.walk_to('check box checked')
        self.assertIn('not checked', self.step('space'))
        self.assertIn('checked', self.step('space'))

    def test_menus_are_read(self):
        self.step('Escape')
        self.walk_to('File menu')
        self.assertIn('Open', self.step('Down'))
        self.assertIn('File', self.step('Escape'))

    def test_the_palette_finds_a_command_and_runs_it(self):
        self.assertIn('What do you want to do', self.step('Escape', 'ctrl+k'))
        self.display.tool('type', '--delay', '150', 'keys and mouse')
        time.sleep(1.0)
        self.display.tool('key', 'Return')
        self.expect('Keys and mouse')
        self.step('Escape')

    def test_time_is_changed_by_arrows(self):
        self.step('Escape')
        self.walk_to('Inspect page tab')
        self.step('Right', 'Right', 'Right', 'space')
        self.walk_to('Time slider', most=8)
        said = self.step('Right')
        self.assertRegex(said, r'\d\d:\d\d')


if __name__ == '__main__':
    for tool in ('orca', 'speech-dispatcher', 'xdotool'):
        if shutil.which(tool) is None:
            skip(f'{tool} is not installed')
    main()
