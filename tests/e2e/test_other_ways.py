# SPDX-License-Identifier: Apache-2.0
"""The window without mouse and keyboard: by two switches, and by a SpaceMouse whose driver is played here."""
import glob
import json
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import unittest

import program
from display import Display


class SpaceMouse:
    """spacenavd of its first protocol: 32-byte events, eight numbers of which the first is the kind."""

    def __init__(self, path):
        self.path = path
        self.server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.server.bind(path)
        self.server.listen(1)
        self.server.settimeout(60)
        self.client = None

    def wait_for_program(self):
        self.client, _ = self.server.accept()

    def push(self, right=0, up=0, ahead=0):
        self.client.sendall(struct.pack('8i', 0, right, up, ahead, 0, 0, 0, 16))

    def press(self, button):
        for kind in (1, 2):
            self.client.sendall(struct.pack('8i', kind, button, 0, 0, 0, 0, 0, 0))

    def close(self):
        for each in (self.client, self.server):
            if each is not None:
                each.close()


class OtherWaysTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.display = Display()

    @classmethod
    def tearDownClass(cls):
        cls.display.close()

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='belvedere-ways-')
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def prefer(self, **wishes):
        os.makedirs(self.path('belvedere'), exist_ok=True)
        with open(self.path('belvedere/preferences.json'), 'w', encoding='utf-8') as file:
            json.dump(dict(wishes, belvedere_preferences=1, accessibility_offered=True, reduced_motion=True), file)

    def start(self, *words, **changes):
        surroundings = program.environment(DISPLAY=self.display.name, XDG_DATA_HOME=self.folder,
                                           XDG_CONFIG_HOME=self.folder, **changes)
        process = subprocess.Popen([program.BINARY, *words, '--language', 'en', '--stats', self.path('stats.json')],
                                   env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
        process.communicate()

    def wait_for_title(self, part, seconds=60):
        for _ in range(seconds * 5):
            asked = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', part], capture_output=True,
                                   check=False, env=dict(os.environ, DISPLAY=self.display.name))
            if asked.stdout.strip():
                return
            time.sleep(0.2)
        self.fail(f'no window is called {part}')

    def keys(self, *keys):
        for key in keys:
            self.display.tool('key', key)
            time.sleep(0.7)

    def finish(self, process):
        self.display.tool('key', 'ctrl+q')
        _, messages = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 0, messages)
        with open(self.path('stats.json'), encoding='utf-8') as file:
            self.assertEqual(json.load(file)['validation_messages'], 0, messages)
        with open(self.path('belvedere/autosave.json'), encoding='utf-8') as file:
            return json.load(file)

    def test_two_switches_open_the_demo_city(self):
        self.prefer(scan_is_on=True, scan_switches='two', scan_ignore_s=0)
        process = self.start('view')
        self.wait_for_title('^Belvedere$')
        time.sleep(4)
        # The menu; on to the start page; into it, where the button of the demo city is first.
        self.keys('space', 'Return', 'space', 'space')
        self.wait_for_title('Demo city')
        time.sleep(3)
        self.assertEqual(self.finish(process)['layers'][0]['name'], 'Demo city')

    def test_a_space_mouse_moves_the_camera_and_its_button_is_a_command(self):
        done = program.run('demo', '--out', self.path('demo.png'), '--size', '64x64')
        self.assertEqual(done.returncode, 0, done.stderr)
        cache = os.environ.get('XDG_CACHE_HOME', os.path.expanduser('~/.cache'))
        city = max(glob.glob(os.path.join(cache, 'belvedere', 'demo-*', 'tileset.json')), key=os.path.getmtime)
        with open(self.path('views.json'), 'w', encoding='utf-8') as file:
            json.dump({'origin': {'lon': 11.0, 'lat': 48.0, 'height': 0.0}, 'fovy_deg': 60,
                       'fixed': {'eye': [0, 0, 300], 'target': [0, 300, 0]}}, file)
        self.prefer(buttons={'spacemouse.0': 'bookmark.add'})
        mouse = SpaceMouse(self.path('spnav.sock'))
        self.addCleanup(mouse.close)
        process = self.start('view', city, '--views', self.path('views.json'), SPNAV_SOCKET=mouse.path)
        mouse.wait_for_program()
        self.wait_for_title('demo')
        time.sleep(5)
        mouse.push(up=350)
        time.sleep(1.5)
        mouse.push()
        time.sleep(1)
        mouse.press(0)
        time.sleep(2)
        kept = self.finish(process)
        self.assertEqual(len(kept['bookmarks']), 1)
        self.assertGreater(kept['view']['height_m'], 320.0)
        self.assertAlmostEqual(kept['view']['longitude_deg'], 11.0, 3)
        # Let go, it had come to rest before the button was pressed.
        self.assertAlmostEqual(kept['view']['height_m'], kept['bookmarks'][0]['view']['height_m'], 1)


if __name__ == '__main__':
    program.require_tools('Xvfb', 'openbox', 'xdotool', 'xprop')
    unittest.main(verbosity=2)
