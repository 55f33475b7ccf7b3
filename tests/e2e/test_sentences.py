# SPDX-License-Identifier: Apache-2.0
"""Fifty views of a generated city told in six languages: what is said is true of the city's files, no word of
another language is left, numbers and plural forms are right, and it is what was read and agreed on before.

BELVEDERE_ACCEPT_SENTENCES=1 writes what is said now to tests/data/view_sentences.json, to be read before it is
committed; all other checks hold then too.
"""
import glob
import json
import math
import os
import re

import program
from city_model import City, Eye
from program import ProgramTest
from said import LANGUAGES, Tongue, plain

AGREED = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'data', 'view_sentences.json')
# The same word in English and in that language.
SHARED = {'fr': {'latitude', 'longitude', 'horizon'}, 'es': set()}
# Of numbers that are given to tenths.
ROUNDING = (-0.051, 0.0, 0.051)
PLACE_WITHIN_M = 150.0


def tell(source, cameras, *options):
    """The views of these cameras, told fully in all languages by one process."""
    path = source + '.cameras.txt'
    with open(path, 'w', encoding='utf-8') as file:
        file.write('\n'.join(cameras) + '\n')
    done = program.run('render', source, '--device', 'software', '--describe', 'full', '--cache', 'off', '--cameras', path,
                       '--language', 'en', '--languages', ','.join(LANGUAGES[1:]), '--time', '2026-06-21T10:00:00Z', *options)
    assert done.returncode == 0, done.stderr[-2000:]
    views = json.loads(done.stdout)
    assert [view['camera'] for view in views] == list(cameras)
    for view in views:
        view['sentences'] = {'en': view['sentence'], **view['sentences']}
        for each in view['objects']:
            each['descriptions'] = {'en': each['description'], **each.get('descriptions', {})}
    return views


