# SPDX-License-Identifier: Apache-2.0
"""What networks do to live data: silence without an end, stalls, holes, sources that die one after another."""
import http.server
import json
import threading
import time
import unittest

from broker import Proxy, free_port, publish_all
from program import run
from test_feeds import Entities
from watching import LONG, FeedTest, Watch

LAMPS = 40


def lamp(number, value):
    """A payload of NGSI-LD, observed at a moment that tells `value` apart."""
    return json.dumps({'id': f'urn:ngsi-ld:Lamp:{number}', 'type': 'Lamp', 'level': {
        'type': 'Property', 'value': value, 'observedAt': f'2026-01-01T00:{value // 60:02}:{value % 60:02}Z'}})


class Losses(FeedTest):
    def set_lamps(self, broker, value):
        publish_all(broker.port, [(f'city/lamp/{n}', lamp(n, value)) for n in range(LAMPS)], retain=True)

    def levels(self, report):
        """The state: what each lamp is taken to show."""
        return {value['device'].rsplit(':', 1)[1]: value['value'] for value in report['values']
                if value['property'].endswith('level')}

    def right(self, report, value):
        self.account(report)
        self.assertEqual(self.levels(report), {str(n): value for n in range(LAMPS)})

    def watch_through(self, proxy, options=''):
        watch = Watch('--values', '--feed', f'mqtt://127.0.0.1:{proxy.port}/city/#?keepalive=5{options}')
        watch.wait_for('connected')
        time.sleep(0.5)
        return watch

    def test_a_connection_that_dies_in_silence(self):
        broker = self.broker()
        for round_number in range(1, 21 if LONG else 2):
            for options in ('', '&version=5&qos=1')[:2 if LONG else 1]:
                self.set_lamps(broker, 0)
                proxy = Proxy(broker.port)
                self.addCleanup(proxy.close)
                watch = self.watch_through(proxy, options)
                proxy.freeze()
                self.set_lamps(broker, round_number)
                watch.wait_for('silent', seconds=30)
                watch.wait_for('connected', 2)
                time.sleep(2)
                report = watch.finish()
                self.right(report, round_number)
                self.assertEqual(report['received'], 2 * LAMPS)
                self.assertEqual(report['feeds'][0]['connections'], 2)

    def test_the_state_is_right_after_each_cut(self):
        broker = self.broker()
        proxy = Proxy(broker.port)
        self.addCleanup(proxy.close)
        self.set_lamps(broker, 0)
        for cut in range(1, 201 if LONG else 4):
            watch = self.watch_through(proxy)
            proxy.cut()
            self.set_lamps(broker, cut)
            watch.wait_for('connected', 2)
            time.sleep(2)
            report = watch.finish()
            self.right(report, cut)
            self.assertEqual(report['feeds'][0]['connections'], 2)

    def test_retained_messages_fill_the_city_at_once(self):
        broker = self.broker()
        devices = 171_000 if LONG else 8_000
        publish_all(broker.port, [(f'city/lamp/{n}', lamp(n, n % 3600)) for n in range(devices)], retain=True)
        start = time.monotonic()
        watch = Watch('--values', '--feed', broker.url('/city/#'))
        watch.wait_for('connected')
        # Ten seconds are what it may take; how long it took is told, not judged.
        time.sleep(max(0.0, start + 10 - time.monotonic()) if LONG else 2)
        peak_mib = watch.peak_memory_mib()
        report = watch.finish()
        print(f'{devices} retained messages: peak {peak_mib:.0f} MiB, p99 {report["latency_ms"]["p99"]:.0f} ms', flush=True)
        self.account(report)
        self.assertEqual(report['received'], devices, 'every device is told or counted')
        self.assertEqual(report['applied'] + report['dropped'], devices)
        self.assertEqual(report['entities'], report['applied'])
        if not report['dropped']:
            self.assertEqual(self.levels(report), {str(n): n % 3600 for n in range(devices)})
        self.assertLess(peak_mib, 256)

    def test_a_stall_loses_nothing(self):
        broker = self.broker()
        proxy = Proxy(broker.port)
        self.addCleanup(proxy.close)
        self.set_lamps(broker, 0)
        watch = self.watch_through(proxy)
        proxy.stall()
        for value in range(1, 21):
            self.set_lamps(broker, value)
        time.sleep(3)
        proxy.resume()
        time.sleep(2)
        report = watch.finish()
        self.right(report, 20)
        self.assertEqual(report['applied'], 21 * LAMPS)
        self.assertEqual(report['feeds'][0]['connections'], 1)

    def test_a_hole_in_the_stream_is_noticed(self):
        broker = self.broker()
        for size in (1, 3, 37, 150, 1000) if LONG else (37,):
            self.set_lamps(broker, 0)
            proxy = Proxy(broker.port)
            self.addCleanup(proxy.close)
            watch = self.watch_through(proxy, '')
            proxy.drop(size)
            for value in (1, 2):
                self.set_lamps(broker, value)
            watch.wait_for('connected', 2, seconds=40)
            time.sleep(2)
            self.right(watch.finish(), 2)

    def test_each_of_several_sources_dies_in_turn(self):
        brokers = [self.broker(), self.broker()]
        port, modified = free_port(), [0]

        def serve():
            server = http.server.ThreadingHTTPServer(('127.0.0.1', port), Entities)
            server.answer = lambda _, options: ('', [json.loads(lamp(1, modified[0]))])
            server.requests, server.documents = [], []
            threading.Thread(target=server.serve_forever, daemon=True).start()
            return server

        def stop(server):
            server.shutdown()
            server.server_close()

        server = serve()
        table = self.path('counter.csv')
        with open(table, 'w', encoding='utf-8') as file:
            file.write('time,count\n2026-01-01T00:00:00Z,5\n')
        watch = Watch('--values', '--feed', brokers[0].url('/city/#'), brokers[1].url('/city/#'),
                      f'ngsi-ld+http://127.0.0.1:{port}/ngsi-ld/v1?type=Lamp&poll=1', 'file:' + table)
        watch.wait_for('connected', 3)
        value = 0
        for dead, broker in enumerate(brokers):
            other = brokers[1 - dead]
            broker.kill()
            watch.wait_for(f'127.0.0.1:{broker.port}', 2)
            value += 1
            modified[0] = value
            self.set_lamps(other, value)
            time.sleep(1.5)
            broker.start()
            watch.wait_for(f'{broker.port}/city/#: connected', 2)
        stop(server)
        time.sleep(2)
        for broker in brokers:
            self.set_lamps(broker, 7)
        modified[0] = 7
        server = serve()
        self.addCleanup(stop, server)
        time.sleep(8)
        report = watch.finish()
        self.account(report)
        by_source = {}
        for one in report['values']:
            by_source.setdefault(one['source'], set()).add(one['value'])
        first, second, polled, table_feed = report['feeds']
        for feed, connections in ((first, 2), (second, 2)):
            self.assertEqual((feed['connections'], feed['applied'], feed['rejected']),
                             (connections, 2 * LAMPS, 0), feed)
            self.assertEqual(by_source[feed['url']], {7})
        self.assertEqual((polled['state'], polled['applied']), ('connected', 4), polled)
        self.assertEqual(by_source[polled['url']], {7})
        self.assertEqual((table_feed['state'], table_feed['applied']), ('ended', 1))

    def test_what_may_not_leave_is_not_printed(self):
        broker = self.broker()
        self.set_lamps(broker, 3)
        done = run('watch', '--json', '--values', '--for', '2', '--feed', broker.url('/city/#'),
                   broker.url('/city/lamp/+?forbid=export&licence=ours%20alone'))
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual(report['entities'], 2 * LAMPS)
        self.assertEqual({one['source'] for one in report['values']}, {broker.url('/city/#')})
        self.assertEqual(report['withheld'],
                         [broker.url('/city/lamp/+') + ' may not be exported by its licence (ours alone)'])


if __name__ == '__main__':
    unittest.main()
