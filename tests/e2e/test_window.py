# SPDX-License-Identifier: Apache-2.0
"""The window, driven on a display of its own: open, orbit, pick, resize, close, sleep."""
import glob
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import drop
import program
from display import Display


class WindowTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.display = Display()

    @classmethod
    def tearDownClass(cls):
        cls.display.close()

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='belvedere-window-')
        self.stats = os.path.join(self.folder, 'stats.json')

    def tearDown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *words, **changes):
        surroundings = program.environment(DISPLAY=self.display.name, XDG_DATA_HOME=self.folder,
                                           XDG_CONFIG_HOME=self.folder, **changes)
        process = subprocess.Popen([program.BINARY, *words, '--stats', self.stats], env=surroundings,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        """A test that failed leaves no window to the next one."""
        if process.poll() is None:
            process.kill()
        process.communicate()

    def script(self, *lines):
        path = os.path.join(self.folder, 'script.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('\n'.join(lines) + '\n')
        return path

    def demo_city(self):
        """The demo city as a source; made by a picture if no test has made it yet."""
        done = program.run('demo', '--out', os.path.join(self.folder, 'demo.png'), '--size', '64x64')
        self.assertEqual(done.returncode, 0, done.stderr)
        found = glob.glob(os.path.join(os.environ.get('XDG_CACHE_HOME', os.path.expanduser('~/.cache')),
                                       'belvedere', 'demo-*', 'tileset.json'))
        return max(found, key=os.path.getmtime)

    def views(self):
        path = os.path.join(self.folder, 'views.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump({'origin': {'lon': 11.0, 'lat': 48.0, 'height': 0.0}, 'fovy_deg': 60,
                       'fixed': {'eye': [0, 0, 300], 'target': [0, 300, 0]}}, file)
        return path

    def wait_for_title(self, part, seconds=60):
        """The number of the window that is called so."""
        for _ in range(seconds * 5):
            asked = subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', part], capture_output=True,
                                   check=False, env=dict(os.environ, DISPLAY=self.display.name))
            if asked.stdout.strip():
                return int(asked.stdout.split()[-1])
            time.sleep(0.2)
        self.fail(f'no window is called {part}')

    def used_seconds(self, process):
        with open(f'/proc/{process.pid}/stat', encoding='utf-8') as file:
            fields = file.read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def wait_until_quiet(self, process, seconds=90):
        """Until the program has used nearly nothing of the processor for three seconds."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            before = self.used_seconds(process)
            time.sleep(3)
            if self.used_seconds(process) - before < 0.05:
                return
        self.fail(f'the program does not come to rest in {seconds} s')

    def finish(self, process, seconds=200):
        try:
            _, messages = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        self.assertEqual(process.returncode, 0, messages)
        with open(self.stats, encoding='utf-8') as file:
            statistics = json.load(file)
        self.assertEqual(statistics['validation_messages'], 0, messages)
        return statistics

    def test_demo_by_script(self):
        csv = os.path.join(self.folder, 'found.csv')
        tree = os.path.join(self.folder, 'tree.json')
        path = self.script('app.reduced_motion', 'view.turn_left', 'view.tilt_down', 'view.zoom_in', 'search.find query="residential"',
                           'search.select_all', f'selection.export_csv path="{csv}"',
                           'style.by_attribute attribute="height" palette="viridis" classes=5',
                           'layer.set_opacity layer=0 opacity=0.5', 'edit.undo', 'time.set_hour hour=8.5',
                           'view.lens_left', 'sight.simulate vision="tritan" severity=0.5',
                           f'app.dump_accessible_tree path="{tree}"', 'sight.end', 'lens.toggle on=false',
                           'layout.toggle_bottom', 'app.theme', 'bookmark.add name="here"', 'view.home',
                           'bookmark.go index=0', 'app.quit')
        statistics = self.finish(self.start('demo', '--script', path))
        self.assertTrue(statistics['complete'])
        self.assertGreater(statistics['triangles_drawn'], 1000)
        self.assertEqual(statistics['errors'], [])
        with open(tree, encoding='utf-8') as file:
            told = file.read()
        self.assertIn('Magnifier 300', told)
        self.assertIn('Blue-blind (tritanopia)', told)
        with open(csv, encoding='utf-8') as file:
            rows = file.read().splitlines()
        self.assertTrue(rows[0].startswith('id,layer,class'))
        self.assertGreater(len(rows), 2)
        with open(os.path.join(self.folder, 'belvedere', 'autosave.json'), encoding='utf-8') as file:
            saved = json.load(file)
        self.assertEqual([b['name'] for b in saved['bookmarks']], ['here'])

    def preferences(self):
        with open(os.path.join(self.folder, 'belvedere', 'preferences.json'), encoding='utf-8') as file:
            return json.load(file)

    def test_preferences_are_the_persons_own(self):
        profile = os.path.join(self.folder, 'profile.json')
        path = self.script('app.accessibility', 'app.set_language code="fr"', 'app.apply_preset name="low-vision"',
                           'keys.set command="view.home" key="Ctrl+H"', f'app.export_profile path="{profile}"',
                           'app.set_text scale=3 letter_em=0.12 word_em=0.16 line=1.5 family="OpenDyslexic"',
                           'app.set_target_size pixels=44', 'app.set_theme name="contrast-light"',
                           'app.set_language code="ar"', 'app.accessibility', 'app.quit')
        self.finish(self.start('view', '--script', path))
        kept = self.preferences()
        self.assertEqual((kept['language'], kept['theme'], kept['text_scale'], kept['target_px']),
                         ('ar', 'contrast-light', 3.0, 44))
        self.assertEqual(kept['keys'], {'view.home': 'Ctrl+H'})
        self.assertTrue(kept['accessibility_offered'])
        again = self.script(f'app.import_profile path="{profile}"', 'app.quit')
        self.finish(self.start('view', '--script', again))
        self.assertEqual((self.preferences()['language'], self.preferences()['text_scale']), ('fr', 1.75))
        wrong = subprocess.run([program.BINARY, 'view', '--language', 'xx'], capture_output=True, text=True,
                               check=False, timeout=60, env=program.environment())
        self.assertEqual(wrong.returncode, 2, wrong.stderr)

    def test_a_key_is_changed_by_pressing_it(self):
        path = self.script('keys.wait command="app.full_screen"')
        process = self.start('view', '--language', 'en', '--script', path)
        self.wait_for_title('Belvedere')
        self.wait_until_quiet(process)
        self.display.tool('key', 'ctrl+shift+x')
        time.sleep(2)
        self.display.tool('key', 'ctrl+q')
        self.finish(process)
        self.assertEqual(self.preferences()['keys'], {'app.full_screen': 'Ctrl+Shift+X'})

    def test_mouse_resize_and_close(self):
        process = self.start('demo')
        time.sleep(15)
        self.display.tool('mousemove', '590', '435', 'click', '1')
        self.display.tool('mousemove', '600', '400', 'mousedown', '1', 'mousemove', '680', '420',
                          'mousemove', '760', '430', 'mouseup', '1')
        self.display.tool('click', '4', 'click', '4', 'click', '5')
        self.display.tool('search', '--name', 'Belvedere', 'windowsize', '900', '600')
        time.sleep(2)
        self.display.tool('search', '--name', 'Belvedere', 'windowsize', '1280', '700')
        time.sleep(2)
        self.display.tool('key', 'ctrl+q')
        self.finish(process)

    def run_command(self, line):
        """Runs a line through the palette, as hands on a keyboard do."""
        self.display.tool('key', 'ctrl+k')
        time.sleep(3)
        self.display.tool('type', '--delay', '20', line)
        self.display.tool('key', 'Return')
        time.sleep(2)

    def test_by_keyboard_alone(self):
        csv = os.path.join(self.folder, 'found.csv')
        tree = os.path.join(self.folder, 'tree.json')
        path = self.script('app.reduced_motion', 'layout.set_tab dock="right" tab="measure"')
        process = self.start('demo', '--script', path)
        self.wait_for_title('Demo city')
        time.sleep(12)
        self.run_command('measure.set_tool tool=distance')
        for key in ('m', 'd', 'd', 'm', 'ctrl+d', 'shift+c', 'Up', 'shift+Left'):
            self.display.tool('key', key)
            time.sleep(0.5)
        # A box without a mouse: one corner in the middle of the picture, one typed.
        within = os.path.join(self.folder, 'within.csv')
        time.sleep(2)
        self.display.tool('key', 'm')
        time.sleep(1)
        self.run_command('measure.add_place place="11.02 48.02"')
        self.display.tool('key', 'shift+m')
        time.sleep(2)
        self.run_command(f'selection.export_csv path="{within}"')
        self.run_command('selection.by_attribute attribute=function value=residential')
        self.run_command(f'selection.export_csv path="{csv}"')
        self.run_command('style.by_attribute attribute=height palette=viridis classes=4')
        self.display.tool('key', 'F6')
        self.display.tool('key', 'Tab')
        self.display.tool('key', 'ctrl+q')
        self.finish(process)
        for path in (csv, within):
            with open(path, encoding='utf-8') as file:
                self.assertGreater(len(file.read().splitlines()), 2, path)
        with open(os.path.join(self.folder, 'belvedere', 'autosave.json'), encoding='utf-8') as file:
            saved = json.load(file)
        self.assertEqual(len(saved['bookmarks']), 1)
        self.assertEqual(saved['layout']['coordinates'], 'wgs84')
        self.assertIn('height', saved['style_json'])
        self.assertEqual(saved['layers'][0]['name'], 'Demo city')

    def test_signal_ends_in_order(self):
        process = self.start('view', self.demo_city())
        self.wait_for_title('demo')
        process.send_signal(signal.SIGTERM)
        self.finish(process)
        self.assertTrue(os.path.exists(os.path.join(self.folder, 'belvedere', 'autosave.json')))

    def test_file_is_dropped(self):
        city = self.demo_city()
        process = self.start('view')
        window = self.wait_for_title('^Belvedere$')
        self.assertTrue(drop.drop(self.display.name, window, city, (640, 300)))
        self.wait_for_title('demo')
        self.display.tool('key', 'ctrl+q')
        self.finish(process)
        with open(os.path.join(self.folder, 'belvedere', 'autosave.json'), encoding='utf-8') as file:
            self.assertEqual([layer['uri'] for layer in json.load(file)['layers']], [city])

    def test_views_file_opens_at_its_fixed_view(self):
        self.finish(self.start('view', self.demo_city(), '--views', self.views(), '--script', self.script('app.quit')))
        with open(os.path.join(self.folder, 'belvedere', 'autosave.json'), encoding='utf-8') as file:
            view = json.load(file)['view']
        # As the file has it: 300 m above its origin, looking north and down.
        self.assertAlmostEqual(view['longitude_deg'], 11.0, 5)
        self.assertAlmostEqual(view['height_m'], 300.0, 1)
        self.assertAlmostEqual(view['pitch_deg'], -45.0, 1)

    def kept(self):
        """The session that is kept, as far as it is written yet."""
        try:
            with open(os.path.join(self.folder, 'belvedere', 'autosave.json'), encoding='utf-8') as file:
                return json.load(file)
        except FileNotFoundError:
            return {}

    def test_a_killed_session_is_offered_and_comes_back(self):
        """Saved as a project, changed, killed: the next start says so and restores all of it."""
        project = os.path.join(self.folder, 'town.belvedere')
        path = self.script(f'project.save path="{project}"', 'bookmark.add name="after the save"',
                           'layout.resize dock="left" size=300')
        process = self.start('view', self.demo_city(), '--script', path)
        for _ in range(300):
            if self.kept().get('bookmarks') and self.kept()['layout']['left_px'] == 300:
                break
            time.sleep(0.2)
        process.kill()
        process.wait(timeout=20)
        tree = os.path.join(self.folder, 'tree.json')
        again = self.script(f'app.dump_accessible_tree path="{tree}"',
                            'project.restore', 'app.quit')
        self.finish(self.start('view', '--language', 'en', '--script', again))
        with open(tree, encoding='utf-8') as file:
            told = file.read()
        self.assertIn('ended unexpectedly', told)
        self.assertIn('Continue where you left off', told)
        kept = self.kept()
        self.assertEqual([b['name'] for b in kept['bookmarks']], ['after the save'])
        self.assertEqual(kept['layout']['left_px'], 300)
        self.assertEqual(kept['session_file'], project)
        with open(project, encoding='utf-8') as file:
            self.assertEqual(json.load(file)['bookmarks'], [], 'the file itself was not saved again')
        # A session that ended in order is offered without alarm.
        self.finish(self.start('view', '--language', 'en', '--script', self.script(
            f'app.dump_accessible_tree path="{tree}"', 'app.quit')))
        with open(tree, encoding='utf-8') as file:
            told = file.read()
        self.assertNotIn('ended unexpectedly', told)
        self.assertIn('Continue where you left off', told)

    def test_lost_device_saves_says_so_and_ends(self):
        layers = os.environ.get('BELVEDERE_TEST_LAYERS', '')
        self.assertTrue(os.path.isdir(layers), 'BELVEDERE_TEST_LAYERS')
        process = self.start('view', self.demo_city(), BELVEDERE_VALIDATION='0', VK_LAYER_PATH=layers,
                             VK_INSTANCE_LAYERS='VK_LAYER_BELVEDERE_lost_device', LOST_DEVICE_AFTER='4')
        _, messages = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 1, messages)
        self.assertIn('graphics device was lost', messages)
        with open(os.path.join(self.folder, 'belvedere', 'autosave.json'), encoding='utf-8') as file:
            self.assertEqual(len(json.load(file)['layers']), 1)
        self.assertTrue(os.path.exists(self.stats))

    def test_sleeps_when_nothing_changes(self):
        # With its devices, whose feed is paused: nothing comes and no age is drawn anew.
        process = self.start('demo', '--script', self.script('feed.pause'), BELVEDERE_VALIDATION='0')
        self.wait_until_quiet(process)
        before = self.used_seconds(process)
        time.sleep(10)
        self.assertLess(self.used_seconds(process) - before, 0.1)
        self.display.tool('key', 'ctrl+q')
        self.finish(process)


if __name__ == '__main__':
    program.require_tools('Xvfb', 'openbox', 'xdotool', 'xprop')
    unittest.main(verbosity=2)
