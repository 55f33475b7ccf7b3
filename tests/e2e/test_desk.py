# SPDX-License-Identifier: Apache-2.0
"""The desk: what was open lately has pictures, units are those of the person, colours are moved apart."""
import glob
import json
import os
import shutil
import subprocess
import tempfile
import unittest

import program
from display import Display

RECENT_BYTES_MAX = 320 * 180 * 3 + (16 << 10)


class StartPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.display = Display()

    @classmethod
    def tearDownClass(cls):
        cls.display.close()

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix='belvedere-desk-')
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.environment = program.environment(
            DISPLAY=self.display.name, XDG_DATA_HOME=self.folder, XDG_CONFIG_HOME=self.folder,
            XDG_CACHE_HOME=os.path.join(self.folder, 'cache'))

    def window(self, *words, script):
        path = os.path.join(self.folder, 'script.txt')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('\n'.join(script) + '\n')
        done = subprocess.run([program.BINARY, *words, '--language', 'en', '--script', path], env=self.environment,
                              capture_output=True, text=True, check=False, timeout=200)
        self.assertEqual(done.returncode, 0, done.stderr[-3000:])
        return done

    def pictures(self):
        return glob.glob(os.path.join(self.folder, 'cache', 'belvedere', 'recent', '*.png'))

    def told(self, tree):
        with open(tree, encoding='utf-8') as file:
            return file.read()

    def test_recent_projects_have_pictures_of_their_last_view(self):
        tree = os.path.join(self.folder, 'tree.json')
        look = ['app.theme', 'app.theme', f'app.dump_accessible_tree path="{tree}"', 'app.quit']
        city = os.path.join(self.folder, 'city')
        done = program.run('generate', '--buildings', '50', '--out', city, '--seed', '3')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.window('view', os.path.join(city, 'tileset.json'), script=['view.turn_left', 'app.quit'])
        pictures = self.pictures()
        self.assertEqual(len(pictures), 1)
        self.assertLessEqual(os.path.getsize(pictures[0]), RECENT_BYTES_MAX)
        with open(pictures[0], 'rb') as file:
            before = file.read()
        self.window('view', script=look)
        told = self.told(tree)
        self.assertIn('The picture shows its last view, on', told)
        # Seen otherwise, the picture is another one; there is still one.
        self.window('view', os.path.join(city, 'tileset.json'), script=['view.top', 'app.quit'])
        self.assertEqual(self.pictures(), pictures)
        with open(pictures[0], 'rb') as file:
            self.assertNotEqual(file.read(), before)
        # One that is broken is not shown, and the page says nothing of it.
        with open(pictures[0], 'r+b') as file:
            file.truncate(100)
        done = self.window('view', script=look)
        self.assertNotIn('The picture shows', self.told(tree))


class Units(program.ProgramTest):
    def setUp(self):
        super().setUp()
        done = program.run('generate', '--buildings', '20', '--out', self.path('city'), '--seed', '3')
        self.assertEqual(done.returncode, 0, done.stderr)

    def sentence(self, *options, **changes):
        env = program.environment(XDG_CONFIG_HOME=self.folder, **changes)
        done = program.run('render', self.path('city/tileset.json'), '--describe', 'normal', '--device', 'software',
                           '--language', 'en', *options, env=env)
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        return json.loads(done.stdout)

    def test_are_asked_for_or_those_of_the_territory(self):
        metric = self.sentence()
        asked = self.sentence('--units', 'imperial')
        usual = self.sentence(LC_ALL='en_US.UTF-8')
        self.assertRegex(metric['sentence'], r'\d\u00a0k?m ')
        self.assertRegex(asked['sentence'], r'\d\u00a0(ft|mi) ')
        self.assertEqual(usual['sentence'], asked['sentence'])
        self.assertEqual(self.sentence('--units', 'metric', LC_ALL='en_US.UTF-8')['sentence'], metric['sentence'])
        # What programs read stays in metres.
        self.assertEqual(asked['height_above_ground_m'], metric['height_above_ground_m'])

    def test_unknown_ones_are_refused(self):
        done = program.run('render', self.path('city/tileset.json'), '--describe', 'short', '--units', 'cubits')
        self.assertEqual(done.returncode, 2)


class Colours(program.ProgramTest):
    def test_are_moved_apart_or_simulated(self):
        done = program.run('generate', '--buildings', '20', '--out', self.path('city'), '--seed', '3')
        self.assertEqual(done.returncode, 0, done.stderr)
        city = self.path('city/tileset.json')
        size = ('--size', '160x90')
        pictures = set()
        for name, options in (('plain', ()), ('seen', ('--color-vision', 'deutan')),
                              ('half', ('--color-correction', 'deutan:0.5')), ('apart', ('--color-correction', 'deutan'))):
            _, picture = self.render(city, *size, *options, picture=name + '.png')
            with open(picture, 'rb') as file:
                pictures.add(file.read())
        self.assertEqual(len(pictures), 4)
        for options in (('--color-correction', 'mono'), ('--color-correction', 'deutan:2'),
                        ('--color-correction', 'deutan', '--color-vision', 'protan')):
            done = program.run('render', city, '--out', self.path('no.png'), *options)
            self.assertEqual(done.returncode, 2, options)


if __name__ == '__main__':
    program.main()
