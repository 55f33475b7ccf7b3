# SPDX-License-Identifier: Apache-2.0
"""What `belvedere tile` writes, judged by others: Khronos' glTF validator finds no error in any glb, and CesiumJS and
3DTilesRendererJS load it and draw the triangles that Belvedere draws. A long test: it needs npm packages and a browser."""
import json
import math
import os
import shutil
import subprocess

import program
from display import Display
from program import ProgramTest, SAMPLE_DATA, environment, run

PEERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'bench', 'peers')
PACKAGES = os.path.join(os.environ.get('XDG_CACHE_HOME', '/tmp'), 'peers')
# Textures with atlases, tables of every type, templates, terrain, openings, objects in three formats.
MODELS = {
    'yokosuka': 'citygml/plateau-yokosuka', 'tamana': 'citygml/plateau-quality-check/01-01-common/T03_02',
    'ingolstadt': 'citygml/ingolstadt-lod3', 'nrw': 'citygml/nrw-lod2-citygml1',
    'hundred': 'citygml/citygml4j-samples/lod2_buildings_v3.gml', 'templates': 'citygml/implicit-geometry',
    'rotterdam': 'cityjson/cjio-tests/rotterdam/rotterdam_subset.json', 'delft': 'cityjson/cjio-tests/delft.json',
    'dummy': 'cityjson/cjio-tests/dummy/dummy.json'}
# Files that do not say where they stand.
OPTIONS = {'rotterdam': ('--crs', 'EPSG:7415'), 'dummy': ('--crs', 'EPSG:7415')}


def metres(west, south, east, north):
    radius = 6378137.0
    return (math.radians(east - west) * radius * math.cos(math.radians(south)), math.radians(north - south) * radius)


def views_of(report):
    """One camera from the south, that sees all of it."""
    west, south, east, north = report['extent_wgs84']
    low, high = report['height']
    wide, deep = metres(west, south, east, north)
    size = max(wide, deep, high - low, 20.0)
    camera = {'eye': [0.0, -0.9 * size, 0.9 * size], 'target': [0.0, 0.0, 0.0]}
    return {'origin': {'lon': (west + east) / 2, 'lat': (south + north) / 2, 'height': (low + high) / 2},
            'width': 640, 'height': 480, 'fovy_deg': 60, 'near': 1.0, 'far': 20.0 * size, 'fixed': camera,
            'orbit': {'center': [0, 0, 0], 'radius': size, 'height': size, 'duration_s': 1},
            'fly': {'eye': [camera['eye'], camera['target']], 'duration_s': 1}}


class TilePeers(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.display = Display()

    @classmethod
    def tearDownClass(cls):
        cls.display.close()

    def tiles_of(self, source, *options):
        folder = self.path('tiles')
        shutil.rmtree(folder, ignore_errors=True)
        done = run('tile', source, '--out', folder, '--json', *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return folder, json.loads(done.stdout)

    def node(self, script, *arguments):
        done = subprocess.run(['node', os.path.join(PACKAGES, script), *arguments], env=environment(
            DISPLAY=self.display.name, LIBGL_ALWAYS_SOFTWARE='1'), capture_output=True, text=True, timeout=400, check=False)
        self.assertTrue(done.stdout, done.stderr)
        return json.loads(done.stdout.splitlines()[-1])

    def check(self, source, *options):
        folder, told = self.tiles_of(source, *options)
        judged = self.node('validate_glb.mjs', folder)
        self.assertGreater(judged['files'], 0)
        self.assertEqual(judged['errors'], 0, judged['samples'])
        report = self.inspect(told['tileset'])
        with open(os.path.join(folder, 'views.json'), 'w', encoding='utf-8') as file:
            json.dump(views_of(report), file)
        stats = self.path('stats.json')
        done = run('render', told['tileset'], '--views', os.path.join(folder, 'views.json'), '--quality', 'bench',
                   '--size', '640x480', '--out', self.path('p.png'), '--stats', stats)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(stats, encoding='utf-8') as file:
            own = json.load(file)
        for peer in ('three', 'cesium'):
            theirs = self.node('run_peer.mjs', peer, folder, 'none')
            self.assertNotIn('error', theirs)
            self.assertIsNotNone(theirs['complete_ms'], f'{peer} never had the whole view')
            self.assertEqual(theirs.get('held_triangles', theirs['triangles']), own['triangles_drawn'], peer)

    def test_generated(self):
        for model_format in ('citygml2', 'cityjson'):
            folder = self.path(model_format)
            done = run('generate', '--buildings', '2000', '--format', model_format, '--out', folder, '--json')
            self.check(json.loads(done.stdout)['tileset'])

    def test_real(self):
        for name, source in MODELS.items():
            for form in ('--plain', '--meshopt'):
                with self.subTest(name, form=form):
                    self.check(os.path.join(SAMPLE_DATA, source), form, *OPTIONS.get(name, ()))


def install_packages():
    program.require_tools('node', 'npm', 'chromium', 'Xvfb')
    shutil.copytree(PEERS, PACKAGES, dirs_exist_ok=True, ignore=shutil.ignore_patterns('node_modules'))
    done = subprocess.run(['npm', 'ci', '--no-audit', '--no-fund'], cwd=PACKAGES, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        program.skip('npm packages cannot be installed: ' + done.stderr.strip()[-200:])


if __name__ == '__main__':
    program.require_sample_data()
    install_packages()
    program.main()
