# SPDX-License-Identifier: Apache-2.0
"""What brokers refuse and hold back, by a real one."""
import http.server
import json
import threading
import time
import unittest
import urllib.parse

from broker import dynamic_security, publish
from program import run
from test_feeds import Entities
from watching import FeedTest, Watch


class Brokers(FeedTest):
    def test_a_topic_that_may_not_be_read_is_told(self):
        security = self.path('security.json')
        with open(security, 'w', encoding='utf-8') as file:
            json.dump({'defaultACLAccess': {'publishClientSend': True, 'publishClientReceive': True,
                                            'subscribe': False, 'unsubscribe': True},
                       'anonymousGroup': 'all', 'clients': [],
                       'groups': [{'groupname': 'all', 'roles': [{'rolename': 'reader'}]}],
                       'roles': [{'rolename': 'reader', 'acls': [
                           {'acltype': 'subscribePattern', 'topic': 'open/#', 'allow': True}]}]}, file)
        broker = self.broker(f'plugin {dynamic_security()}', f'plugin_opt_config_file {security}')
        for version in ('3.1.1', '5'):
            done = run('watch', '--json', '--feed', broker.url(f'/closed/#?version={version}'), '--for', '10')
            report = json.loads(done.stdout)['feeds'][0]
            self.assertEqual(report['state'], 'failed', report)
            self.assertEqual(report['sentence'], f'the broker does not let this user read closed/# (127.0.0.1:{broker.port})')
            self.assertIn('read closed/#', done.stderr)
            open_to_all = run('watch', '--json', '--feed', broker.url(f'/open/#?version={version}'), '--for', '1')
            self.assertEqual(open_to_all.returncode, 0, open_to_all.stderr)
            self.assertEqual(json.loads(open_to_all.stdout)['feeds'][0]['state'], 'connected')

    def test_observations_over_mqtt_join_their_things(self):
        stream = {'@iot.id': 1, 'name': 'd', 'unitOfMeasurement': {'symbol': '°C'},
                  'ObservedProperty': {'name': 'temperature'},
                  'Observations': [{'phenomenonTime': '2026-01-01T00:00:00Z', 'result': 20}]}
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Entities)
        server.answer = lambda *_: ('', {'value': [{'@iot.id': 7, 'name': 'mast', 'Datastreams': [stream]}]})
        server.requests, server.documents = [], []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        broker = self.broker()
        notify = urllib.parse.quote(broker.url(), safe='')
        watch = Watch('--values', '--feed', f'sta+http://127.0.0.1:{server.server_address[1]}/v1.1?notify={notify}')
        watch.wait_for('connected')
        time.sleep(1)
        publish(broker.port, 'v1.1/Datastreams(1)/Observations',
                json.dumps({'phenomenonTime': '2026-01-01T01:00:00Z', 'result': 33}))
        time.sleep(0.5)
        report = watch.finish()
        self.account(report)
        self.assertEqual(report['entities'], 1, 'no stream is a device of its own')
        values = [(one['device'], one['value'], one['unit']) for one in report['values']
                  if one['property'] == 'temperature']
        self.assertEqual(values, [('Things(7)', 33, 'CEL')])

    def test_samples_of_what_may_not_leave_are_not_printed(self):
        broker = self.broker()
        watch = Watch('--feed', broker.url('/city/#?forbid=export'), broker.url('/city/+'))
        watch.wait_for('connected', 2)
        time.sleep(0.5)
        publish(broker.port, 'city/x', 'open-sesame is no JSON')
        time.sleep(0.5)
        closed, open_to_all = watch.finish()['feeds']
        self.assertEqual((closed['rejected'], open_to_all['rejected']), (1, 1))
        self.assertIn('open-sesame', json.dumps(open_to_all['samples']))
        self.assertNotIn('open-sesame', json.dumps(closed))
        self.assertIn('may not be exported', closed['samples_withheld'])


if __name__ == '__main__':
    unittest.main()
