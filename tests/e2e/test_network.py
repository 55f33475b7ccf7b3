# SPDX-License-Identifier: Apache-2.0
"""No network unless the user names a source there: watched by strace."""
import re
import subprocess

import program
from program import BINARY, ProgramTest, environment


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


if __name__ == '__main__':
    program.require_tools('strace')
    program.main()