class Sentences(ProgramTest):
    @classmethod
    def setUpClass(cls):
        with open(AGREED, encoding='utf-8') as file:
            cls.agreed = json.load(file)
        cls.tongues = {language: Tongue(language) for language in LANGUAGES}

    def test_fifty_views_in_six_languages(self):
        self.assertGreaterEqual(len(self.agreed['views']), 50)
        done = program.run('generate', '--buildings', '300', '--seed', '1', '--out', self.path('city'))
        self.assertEqual(done.returncode, 0, done.stderr)
        source = self.path('city') + '/tileset.json'
        city = City(source)
        views = tell(source, [view['camera'] for view in self.agreed['views']])
        for view in views:
            with self.subTest(camera=view['camera']):
                self.assertTrue(view['complete'])
                eye = Eye(view['camera'])
                self.check_place(view, city, eye)
                self.check_objects(view, city, eye)
                for language in LANGUAGES:
                    self.check_words(view, city, language)
        self.check_variety(views)
        self.check_agreed(views)

    def check_place(self, view, city, eye):
        """The place is a street of the city near the eye, or else coordinates."""
        place = re.match(r'(?:.+? above|At) (.+?), looking ', plain(view['sentence'])).group(1)
        if place.startswith('latitude '):
            self.assertEqual(place, f'latitude {eye.latitude_deg:.5f}°, longitude {eye.longitude_deg:.5f}°')
            return
        self.assertIn(place, city.streets)
        near = min(math.hypot(*eye.local(city.middle(each))[:2]) for each in city.buildings.values()
                   if each['street'] == place)
        self.assertLess(near, PLACE_WITHIN_M + 5.0)

    def check_objects(self, view, city, eye):
        """Of each object: name, use, height and storeys of the data, and where the model has it."""
        for told in view['objects']:
            building = city.buildings[told['id']]
            self.assertEqual(told['name'], city.name(building))
            self.assertEqual(told['function'], building['function'])
            self.assertAlmostEqual(told['height_m'], building['height'], 4)
            self.assertEqual(told['storeys'], building['storeys'])
            middle = city.middle(building)
            self.assertTrue(eye.sees(middle, 1.05), told)
            distance = city.distance_m(eye, building)
            self.assertAlmostEqual(told['distance_m'], distance, delta=2.0 + 0.01 * distance)
            level = math.hypot(*eye.local(middle)[:2])
            if level > 20.0:
                apart = abs((told['bearing_deg'] - eye.bearing_deg(middle) + 180.0) % 360.0 - 180.0)
                self.assertLess(apart, 0.051 + math.degrees(math.atan(3.0 / level)), told)
        # All buildings of a view are told, unless they are smaller than a pixel.
        counted = view['in_view'].get('building', 0)
        surely = sum(eye.sees(city.middle(each), 0.97) for each in city.buildings.values())
        maybe = sum(eye.sees(city.middle(each), 1.03) for each in city.buildings.values())
        far = min(city.distance_m(eye, each) for each in city.buildings.values()) > 8000.0
        self.assertLessEqual(counted, maybe)
        self.assertGreaterEqual(counted, 0 if far else surely)
        if view['objects']:
            nearest = min(view['objects'], key=lambda each: each['distance_m'])
            self.assertIn(f'Nearest: {nearest["name"]}, ', plain(view['sentence']))

    def assert_any(self, ways, text):
        self.assertTrue(any(way in text for way in ways), f'none of {ways} in {text}')

    def check_words(self, view, city, language):
        tongue, text = self.tongues[language], plain(view['sentences'][language])
        self.assertNotRegex(text, r'[{}]', 'a place was not filled in')
        height = view['height_above_ground_m']
        if height is not None and abs(height) < 999.0:
            self.assert_any({tongue.length(height + off) for off in ROUNDING}, text)
        self.assert_any({tongue.bearing(view['heading_deg'] + off) for off in ROUNDING}, text)
        counted = view['in_view'].get('building', 0)
        expected = (tongue.count('describe.buildings', '{n} building', '{n} buildings', counted) if counted
                    else tongue.say('describe.nothing', 'Nothing is in view.'))
        self.assertIn(expected, text)
        self.check_alone(text, view['sentence'], city, language)
        for told in view['objects']:
            building, said = city.buildings[told['id']], plain(told['descriptions'][language])
            self.assertTrue(said.startswith(tongue.say('object.address', '{street} {number}', street=building['street'],
                                                       number=building['house_number'])), said)
            self.assert_any({tongue.bearing(told['bearing_deg'] + off) for off in ROUNDING}, said)
            for part in (tongue.say('object.height', '{height} high.', height=tongue.length(building['height'])),
                         tongue.count('object.storeys', '{n} storey.', '{n} storeys.', building['storeys']),
                         building['function']):
                self.assertIn(part, said)
            self.check_alone(said, told['description'], city, language)

    def check_alone(self, text, english, city, language):
        """Nothing of another language but what the data say."""
        if language == 'en':
            return
        names = sorted(city.streets | {each['function'] for each in city.buildings.values()}, key=len, reverse=True)
        for name in [*names, 'UTC']:
            text, english = text.replace(name, ' '), english.replace(name, ' ')
        if language in ('ru', 'zh', 'ar'):
            allowed = {'m', 'km'} if language == 'zh' else set()
            self.assertEqual(set(re.findall(r'[A-Za-z]+', text)) - allowed, set(), text)
            return
        words, foreign = [set(re.findall(r'[^\W\d_]{3,}', each.lower())) for each in (text, english)]
        self.assertEqual(words & foreign - SHARED[language], set(), text)

    def check_variety(self, views):
        """The cameras are as different as they are meant to be."""
        counts = {view['in_view'].get('building', 0) for view in views}
        self.assertIn(0, counts)
        self.assertIn(1, counts)
        self.assertGreater(max(counts), 250)
        self.assertGreaterEqual(len(counts), 20)
        for words in ('straight down', 'slightly up', 'and up', 'slightly down', 'and down', 'latitude 90.00000°',
                      'longitude 180.00000°'):
            self.assertTrue(any(words in plain(view['sentence']) for view in views), words)

    def check_agreed(self, views):
        if os.environ.get('BELVEDERE_ACCEPT_SENTENCES') == '1':
            for agreed, view in zip(self.agreed['views'], views):
                agreed.update({language: plain(view['sentences'][language]) for language in LANGUAGES})
            with open(AGREED, 'w', encoding='utf-8') as file:
                json.dump(self.agreed, file, ensure_ascii=False, indent=0)
                file.write('\n')
            return
        for agreed, view in zip(self.agreed['views'], views):
            for language in LANGUAGES:
                self.assertEqual(plain(view['sentences'][language]), agreed[language], agreed['about'])


class RealCity(ProgramTest):
    def test_names_are_those_of_the_data(self):
        source = program.unpacked('3dtiles/plateau-minato-ku')
        data = b''
        for path in glob.glob(os.path.join(source, '**', '*.b3dm'), recursive=True):
            with open(path, 'rb') as file:
                data += file.read()
        views = tell(source + '/tileset.json', ['139.7454,35.6586,300,45,-30'],
                     '--timeout', '60')
        told = [each for view in views for each in view['objects']]
        self.assertGreater(len(told), 20)
        for each in told:
            self.assertIn(each['id'].encode(), data)
            if each['id'] not in each['name']:
                self.assertIn(each['name'].split(' ')[0].encode(), data, each['name'])
        for view in views:
            self.assertEqual({plain(text) for text in view['sentences'].values() if '{' in text}, set())


if __name__ == '__main__':
    program.main()
