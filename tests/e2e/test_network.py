# SPDX-License-Identifier: Apache-2.0
"""No network unless the user names a source there: watched by strace."""
import functools
import http.server
import json
import re
import subprocess
import threading

import program
from program import BINARY, ProgramTest, environment, run


class QuietFiles(http.server.SimpleHTTPRequestHandler):
    """Serves files with Last-Modified, and answers If-Modified-Since by 304."""
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        pass


class Network(ProgramTest):
    def calls(self, *arguments):
        log = self.path('strace.log')
        done = subprocess.run(['strace', '-f', '-qq', '-e', 'trace=network', '-o', log, BINARY, *arguments],
                              capture_output=True, text=True, check=False, timeout=300, env=environment(BELVEDERE_VALIDATION='0'))
        with open(log, encoding='utf-8', errors='replace') as file:
            return done, [line for line in file if re.search(r'AF_INET6?\b', line)]

    def test_demo_opens_no_connection(self):
        done, calls = self.calls('demo', '--out', self.path('demo.png'), '--size', '320x180', '--device', 'software')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(calls, [])

    def test_offline_refuses_a_named_server(self):
        done, calls = self.calls('render', 'http://127.0.0.1:9/tileset.json', '--offline', '--out', self.path('x.png'), '--device', 'software')
        self.assertEqual(done.returncode, 1)
        self.assertIn('offline', done.stderr)
        self.assertEqual(calls, [])

    def test_offline_asks_no_feed(self):
        self.assertEqual(run('generate', '--buildings', '50', '--out', self.path('city')).returncode, 0)
        for feed in ('mqtt://127.0.0.1:9/#', 'ngsi-ld+http://127.0.0.1:9/ngsi-ld/v1'):
            done, calls = self.calls('render', self.path('city/tileset.json'), '--out', self.path('x.png'), '--size', '320x180',
                                     '--device', 'software', '--feed', feed, '--offline', '--stats', self.path('stats.json'))
            self.assertEqual(done.returncode, 0, done.stderr)
            with open(self.path('stats.json'), encoding='utf-8') as file:
                self.assertIn('feeds of servers are not opened while offline', file.read())
            self.assertEqual(calls, [], feed)

    def test_a_city_once_seen_is_shown_without_its_server(self):
        self.assertEqual(run('generate', '--buildings', '150', '--out', self.path('city')).returncode, 0)
        server = http.server.ThreadingHTTPServer(
            ('127.0.0.1', 0), functools.partial(QuietFiles, directory=self.path('city')))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f'http://127.0.0.1:{server.server_address[1]}/tileset.json'
        options = ['--cache', self.path('cache'), '--size', '320x180']
        first, _ = self.render(url, *options)
        self.assertTrue(first['complete'])
        second, _ = self.render(url, *options)
        self.assertEqual(second['cache_hits'], second['tiles_loaded'])
        self.assertEqual(second['warnings'], [])
        server.shutdown()
        server.server_close()
        for more in ([], ['--offline']):
            again, _ = self.render(url, *options, *more)
            self.assertEqual(again['triangles_drawn'], first['triangles_drawn'])
            self.assertEqual(again['cache_hits'], again['tiles_loaded'])
            self.assertIn('out of date', json.dumps(again['warnings']))


if __name__ == '__main__':
    program.require_tools('strace')
    program.main()
