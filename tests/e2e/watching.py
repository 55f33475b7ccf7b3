# SPDX-License-Identifier: Apache-2.0
"""Watching live data in the background, and what every test of it holds a report to."""
import json
import os
import signal
import subprocess
import threading
import time

from broker import Broker, require_broker
from program import BINARY, ProgramTest, environment, run

LONG = os.environ.get('BELVEDERE_LONG') == '1'
ACCOUNT = ('applied', 'duplicate', 'late', 'rejected', 'dropped')


class Watch:
    """`belvedere watch` in the background."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen([BINARY, 'watch', '--json', *arguments], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        env=environment())
        self.lines = []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stderr:
            self.lines.append(line)

    def wait_for(self, text, count=1, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if sum(text in line for line in self.lines) >= count:
                return
            time.sleep(0.01)
        raise AssertionError(f'"{text}" was not said {count} times: {self.lines}')

    def peak_memory_mib(self):
        with open(f'/proc/{self.process.pid}/status', encoding='utf-8') as status:
            peak = next(line for line in status if line.startswith('VmHWM:'))
        return int(peak.split()[1]) / 1024

    def finish(self):
        self.process.send_signal(signal.SIGINT)
        out = self.process.stdout.read()
        self.process.wait(30)
        self.process.stdout.close()
        self.reader.join(10)
        self.process.stderr.close()
        return json.loads(out)


class FeedTest(ProgramTest):
    def setUp(self):
        super().setUp()
        require_broker()
        self.brokers = []
        self.addCleanup(lambda: [broker.kill() for broker in self.brokers])

    def broker(self, *lines):
        self.brokers.append(Broker(self.folder, lines))
        return self.brokers[-1]

    def simulate(self, url, *options):
        done = run('simulate', '--to', url, '--json', *options, timeout_s=3600 if LONG else 300)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)['sent']

    def account(self, report):
        self.assertEqual(report['received'], sum(report[key] for key in ACCOUNT), report)
