# SPDX-License-Identifier: Apache-2.0
"""The program speaks for itself: on the first start, by keyboard, without a screen reader."""
import os
import shutil
import subprocess
import tempfile
import time
import unittest

import program
from display import Display
from said import plain
from speech_service import SpeechService


class SelfVoice(unittest.TestCase):
    def setUp(self):
        self.display, self.service = Display(), SpeechService()
        self.folder = tempfile.mkdtemp(prefix='belvedere-voice-')
        surroundings = program.environment(DISPLAY=self.display.name, XDG_DATA_HOME=self.folder,
                                           XDG_CONFIG_HOME=self.folder, **self.service.environment)
        for name in ('DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS'):
            surroundings.pop(name, None)
        self.program = subprocess.Popen([program.BINARY, 'view', '--language', 'en'], env=surroundings,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.addCleanup(self.service.close)
        self.addCleanup(self.display.close)
        self.addCleanup(self.end)
        env = dict(os.environ, DISPLAY=self.display.name)
        for _ in range(150):
            found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', 'Belvedere'], env=env, check=False,
                                   capture_output=True)
            if found.stdout.strip():
                break
            time.sleep(0.2)
        time.sleep(2.0)

    def end(self):
        if self.program.poll() is None:
            self.program.kill()
            self.program.communicate()

    def hears(self, words, after=0):
        end = time.monotonic() + 20.0
        while time.monotonic() < end:
            if any(words in plain(each) for each in self.service.spoken[after:]):
                return
            time.sleep(0.1)
        self.fail(f'"{words}" is not spoken: {self.service.spoken[after:]}')

    def test_the_first_start_is_worked_by_ear(self):
        self.assertEqual(self.service.spoken, [], 'nobody asked for a voice')
        self.display.tool('key', 'ctrl+F2')
        self.hears('Set up sight, hearing, keys and language')
        self.display.tool('key', 'Return')
        self.hears('Sight, hearing, keys and language, dialog. Language, button, open')
        self.display.tool('key', 'Tab')
        in_dialog = len(self.service.spoken)
        self.display.tool('key', 'Escape')
        self.hears('Set up sight, hearing, keys and language', after=in_dialog)  # where it was opened
        time.sleep(1.0)
        before = len(self.service.spoken)
        self.display.tool('key', 'ctrl+F2')
        time.sleep(1.0)
        self.display.tool('key', 'Tab')
        time.sleep(1.0)
        self.assertEqual(self.service.spoken[before:], [], 'it goes silent again')
        self.display.tool('key', 'ctrl+q')
        _, messages = self.program.communicate(timeout=60)
        self.assertEqual(self.program.returncode, 0, messages)


if __name__ == '__main__':
    program.require_tools('xdotool', 'openbox', 'Xvfb')
    unittest.main(verbosity=2)
