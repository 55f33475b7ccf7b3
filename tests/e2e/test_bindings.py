# SPDX-License-Identifier: Apache-2.0
"""Devices and the buildings they belong to: by what they name, by where they stand, by what a person says; and
buildings in the colour of their values, in pictures and in a window."""
import datetime
import json
import os
import subprocess
import unittest

import program
from display import Display
from program import BINARY, ProgramTest, environment, run

SMALL = ('--size', '480x320', '--device', 'software')
# Where the Dutch grid has its origin, and what is 90 m to the east of it.
ORIGIN = (5.38720621, 52.15517440)
EAST = (5.38720621 + 90.0 / 68_500.0, 52.15517440)


def house(identifier, east):
    """A flat roof of 40 m, its middle so far east of the origin, with walls."""
    low, high = [east - 20, -20], [east + 20, 20]
    corners = [(low[0], low[1]), (high[0], low[1]), (high[0], high[1]), (low[0], high[1])]
    return identifier, [[x, y, z] for z in (0, 12) for x, y in corners]


def village():
    vertices, objects = [], {}
    for identifier, corners in (house('H1', 0), house('H2', 90), house('H3', 180)):
        first = len(vertices)
        vertices += corners
        sides = [[[first + i, first + (i + 1) % 4, first + 4 + (i + 1) % 4, first + 4 + i]] for i in range(4)]
        objects[identifier] = {'type': 'Building', 'geometry': [{
            'type': 'MultiSurface', 'lod': '2', 'boundaries': [[[first + 4, first + 5, first + 6, first + 7]], *sides]}]}
    return {'type': 'CityJSON', 'version': '2.0',
            'transform': {'scale': [1, 1, 1], 'translate': [155000, 463000, 0]},
            'metadata': {'referenceSystem': 'https://www.opengis.net/def/crs/EPSG/0/28992'},
            'CityObjects': objects, 'vertices': vertices}


class Bindings(ProgramTest):
    def setUp(self):
        super().setUp()
        self.city = self.path('village.json')
        with open(self.city, 'w', encoding='utf-8') as file:
            json.dump(village(), file)
        now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='seconds')
        table = self.path('devices.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('time,id,longitude,latitude,temperature,refBuilding\n'
                       f'{now},indoor,,,19,urn:ngsi-ld:Building:H1\n'
                       f'{now},roof,{EAST[0]},{EAST[1]},27,\n'
                       f'{now},lost,{ORIGIN[0]},{ORIGIN[1] + 0.01},23,H9\n')
        self.feed = f'file:{table}?id=id&unit=CEL&type=WeatherObserved'

    def picture(self, *options, name='city.png'):
        stats = self.path('stats.json')
        done = run('render', self.city, '--out', self.path(name), '--stats', stats, '--feed', self.feed,
                   '--property', 'temperature', '--cache', 'off', *SMALL, *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(stats, encoding='utf-8') as file:
            statistics = json.load(file)
        self.assertEqual(statistics['validation_messages'], 0, done.stderr)
        self.assertEqual(statistics['errors'], [])
        with open(self.path(name), 'rb') as file:
            return statistics['features_tinted'], file.read()

    def test_pictures_have_buildings_in_the_colour_of_values(self):
        plain, own = self.picture()
        bound, one = self.picture('--tint', 'bound', name='bound.png')
        place, two = self.picture('--tint', 'place', name='place.png')
        self.assertEqual((plain, bound, place), (0, 1, 2))
        self.assertEqual(len({own, one, two}), 3, 'the pictures differ')
        done = run('render', self.city, '--out', self.path('x.png'), '--tint', 'bound')
        self.assertEqual(done.returncode, 2, 'without a property there is no colour')

    def window(self, lines, *arguments):
        script = self.path('script.txt')
        with open(script, 'w', encoding='utf-8') as file:
            file.write('\n'.join([*lines, 'app.quit']) + '\n')
        stats = self.path('stats.json')
        done = subprocess.run([BINARY, 'view', *arguments, '--script', script, '--stats', stats, '--language', 'en'],
                              capture_output=True, text=True, check=False, timeout=200,
                              env=environment(DISPLAY=self.display.name, XDG_DATA_HOME=self.folder,
                                              XDG_CONFIG_HOME=self.folder))
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(stats, encoding='utf-8') as file:
            statistics = json.load(file)
        self.assertEqual(statistics['validation_messages'], 0, done.stderr)
        with open(os.path.join(self.folder, 'belvedere', 'autosave.json'), encoding='utf-8') as file:
            return statistics, json.load(file)

    def test_a_person_says_where_devices_belong_and_the_project_keeps_it(self):
        program.require_tools('Xvfb', 'openbox')
        self.display = Display()
        self.addCleanup(self.display.close)
        first, second = self.path('first.json'), self.path('second.json')
        saved = self.path('village.belvedere')
        wait = ['view.turn_left', 'view.turn_right'] * 3
        statistics, kept = self.window(
            ['app.reduced_motion', 'live.show property="temperature"', 'live.tint by="place"',
             'binding.show list="suggested"', *wait, f'app.dump_accessible_tree path="{first}"', 'binding.confirm_all',
             'binding.refuse id="lost"', 'device.select id="roof"', 'device.card', *wait,
             f'app.dump_accessible_tree path="{second}"', f'project.save path="{saved}"'],
            self.city, '--feed', self.feed)
        self.assertEqual(statistics['features_tinted'], 2)
        with open(first, encoding='utf-8') as file:
            told = file.read()
        self.assertIn('Suggested by place', told)
        self.assertIn('stands on it', told)
        self.assertIn('2 buildings in the colour', told)
        self.assertIn('nobody confirmed', told)
        with open(second, encoding='utf-8') as file:
            told = file.read()
        self.assertIn('Belongs to H2: confirmed by a person', told)
        self.assertEqual(kept['tint'], 'place')
        bindings = {each['device']['id']: each for each in kept['device_bindings']}
        self.assertEqual((bindings['roof']['feature'], bindings['roof']['layer']), ('H2', self.city))
        self.assertTrue(bindings['lost']['refused'])

        # The project opened again: what was said still holds, and buildings have their colours.
        statistics, kept = self.window(
            ['app.reduced_motion', 'live.tint by="bound"', 'device.select id="roof"', 'device.card', *wait,
             f'app.dump_accessible_tree path="{first}"'], saved)
        self.assertEqual(statistics['features_tinted'], 2)
        with open(first, encoding='utf-8') as file:
            self.assertIn('Belongs to H2: confirmed by a person', file.read())


if __name__ == '__main__':
    unittest.main(verbosity=2)
